/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * SequenceNumber: 20 digits, which increase within a FIFO queue, not by one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-key-terms.html">FIFO queue
 *     key terms</a>
 */
public final class SequenceNumber {

    private SequenceNumber() {}

    /** The number as AWS writes it, without a leading zero; nothing for a message of a standard queue. */
    public static @Nullable String text(@Nullable Long sequence) {
        return sequence == null ? null : String.format(Locale.ROOT, "1%019d", sequence);
    }
}
