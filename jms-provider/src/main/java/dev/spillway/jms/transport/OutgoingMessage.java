/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.transport;

import dev.spillway.mapping.MappedMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent.
 *
 * @param content body, headers and properties
 * @param delayMillis how long the service keeps the message back; 0 for not at all
 * @param groupId JMSXGroupID; {@code null} for none
 * @param deduplicationId under which the service is to store one message only; {@code null} for an id of its own
 * @param sender the session, whose messages keep their order where none of them has a group
 */
public record OutgoingMessage(
        MappedMessage content,
        long delayMillis,
        @Nullable String groupId,
        @Nullable String deduplicationId,
        String sender) {}
