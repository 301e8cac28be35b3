/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.standalone;

import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Drops what Artemis warns of at each queue that has no dead letter or expiry address of Artemis's own: SQS queues have
 * none, their retention and redrive are SQS's. Named in {@code logging.properties}, hence public.
 */
public final class NeedlessWarnings implements Filter {

    private static final Set<String> CODES = Set.of("AMQ222165:", "AMQ222166:");

    @Override
    public boolean isLoggable(LogRecord event) {
        String message = event.getMessage();
        return message == null || CODES.stream().noneMatch(message::startsWith);
    }
}
