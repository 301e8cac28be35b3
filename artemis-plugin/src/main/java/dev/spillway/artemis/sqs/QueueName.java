/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the name of a queue that CreateQueue makes. Queues that the broker's configuration or a JMS client made
 * may have other names; all but CreateQueue serve them.
 */
public final class QueueName {

    private static final String FIFO_SUFFIX = ".fifo";
    private static final Pattern STANDARD = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private QueueName() {}

    /** Refuses a name that is absent, of a wrong form, or of a FIFO queue. */
    public static String checkNew(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            throw SqsErrors.missingParameter("QueueName");
        }
        refuseFifo(name);
        if (!STANDARD.matcher(name).matches()) {
            throw SqsErrors.invalidQueueName();
        }
        return name;
    }

    static void refuseFifo(String name) {
        if (name.endsWith(FIFO_SUFFIX)) {
            throw fifoUnsupported();
        }
    }

    static RuntimeException fifoUnsupported() {
        return SqsErrors.unsupportedOperation("FIFO queues are not supported yet: use a standard queue,"
                + " one whose name doesn't end in .fifo and that has no attribute FifoQueue.");
    }
}
