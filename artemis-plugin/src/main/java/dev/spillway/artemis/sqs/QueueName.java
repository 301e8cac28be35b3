/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the name of a queue that CreateQueue makes. Queues of other names, which the broker's configuration or a
 * JMS client made, are not served.
 */
public final class QueueName {

    private static final String FIFO_SUFFIX = ".fifo";
    private static final Pattern FIFO = Pattern.compile("[A-Za-z0-9_-]{1,75}\\.fifo");
    private static final Pattern STANDARD = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private QueueName() {}

    /** Whether this is the name of a FIFO queue. */
    public static boolean isFifo(String name) {
        return name.endsWith(FIFO_SUFFIX);
    }

    /** Refuses a name that is absent, or of a wrong form for this type of queue. */
    public static String checkNew(@Nullable String name, boolean fifo) {
        if (name == null || name.isEmpty()) {
            throw SqsErrors.missingParameter("QueueName");
        }
        if (fifo) {
            if (!FIFO.matcher(name).matches()) {
                throw SqsErrors.invalidFifoQueueName();
            }
        } else if (!STANDARD.matcher(name).matches()) {
            throw SqsErrors.invalidQueueName();
        }
        return name;
    }
}
