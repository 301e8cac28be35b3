/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.transport.Delivery;
import dev.spillway.mapping.MappedMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * JMSMessageID of a message that is sent in a transaction. JMS wants it set when {@code send} returns (section 3.4.3),
 * and the service gives its own only at the commit; so the provider makes one, which travels as a property.
 */
final class ProvidedId {

    static final String PROPERTY = "JMS_SpillwayMessageID";

    private static final String PREFIX = "ID:";

    private ProvidedId() {}

    static String next() {
        return PREFIX + UUID.randomUUID();
    }

    /** JMSMessageID for an id that the service gave. */
    static String ofService(String messageId) {
        return PREFIX + messageId;
    }

    /** JMSMessageID of a received message. */
    static String of(Delivery delivery) {
        Object provided = delivery.message().properties().get(PROPERTY);
        return provided instanceof String id && id.startsWith(PREFIX) ? id : ofService(delivery.messageId());
    }

    static MappedMessage with(MappedMessage message, String id) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>(message.properties());
        properties.put(PROPERTY, id);
        return new MappedMessage(message.body(), message.headers(), properties);
    }

    /** The message without the id, which is no property of the application's. */
    static MappedMessage without(MappedMessage message) {
        if (!message.properties().containsKey(PROPERTY)) {
            return message;
        }
        Map<String, @Nullable Object> properties = new LinkedHashMap<>(message.properties());
        properties.remove(PROPERTY);
        return new MappedMessage(message.body(), message.headers(), properties);
    }
}
