/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way between the JMS messages of any provider and the mapping's form of them. Stateless but for what it counts; safe
 * for use by any number of threads, each with its own session.
 */
public final class JmsMessages {

    /** The group, which the service carries beside the properties too. */
    public static final String GROUP_ID = "JMSXGroupID";

    /** What the provider of the receiver sets (Jakarta Messaging 3.1, section 3.5.9): it says nothing on the other side. */
    private static final Set<String> RECEIVERS =
            Set.of("JMSXDeliveryCount", "JMSXRcvTimestamp", "JMSXState", "JMSXConsumerTXID", "JMSXProducerTXID");

    private final ReplyDestinations replies;
    private final TrustedObjects trusted;
    private final ForeignNames names;

    public JmsMessages(ReplyDestinations replies, TrustedObjects trusted, ForeignNames names) {
        this.replies = replies;
        this.trusted = trusted;
        this.names = names;
    }

    /**
     * What travels of a message.
     *
     * @throws jakarta.jms.MessageFormatException if the message can't travel; the message says why
     */
    public MappedMessage read(Message message) throws JMSException {
        return new MappedMessage(JmsBodies.read(message), readHeaders(message), readProperties(message));
    }

    /**
     * A message of the session. What the provider sets when it sends (priority, delivery mode, expiration) is set already,
     * for who sends it to pass on.
     *
     * @throws JMSException if the provider does not take a value or a name; the message is the provider's
     */
    public Message write(MappedMessage mapped, Session session) throws JMSException {
        Message message = JmsBodies.write(mapped.body(), session, trusted);
        writeHeaders(message, mapped.headers(), session);
        for (Map.Entry<String, @Nullable Object> property : mapped.properties().entrySet()) {
            if (names.admits(property.getKey()) && !RECEIVERS.contains(property.getKey())) {
                writeProperty(message, property.getKey(), property.getValue());
            }
        }
        return message;
    }

    /** Names that begin with JMS are the standard's and the providers' (section 3.5.1): a provider may keep them for itself. */
    private void writeProperty(Message message, String name, @Nullable Object value) throws JMSException {
        try {
            message.setObjectProperty(PropertyNames.encode(name), value);
        } catch (JMSException refused) {
            if (!name.startsWith("JMS")) {
                throw refused;
            }
            names.leaveOut(name, "the provider keeps it for itself");
        }
    }

    private Headers readHeaders(Message message) throws JMSException {
        String correlationId = message.getJMSCorrelationID();
        Destination replyTo = message.getJMSReplyTo();
        return new Headers(
                correlationId,
                correlationId == null ? correlationIdBytes(message) : null,
                replyTo == null ? null : replies.toReplyTo(replyTo),
                message.getJMSType(),
                message.getJMSPriority(),
                message.getJMSDeliveryMode() != DeliveryMode.NON_PERSISTENT,
                message.getJMSTimestamp(),
                message.getJMSExpiration(),
                message.getJMSDeliveryTime());
    }

    /** Providers needn't have a form in bytes (section 3.5.7). */
    private static byte @Nullable [] correlationIdBytes(Message message) throws JMSException {
        try {
            return message.getJMSCorrelationIDAsBytes();
        } catch (UnsupportedOperationException asTextOnly) {
            return null;
        }
    }

    private Map<String, @Nullable Object> readProperties(Message message) throws JMSException {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        for (Object each : Collections.list((Enumeration<?>) message.getPropertyNames())) {
            String identifier = String.valueOf(each);
            String name = PropertyNames.decode(identifier);
            if (!RECEIVERS.contains(name) && names.admits(name)) {
                properties.put(name, message.getObjectProperty(identifier));
            }
        }
        return properties;
    }

    private void writeHeaders(Message message, Headers headers, Session session) throws JMSException {
        if (headers.correlationIdBytes() != null) {
            message.setJMSCorrelationIDAsBytes(headers.correlationIdBytes());
        } else if (headers.correlationId() != null) {
            message.setJMSCorrelationID(headers.correlationId());
        }
        if (headers.replyTo() != null) {
            message.setJMSReplyTo(replies.toDestination(headers.replyTo(), session));
        }
        if (headers.type() != null) {
            message.setJMSType(headers.type());
        }
        message.setJMSPriority(headers.priority());
        message.setJMSDeliveryMode(headers.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
        message.setJMSTimestamp(headers.timestamp());
        message.setJMSExpiration(headers.expiration());
        message.setJMSDeliveryTime(headers.deliveryTime());
    }
}
