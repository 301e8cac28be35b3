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
 * @param delayMillis how long the message stays hidden
 * @param traceHeader the AWSTraceHeader system attribute
 * @param groupId MessageGroupId
 */
public record NewMessage(
        UUID id,
        WireMessage content,
        String senderId,
        long sentAt,
        long delayMillis,
        @Nullable String traceHeader,
        @Nullable String groupId) {}
