/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** In all tests of this module, what is awaited is awaited for longer than a busy machine may take. Found by its service file. */
public final class PatientAwait implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }
}
