/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JMSMessageID across the bridge, for requesters that look for it in the correlation id of the reply. To SQS it travels as the
 * property from which Spillway's provider makes JMSMessageID. To a broker, whose provider sets its own, it goes as the
 * correlation id of a request that has none, from which responders take it as it is usual.
 */
public final class MessageIds {

    private static final String PROPERTY = "JMS_SpillwayMessageID";
    private static final String PREFIX = "ID:";

    private MessageIds() {}

    /** A message of a broker, which tells its JMSMessageID on the other side. */
    public static MappedMessage leaving(MappedMessage message, String messageId) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>(message.properties());
        properties.put(PROPERTY, messageId.startsWith(PREFIX) ? messageId : PREFIX + messageId);
        return new MappedMessage(message.body(), message.headers(), properties);
    }

    /** A message for a broker. */
    public static MappedMessage arriving(MappedMessage message, String messageId) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>(message.properties());
        Object provided = properties.remove(PROPERTY);
        Headers headers = message.headers();
        if (headers.replyTo() != null && headers.correlationId() == null && headers.correlationIdBytes() == null) {
            headers = headers.withCorrelationId(provided instanceof String id ? id : PREFIX + messageId, null);
        }
        return new MappedMessage(message.body(), headers, properties);
    }
}
