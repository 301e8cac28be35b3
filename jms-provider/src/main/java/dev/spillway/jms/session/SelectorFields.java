/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.transport.Delivery;
import dev.spillway.mapping.Headers;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.selector.filter.FilterException;
import org.apache.activemq.artemis.selector.filter.Filterable;
import org.jspecify.annotations.Nullable;

/** What a selector may refer to: the properties and six of the headers (section 3.8.1.1). */
final class SelectorFields implements Filterable {

    private final Delivery delivery;

    SelectorFields(Delivery delivery) {
        this.delivery = delivery;
    }

    /** The value by its name; strings as {@code String}, with which the parser compares its literals. */
    @Override
    public @Nullable Object getProperty(SimpleString name) {
        Headers headers = delivery.message().headers();
        String key = name.toString();
        return switch (key) {
            case "JMSDeliveryMode" -> headers.persistent() ? "PERSISTENT" : "NON_PERSISTENT";
            case "JMSPriority" -> headers.priority();
            case "JMSMessageID" -> ProvidedId.of(delivery);
            case "JMSTimestamp" -> headers.timestamp();
            case "JMSCorrelationID" -> headers.correlationId();
            case "JMSType" -> headers.type();
            case "JMSXDeliveryCount" -> delivery.deliveryCount();
            case "JMSXGroupID" -> group(key);
            default -> delivery.message().properties().get(key);
        };
    }

    private @Nullable Object group(String key) {
        Object property = delivery.message().properties().get(key);
        return property == null ? delivery.groupId() : property;
    }

    /** A selector sees no bodies. */
    @Override
    public <T> T getBodyAs(Class<T> type) throws FilterException {
        throw new FilterException("a selector can't refer to a message's body");
    }

    @Override
    public @Nullable Object getLocalConnectionId() {
        return null;
    }
}
