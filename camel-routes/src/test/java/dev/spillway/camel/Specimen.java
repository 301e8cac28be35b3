/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * All that an application says with a message, comparable. Bytes stand as {@link Hex}.
 *
 * @param body a text, bytes, a map, a list (a stream), an {@link Content} (an object message), or {@code null}: no body
 * @param properties those that are the application's
 */
public record Specimen(Object body, Map<String, Object> properties, Headers headers) {

    /** Bytes that are equal where their content is. */
    public record Hex(String digits) {

        public static Hex of(byte[] bytes) {
            return new Hex(HexFormat.of().formatHex(bytes));
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(digits);
        }
    }

    /** What an object message has. */
    public record Content(Serializable object) {}

    /** @param hours from the sending to the expiration; 0 for none */
    public record Headers(
            String group,
            String correlationId,
            String type,
            String replyTo,
            int priority,
            boolean persistent,
            int hours) {}

    public void send(JMSContext context, String queue) throws JMSException {
        Message message = message(context);
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        message.setStringProperty("JMSXGroupID", headers.group());
        message.setJMSCorrelationID(headers.correlationId());
        message.setJMSType(headers.type());
        message.setJMSReplyTo(headers.replyTo() == null ? null : context.createQueue(headers.replyTo()));
        JMSProducer producer = context.createProducer()
                .setPriority(headers.priority())
                .setDeliveryMode(headers.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT)
                .setTimeToLive(TimeUnit.HOURS.toMillis(headers.hours()));
        producer.send(context.createQueue(queue), message);
    }

    public static Specimen of(Message message) throws JMSException {
        Map<String, Object> properties = new HashMap<>();
        for (Object name : Collections.list(message.getPropertyNames())) {
            if (!name.toString().startsWith("JMS")) {
                properties.put(name.toString(), message.getObjectProperty(name.toString()));
            }
        }
        long left = message.getJMSExpiration() == 0 ? 0 : message.getJMSExpiration() - System.currentTimeMillis();
        Headers headers = new Headers(
                message.getStringProperty("JMSXGroupID"),
                message.getJMSCorrelationID(),
                message.getJMSType(),
                message.getJMSReplyTo() == null ? null : ((Queue) message.getJMSReplyTo()).getQueueName(),
                message.getJMSPriority(),
                message.getJMSDeliveryMode() == DeliveryMode.PERSISTENT,
                Math.round(left / (float) TimeUnit.HOURS.toMillis(1)));
        return new Specimen(body(message), properties, headers);
    }

    private Message message(JMSContext context) throws JMSException {
        if (body instanceof String text) {
            return context.createTextMessage(text);
        }
        if (body instanceof Content content) {
            return context.createObjectMessage(content.object());
        }
        if (body instanceof Hex bytes) {
            BytesMessage message = context.createBytesMessage();
            message.writeBytes(bytes.bytes());
            return message;
        }
        if (body instanceof Map<?, ?> entries) {
            MapMessage message = context.createMapMessage();
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                message.setObject((String) entry.getKey(), value(entry.getValue()));
            }
            return message;
        }
        if (body instanceof List<?> values) {
            StreamMessage message = context.createStreamMessage();
            for (Object value : values) {
                message.writeObject(value(value));
            }
            return message;
        }
        return context.createMessage();
    }

    private static Object body(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text.getText();
        }
        if (message instanceof ObjectMessage object) {
            return new Content(object.getObject());
        }
        if (message instanceof BytesMessage bytes) {
            byte[] all = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(all);
            return Hex.of(all);
        }
        if (message instanceof MapMessage map) {
            Map<String, Object> entries = new HashMap<>();
            for (Object name : Collections.list(map.getMapNames())) {
                entries.put(name.toString(), comparable(map.getObject(name.toString())));
            }
            return entries;
        }
        if (message instanceof StreamMessage stream) {
            return values(stream);
        }
        return null;
    }

    private static List<Object> values(StreamMessage stream) throws JMSException {
        List<Object> values = new ArrayList<>();
        while (true) {
            try {
                values.add(comparable(stream.readObject()));
            } catch (MessageEOFException end) {
                return values;
            }
        }
    }

    private static Object value(Object comparable) {
        return comparable instanceof Hex bytes ? bytes.bytes() : comparable;
    }

    private static Object comparable(Object value) {
        return value instanceof byte[] bytes ? Hex.of(bytes) : value;
    }
}
