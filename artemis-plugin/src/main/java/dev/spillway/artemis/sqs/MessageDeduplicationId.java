/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spillway.artemis.store.NewMessage.Deduplication;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What tells the duplicates of a message on a FIFO queue: as given, or the SHA-256 of the body.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html">Using
 *     the message deduplication ID</a>
 */
public final class MessageDeduplicationId {

    private MessageDeduplicationId() {}

    /** The deduplication of a message in this group. */
    public static Deduplication of(@Nullable String given, String body, String group, FifoAttributes queue) {
        require(given, queue);
        if (given != null) {
            PrintableId.check(given, "MessageDeduplicationId");
        }
        return new Deduplication(given == null ? sha256(body) : given, queue.deduplicatesByGroup() ? group : "");
    }

    /** Refuses a message without a deduplication id, where the queue doesn't take the body for it. */
    public static void require(@Nullable String given, FifoAttributes queue) {
        if (given == null && !queue.contentBasedDeduplication()) {
            throw SqsErrors.invalidParameter("The queue should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
    }

    private static String sha256(String body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
