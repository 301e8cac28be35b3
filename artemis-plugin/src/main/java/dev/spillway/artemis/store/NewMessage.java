/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.store;

import dev.spillway.mapping.WireMessage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to be stored.
 *
 * @param id the SQS MessageId, a UUID of version 1; a JMS client of the same queue sees it as JMSMessageID
 * @param content body and message attributes
 * @param senderId the SenderId system attribute
 * @param sentAt SentTimestamp, milliseconds since the epoch
 * @param delayMillis how long the message stays hidden; 0 on a FIFO queue, which has a delay itself
 * @param traceHeader the AWSTraceHeader system attribute
 * @param groupId MessageGroupId
 * @param deduplication on a FIFO queue, which other messages this one is a duplicate of
 */
public record NewMessage(
        UUID id,
        WireMessage content,
        String senderId,
        long sentAt,
        long delayMillis,
        @Nullable String traceHeader,
        @Nullable String groupId,
        @Nullable Deduplication deduplication) {

    /** A message for a standard queue. */
    public NewMessage(
            UUID id,
            WireMessage content,
            String senderId,
            long sentAt,
            long delayMillis,
            @Nullable String traceHeader,
            @Nullable String groupId) {
        this(id, content, senderId, sentAt, delayMillis, traceHeader, groupId, null);
    }

    /**
     * Two messages of one FIFO queue that are sent within five minutes are duplicates if both of these are equal.
     *
     * @param id MessageDeduplicationId, as given or as made of the body
     * @param scope the group's id where ids are compared within a group, or empty where within the queue
     */
    public record Deduplication(String id, String scope) {}
}
