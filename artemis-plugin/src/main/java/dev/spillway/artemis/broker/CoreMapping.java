/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.ReplyTo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.reader.MessageUtil;
import org.jspecify.annotations.Nullable;

/** {@code message-mapping}'s adapter for core messages, in the form that Artemis's own JMS client reads and writes. */
final class CoreMapping {

    /** Begins the names of properties that no client of the broker sees. */
    static final String HIDDEN = "JMSSpillway";

    private static final SimpleString NON_PERSISTENT = SimpleString.of(HIDDEN + "NonPersistent");
    private static final SimpleString DELIVERY_TIME = SimpleString.of(HIDDEN + "DeliveryTime");
    private static final SimpleString REPLY_TO_URL = SimpleString.of(HIDDEN + "ReplyToUrl");
    private static final String QUEUE = "queue://";

    private CoreMapping() {}

    /**
     * The part of a message that is kept as JMS headers and properties. Properties by whose names Artemis steers (its
     * own, and JMSXGroupID where the service knows the group) stay out: from an outside client they are only data.
     */
    static MappedMessage storable(MappedMessage message, boolean hasGroup) {
        if (message.properties().keySet().stream().allMatch(name -> isStorable(name, hasGroup))) {
            return message;
        }
        Map<String, @Nullable Object> properties = new LinkedHashMap<>(message.properties());
        properties.keySet().removeIf(name -> !isStorable(name, hasGroup));
        return new MappedMessage(message.body(), message.headers(), properties);
    }

    /** The message with JMS's default priority: the broker would let a higher one overtake others. */
    static MappedMessage withoutPriority(MappedMessage message) {
        Headers headers = message.headers();
        return headers.priority() == Headers.DEFAULT_PRIORITY
                ? message
                : new MappedMessage(
                        message.body(),
                        new Headers(
                                headers.correlationId(),
                                headers.correlationIdBytes(),
                                headers.replyTo(),
                                headers.type(),
                                Headers.DEFAULT_PRIORITY,
                                headers.persistent(),
                                headers.timestamp(),
                                headers.expiration(),
                                headers.deliveryTime()),
                        message.properties());
    }

    private static boolean isStorable(String name, boolean hasGroup) {
        if (name.startsWith("JMSX")) {
            return name.equals(MessageUtil.JMSXGROUPID) && !hasGroup;
        }
        return !name.startsWith("_AMQ")
                && !name.startsWith("__AMQ")
                && !name.startsWith("JMS_AMQP_")
                && !name.equals("NATIVE_MESSAGE_ID")
                && !MqttMapping.isOfMqtt(name)
                && (!name.startsWith("JMS") || name.startsWith("JMS_"));
    }

    /** A message of this number with body, headers and properties. */
    static CoreMessage newMessage(long id, MappedMessage message) {
        CoreMessage core = CoreBody.newMessage(id, message.body());
        write(message.headers(), core);
        message.properties().forEach((name, value) -> MessageUtil.setObjectProperty(core, name, value));
        return core;
    }

    private static void write(Headers headers, CoreMessage core) {
        // A core message begins with priority 0.
        core.setPriority((byte) headers.priority());
        if (headers.equals(Headers.NONE)) {
            return;
        }
        if (headers.correlationId() != null) {
            MessageUtil.setJMSCorrelationID(core, headers.correlationId());
        } else if (headers.correlationIdBytes() != null) {
            // Not by MessageUtil, which refuses an empty one.
            core.putBytesProperty(MessageUtil.CORRELATIONID_HEADER_NAME, headers.correlationIdBytes());
        }
        ReplyTo replyTo = headers.replyTo();
        if (replyTo != null) {
            MessageUtil.setJMSReplyTo(core, QUEUE + replyTo.queueName());
            if (replyTo.queueUrl() != null) {
                core.putStringProperty(REPLY_TO_URL, SimpleString.of(replyTo.queueUrl()));
            }
        }
        if (headers.type() != null) {
            MessageUtil.setJMSType(core, headers.type());
        }
        core.setExpiration(headers.expiration());
        if (headers.timestamp() != Headers.UNSTAMPED) {
            core.setTimestamp(headers.timestamp());
        }
        // Whatever its sender asked for, SQS stores a message before it acknowledges it: the message itself is durable.
        if (!headers.persistent()) {
            core.putBooleanProperty(NON_PERSISTENT, true);
        }
        if (headers.deliveryTime() != 0) {
            core.putLongProperty(DELIVERY_TIME, headers.deliveryTime());
        }
    }

    /**
     * Reads body, headers and properties.
     *
     * @param fromSqs whether {@link #newMessage} made it; if not, a client of the broker did
     * @param hasGroup whether the service tells of the group, so that it is not a property too
     */
    static MappedMessage read(ICoreMessage core, boolean fromSqs, boolean hasGroup) {
        Body body = CoreBody.read(core);
        return new MappedMessage(
                fromSqs ? body : MqttMapping.readBody(core, body),
                readHeaders(core, fromSqs),
                readProperties(core, hasGroup));
    }

    private static Headers readHeaders(ICoreMessage core, boolean fromSqs) {
        Object correlationId = core.getObjectProperty(MessageUtil.CORRELATIONID_HEADER_NAME);
        byte[] correlationBytes = correlationId instanceof byte[] bytes ? bytes : null;
        if (correlationId == null && !fromSqs) {
            correlationBytes = MqttMapping.readCorrelationId(core);
        }
        Long deliveryTime =
                (Long) core.getObjectProperty(fromSqs ? DELIVERY_TIME : Message.HDR_SCHEDULED_DELIVERY_TIME);
        return new Headers(
                correlationId == null || correlationBytes != null ? null : correlationId.toString(),
                correlationBytes,
                readReplyTo(core, fromSqs),
                MessageUtil.getJMSType(core),
                core.getPriority(),
                fromSqs ? !core.containsProperty(NON_PERSISTENT) : core.isDurable(),
                readTimestamp(core, fromSqs),
                core.getExpiration(),
                deliveryTime == null ? 0 : deliveryTime);
    }

    private static long readTimestamp(ICoreMessage core, boolean fromSqs) {
        if (fromSqs && core.getIngressTimestamp() == null) {
            return 0;
        }
        long timestamp = core.getTimestamp();
        return fromSqs && timestamp == 0 ? Headers.UNSTAMPED : timestamp;
    }

    /** Only queues: a topic or a temporary destination of the broker is nothing that an SQS client can send to. */
    private static @Nullable ReplyTo readReplyTo(ICoreMessage core, boolean fromSqs) {
        SimpleString replyTo = MessageUtil.getJMSReplyTo(core);
        if (replyTo == null) {
            return fromSqs ? null : MqttMapping.readReplyTo(core);
        }
        String name = replyTo.toString();
        if (!name.startsWith(QUEUE)) {
            return null;
        }
        return new ReplyTo(name.substring(QUEUE.length()), core.getStringProperty(REPLY_TO_URL));
    }

    private static Map<String, @Nullable Object> readProperties(ICoreMessage core, boolean hasGroup) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        for (String name : MessageUtil.getPropertyNames(core)) {
            if (isStorable(name, hasGroup)) {
                properties.put(name, value(core, name));
            } else if (MqttMapping.isOfMqtt(name)) {
                readMqttProperty(core, name, hasGroup, properties);
            }
        }
        return properties.isEmpty() ? Map.of() : properties;
    }

    /** MQTT allows several properties of one name: one has it, the others keep Artemis's. */
    private static void readMqttProperty(
            ICoreMessage core, String name, boolean hasGroup, Map<String, @Nullable Object> properties) {
        String own = MqttMapping.applicationsName(name);
        if (own != null) {
            boolean free = isStorable(own, hasGroup) && !properties.containsKey(own);
            properties.put(free ? own : name, value(core, name));
        }
    }

    private static @Nullable Object value(ICoreMessage core, String name) {
        Object value = MessageUtil.getObjectProperty(core, name);
        return value instanceof SimpleString text ? text.toString() : value;
    }
}
