/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.store;

import dev.spillway.mapping.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message that was received and is hidden from other receivers for its visibility time-out.
 *
 * @param receipt the handle to delete it or to change its visibility by
 * @param id the SQS MessageId
 * @param content body and message attributes, as they were sent, or, for a message of a JMS client, as
 *     {@code message-mapping} makes them
 * @param senderId the SenderId system attribute
 * @param sentAt SentTimestamp, milliseconds since the epoch
 * @param firstReceivedAt ApproximateFirstReceiveTimestamp, milliseconds since the epoch
 * @param receiveCount ApproximateReceiveCount, this receive included; durable from 2 on
 * @param traceHeader the AWSTraceHeader system attribute
 * @param groupId MessageGroupId
 * @param deduplicationId MessageDeduplicationId
 * @param sequence on a FIFO queue, the number by which its messages are ordered
 * @param deadLetterSource the name of the queue from which redrive moved the message here
 */
public record ReceivedMessage(
        Receipt receipt,
        String id,
        WireMessage content,
        String senderId,
        long sentAt,
        long firstReceivedAt,
        int receiveCount,
        @Nullable String traceHeader,
        @Nullable String groupId,
        @Nullable String deduplicationId,
        @Nullable Long sequence,
        @Nullable String deadLetterSource) {}
