/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import jakarta.jms.JMSException;

/** What this provider can't do yet. */
public final class NotSupported {

    private NotSupported() {}

    /** @param feature in the plural, such as {@code topics} */
    public static JMSException yet(String feature) {
        return new JMSException("not supported yet: " + feature);
    }
}
