/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept durably about a queue beside its messages.
 *
 * @param attributes the SQS attributes that were set, by AWS's names, values as given; what was not set is absent
 * @param tags the queue's tags
 * @param createdAt milliseconds since the epoch
 * @param modifiedAt milliseconds since the epoch
 * @param retentionMillis how long a message is kept, from when it was sent
 * @param delayMillis on a FIFO queue, how long each message stays hidden from when it was sent; on a standard queue 0, since
 *     each message has a delay of its own
 * @param redrive where a message goes that was received too often; {@code null} for nowhere
 */
public record QueueSettings(
        Map<String, String> attributes,
        Map<String, String> tags,
        long createdAt,
        long modifiedAt,
        long retentionMillis,
        long delayMillis,
        @Nullable Redrive redrive) {

    /**
     * @param deadLetterQueue the name of the queue that takes the message
     * @param maxReceiveCount how often a message is received before it moves, 1 to 1,000
     */
    public record Redrive(String deadLetterQueue, int maxReceiveCount) {}

    /** Settings without a delay. */
    public QueueSettings(
            Map<String, String> attributes,
            Map<String, String> tags,
            long createdAt,
            long modifiedAt,
            long retentionMillis,
            @Nullable Redrive redrive) {
        this(attributes, tags, createdAt, modifiedAt, retentionMillis, 0, redrive);
    }

    public QueueSettings {
        attributes = Map.copyOf(attributes);
        tags = Map.copyOf(tags);
    }

    /** These settings with other attributes that change neither retention, delay nor redrive. */
    public QueueSettings withAttributes(Map<String, String> others, long now) {
        return new QueueSettings(others, tags, createdAt, now, retentionMillis, delayMillis, redrive);
    }

    /** These settings with another time for which messages are kept. */
    public QueueSettings withRetention(long millis) {
        return new QueueSettings(attributes, tags, createdAt, modifiedAt, millis, delayMillis, redrive);
    }

    /** These settings with other tags. */
    public QueueSettings withTags(Map<String, String> others) {
        return new QueueSettings(attributes, others, createdAt, modifiedAt, retentionMillis, delayMillis, redrive);
    }
}
