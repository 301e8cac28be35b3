/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.context;

import static dev.spillway.jms.context.RuntimeExceptions.act;
import static dev.spillway.jms.context.RuntimeExceptions.call;

import dev.spillway.jms.destination.Destinations;
import dev.spillway.jms.message.PropertyMap;
import dev.spillway.jms.session.SpillwaySession;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageProducer;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The simplified API's producer: what is set on it is set on each message that it sends. */
final class ContextProducer implements JMSProducer {

    private final SpillwaySession session;
    private final MessageProducer producer;
    private final PropertyMap properties = new PropertyMap();
    private @Nullable CompletionListener async;
    private @Nullable String correlationId;
    private byte @Nullable [] correlationIdBytes;
    private @Nullable String type;
    private @Nullable Destination replyTo;

    ContextProducer(SpillwaySession session, MessageProducer producer) {
        this.session = session;
        this.producer = producer;
    }

    @Override
    public JMSProducer send(Destination destination, Message message) {
        if (message == null) {
            throw new MessageFormatRuntimeException("the message is null");
        }
        return acting(() -> {
            stamp(message);
            if (async == null) {
                producer.send(destination, message);
            } else {
                producer.send(destination, message, async);
            }
        });
    }

    private void stamp(Message message) throws JMSException {
        for (String name : properties.names()) {
            message.setObjectProperty(name, properties.get(name));
        }
        if (correlationIdBytes != null) {
            message.setJMSCorrelationIDAsBytes(correlationIdBytes);
        } else if (correlationId != null) {
            message.setJMSCorrelationID(correlationId);
        }
        if (type != null) {
            message.setJMSType(type);
        }
        if (replyTo != null) {
            message.setJMSReplyTo(replyTo);
        }
    }

    private JMSProducer acting(RuntimeExceptions.Action action) {
        act(action);
        return this;
    }

    @Override
    public JMSProducer send(Destination destination, @Nullable String body) {
        return send(destination, call(() -> session.createTextMessage(body)));
    }

    @Override
    public JMSProducer send(Destination destination, @Nullable Map<String, Object> body) {
        return send(destination, call(() -> {
            MapMessage message = session.createMapMessage();
            if (body != null) {
                for (Map.Entry<String, Object> entry : body.entrySet()) {
                    message.setObject(entry.getKey(), entry.getValue());
                }
            }
            return message;
        }));
    }

    @Override
    public JMSProducer send(Destination destination, byte @Nullable [] body) {
        return send(destination, call(() -> {
            BytesMessage message = session.createBytesMessage();
            if (body != null) {
                message.writeBytes(body);
            }
            return message;
        }));
    }

    @Override
    public JMSProducer send(Destination destination, @Nullable Serializable body) {
        return send(destination, call(() -> session.createObjectMessage(body)));
    }

    @Override
    public JMSProducer setDisableMessageID(boolean value) {
        return acting(() -> producer.setDisableMessageID(value));
    }

    @Override
    public boolean getDisableMessageID() {
        return call(producer::getDisableMessageID);
    }

    @Override
    public JMSProducer setDisableMessageTimestamp(boolean value) {
        return acting(() -> producer.setDisableMessageTimestamp(value));
    }

    @Override
    public boolean getDisableMessageTimestamp() {
        return call(producer::getDisableMessageTimestamp);
    }

    @Override
    public JMSProducer setDeliveryMode(int value) {
        return acting(() -> producer.setDeliveryMode(value));
    }

    @Override
    public int getDeliveryMode() {
        return call(producer::getDeliveryMode);
    }

    @Override
    public JMSProducer setPriority(int value) {
        return acting(() -> producer.setPriority(value));
    }

    @Override
    public int getPriority() {
        return call(producer::getPriority);
    }

    @Override
    public JMSProducer setTimeToLive(long value) {
        return acting(() -> producer.setTimeToLive(value));
    }

    @Override
    public long getTimeToLive() {
        return call(producer::getTimeToLive);
    }

    @Override
    public JMSProducer setDeliveryDelay(long value) {
        return acting(() -> producer.setDeliveryDelay(value));
    }

    @Override
    public long getDeliveryDelay() {
        return call(producer::getDeliveryDelay);
    }

    @Override
    public JMSProducer setAsync(@Nullable CompletionListener listener) {
        async = listener;
        return this;
    }

    @Override
    public @Nullable CompletionListener getAsync() {
        return async;
    }

    @Override
    public JMSProducer setProperty(String name, boolean value) {
        return acting(() -> properties.put(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, byte value) {
        return acting(() -> properties.put(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, short value) {
        return acting(() -> properties.put(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, int value) {
        return acting(() -> properties.put(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, long value) {
        return acting(() -> properties.put(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, float value) {
        return acting(() -> properties.put(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, double value) {
        return acting(() -> properties.put(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, @Nullable String value) {
        return acting(() -> properties.put(name, value));
    }

    @Override
    public JMSProducer setProperty(String name, @Nullable Object value) {
        return acting(() -> properties.put(name, value));
    }

    @Override
    public boolean getBooleanProperty(String name) {
        return call(() -> properties.getBoolean(name));
    }

    @Override
    public byte getByteProperty(String name) {
        return call(() -> properties.getByte(name));
    }

    @Override
    public short getShortProperty(String name) {
        return call(() -> properties.getShort(name));
    }

    @Override
    public int getIntProperty(String name) {
        return call(() -> properties.getInt(name));
    }

    @Override
    public long getLongProperty(String name) {
        return call(() -> properties.getLong(name));
    }

    @Override
    public float getFloatProperty(String name) {
        return call(() -> properties.getFloat(name));
    }

    @Override
    public double getDoubleProperty(String name) {
        return call(() -> properties.getDouble(name));
    }

    @Override
    public @Nullable String getStringProperty(String name) {
        return properties.getString(name);
    }

    @Override
    public @Nullable Object getObjectProperty(String name) {
        return properties.get(name);
    }

    @Override
    public JMSProducer clearProperties() {
        properties.clear();
        return this;
    }

    @Override
    public boolean propertyExists(String name) {
        return properties.contains(name);
    }

    @Override
    public Set<String> getPropertyNames() {
        return properties.names();
    }

    @Override
    public JMSProducer setJMSCorrelationIDAsBytes(byte @Nullable [] correlationId) {
        correlationIdBytes = correlationId == null ? null : correlationId.clone();
        this.correlationId = null;
        return this;
    }

    @Override
    public byte @Nullable [] getJMSCorrelationIDAsBytes() {
        return correlationIdBytes == null ? null : correlationIdBytes.clone();
    }

    @Override
    public JMSProducer setJMSCorrelationID(@Nullable String correlationId) {
        this.correlationId = correlationId;
        correlationIdBytes = null;
        return this;
    }

    @Override
    public @Nullable String getJMSCorrelationID() {
        return correlationId;
    }

    @Override
    public JMSProducer setJMSType(@Nullable String type) {
        this.type = type;
        return this;
    }

    @Override
    public @Nullable String getJMSType() {
        return type;
    }

    @Override
    public JMSProducer setJMSReplyTo(@Nullable Destination replyTo) {
        return acting(() -> this.replyTo = replyTo == null ? null : Destinations.require(replyTo));
    }

    @Override
    public @Nullable Destination getJMSReplyTo() {
        return replyTo;
    }
}
