/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import dev.spillway.jms.destination.Destinations;
import dev.spillway.jms.destination.SpillwayDestination;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.ReplyTo;
import jakarta.jms.DeliveryMode;
import java.io.ObjectInputFilter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way between JMS messages and the mapping's form of them. */
public final class MessageMapper {

    private MessageMapper() {}

    /** What travels of a message. JMSXDeliveryCount is the receiver's and stays behind. */
    public static MappedMessage toMapped(SpillwayMessage message) {
        SpillwayDestination replyTo = message.replyTo();
        boolean binary = message.hasBinaryCorrelationId();
        Map<String, @Nullable Object> properties = message.properties().copy();
        properties.remove(PropertyName.DELIVERY_COUNT);
        return new MappedMessage(
                message.body(),
                new Headers(
                        binary ? null : message.getJMSCorrelationID(),
                        binary ? message.getJMSCorrelationIDAsBytes() : null,
                        replyTo == null ? null : new ReplyTo(replyTo.name(), message.replyToUrl()),
                        message.getJMSType(),
                        message.getJMSPriority(),
                        message.getJMSDeliveryMode() == DeliveryMode.PERSISTENT,
                        message.getJMSTimestamp(),
                        message.getJMSExpiration(),
                        message.getJMSDeliveryTime()),
                properties);
    }

    /** The message's group, which the service carries beside its properties; {@code null} for none. */
    public static @Nullable String groupId(SpillwayMessage message) {
        return message.properties().getString(PropertyName.GROUP_ID);
    }

    /**
     * The deduplication id that the application set; {@code null} for none. That of a received message is none: sent on to
     * the queue that it came from, the message would vanish.
     */
    public static @Nullable String deduplicationId(SpillwayMessage message) {
        return message.isReceived() ? null : message.properties().getString(PropertyName.DEDUPLICATION_ID);
    }

    /**
     * A received message, read-only.
     *
     * @param id what JMSMessageID is to be
     * @param from what JMSDestination is to be
     * @param deliveryCount how often the message was received, this time included
     * @param groupId the group under which the service delivered it; {@code null} for none
     * @param trusted which classes the object of an object message may have besides values
     * @param acknowledger what {@code acknowledge()} does
     */
    public static SpillwayMessage toMessage(
            MappedMessage mapped,
            String id,
            SpillwayDestination from,
            int deliveryCount,
            @Nullable String groupId,
            ObjectInputFilter trusted,
            Acknowledger acknowledger) {
        SpillwayMessage message = ofBody(mapped.body(), trusted);
        PropertyMap properties = message.properties();
        properties.putReceived(mapped.properties());
        if (groupId != null && !properties.contains(PropertyName.GROUP_ID)) {
            properties.putReceived(PropertyName.GROUP_ID, groupId);
        }
        properties.putReceived(PropertyName.DELIVERY_COUNT, deliveryCount);
        setHeaders(message, mapped.headers());
        message.setJMSMessageID(id);
        message.setJMSDestination(from);
        message.setJMSRedelivered(deliveryCount > 1);
        message.received(acknowledger);
        return message;
    }

    private static SpillwayMessage ofBody(Body body, ObjectInputFilter trusted) {
        if (body instanceof Body.Text text) {
            return new SpillwayTextMessage(text.text());
        }
        if (body instanceof Body.Bytes bytes) {
            return new SpillwayBytesMessage(bytes.content());
        }
        if (body instanceof Body.Map map) {
            return new SpillwayMapMessage(map.entries());
        }
        if (body instanceof Body.Stream stream) {
            return new SpillwayStreamMessage(stream.values());
        }
        if (body instanceof Body.Serialized object) {
            return new SpillwayObjectMessage(object.content(), trusted);
        }
        return new SpillwayMessage();
    }

    private static void setHeaders(SpillwayMessage message, Headers headers) {
        if (headers.correlationIdBytes() != null) {
            message.setJMSCorrelationIDAsBytes(headers.correlationIdBytes());
        } else {
            message.setJMSCorrelationID(headers.correlationId());
        }
        if (headers.replyTo() != null) {
            ReplyTo replyTo = headers.replyTo();
            message.setReplyTo(Destinations.ofName(replyTo.queueName()), replyTo.queueUrl());
        }
        message.setJMSType(headers.type());
        message.setPriority(headers.priority());
        message.setDeliveryMode(headers.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
        message.setJMSTimestamp(headers.timestamp());
        message.setJMSExpiration(headers.expiration());
        message.setJMSDeliveryTime(headers.deliveryTime());
    }
}
