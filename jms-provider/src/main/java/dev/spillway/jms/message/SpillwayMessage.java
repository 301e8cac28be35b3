/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import dev.spillway.jms.destination.Destinations;
import dev.spillway.jms.destination.SpillwayDestination;
import dev.spillway.mapping.Body;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message without a body, and the headers and properties of all kinds of messages. */
public class SpillwayMessage implements Message {

    private final PropertyMap properties = new PropertyMap();
    private boolean propertiesReadOnly;
    private boolean bodyReadOnly;
    private @Nullable Acknowledger acknowledger;

    private @Nullable String messageId;
    private @Nullable Destination destination;
    private @Nullable SpillwayDestination replyTo;
    private @Nullable String replyToUrl;
    private @Nullable String correlationId;
    private byte @Nullable [] correlationIdBytes;
    private @Nullable String type;
    private int deliveryMode = DEFAULT_DELIVERY_MODE;
    private int priority = DEFAULT_PRIORITY;
    private long timestamp;
    private long expiration;
    private long deliveryTime;
    private boolean redelivered;

    /** The body in the form in which it is mapped. */
    Body body() {
        return new Body.Empty();
    }

    PropertyMap properties() {
        return properties;
    }

    /** Ends writing: what is received is read-only until it is cleared (section 3.10). */
    void received(Acknowledger by) {
        acknowledger = by;
        propertiesReadOnly = true;
        bodyReadOnly = true;
    }

    /** Whether the properties are those that were received. */
    boolean isReceived() {
        return propertiesReadOnly;
    }

    final void requireReadable() throws JMSException {
        if (!bodyReadOnly) {
            throw new MessageNotReadableException("the body is write-only; call reset() before reading it");
        }
    }

    final void requireWriteable() throws JMSException {
        if (bodyReadOnly) {
            throw new MessageNotWriteableException("the body is read-only; call clearBody() before writing it");
        }
    }

    final void setBodyReadOnly(boolean readOnly) {
        bodyReadOnly = readOnly;
    }

    private PropertyMap writeable() throws JMSException {
        if (propertiesReadOnly) {
            throw new MessageNotWriteableException(
                    "the properties of a received message are read-only; call clearProperties() before setting any");
        }
        return properties;
    }

    @Override
    public void acknowledge() throws JMSException {
        if (acknowledger != null) {
            acknowledger.acknowledge();
        }
    }

    @Override
    public void clearBody() throws JMSException {
        bodyReadOnly = false;
    }

    @Override
    public void clearProperties() {
        properties.clear();
        propertiesReadOnly = false;
    }

    /** {@inheritDoc} A plain message has none. */
    @Override
    public <T> @Nullable T getBody(Class<T> c) throws JMSException {
        return null;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public boolean isBodyAssignableTo(Class c) throws JMSException {
        return true;
    }

    @Override
    public @Nullable String getJMSMessageID() {
        return messageId;
    }

    @Override
    public void setJMSMessageID(@Nullable String id) {
        messageId = id;
    }

    @Override
    public long getJMSTimestamp() {
        return timestamp;
    }

    @Override
    public void setJMSTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }

    @Override
    public byte @Nullable [] getJMSCorrelationIDAsBytes() {
        if (correlationIdBytes != null) {
            return correlationIdBytes.clone();
        }
        return correlationId == null ? null : correlationId.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void setJMSCorrelationIDAsBytes(byte @Nullable [] correlationId) {
        this.correlationIdBytes = correlationId == null ? null : correlationId.clone();
        this.correlationId = null;
    }

    @Override
    public @Nullable String getJMSCorrelationID() {
        if (correlationIdBytes != null) {
            return new String(correlationIdBytes, StandardCharsets.UTF_8);
        }
        return correlationId;
    }

    @Override
    public void setJMSCorrelationID(@Nullable String correlationId) {
        this.correlationId = correlationId;
        this.correlationIdBytes = null;
    }

    boolean hasBinaryCorrelationId() {
        return correlationIdBytes != null;
    }

    @Override
    public @Nullable Destination getJMSReplyTo() {
        return replyTo;
    }

    @Override
    public void setJMSReplyTo(@Nullable Destination replyTo) throws JMSException {
        this.replyTo = replyTo == null ? null : Destinations.require(replyTo);
        this.replyToUrl = null;
    }

    @Nullable SpillwayDestination replyTo() {
        return replyTo;
    }

    /** The URL under which the sender knows the destination of replies; kept for when the message is passed on. */
    @Nullable String replyToUrl() {
        return replyToUrl;
    }

    void setReplyTo(SpillwayDestination destination, @Nullable String url) {
        replyTo = destination;
        replyToUrl = url;
    }

    @Override
    public @Nullable Destination getJMSDestination() {
        return destination;
    }

    @Override
    public void setJMSDestination(@Nullable Destination destination) {
        this.destination = destination;
    }

    @Override
    public int getJMSDeliveryMode() {
        return deliveryMode;
    }

    @Override
    public void setJMSDeliveryMode(int deliveryMode) throws JMSException {
        this.deliveryMode = checkDeliveryMode(deliveryMode);
    }

    void setDeliveryMode(int received) {
        deliveryMode = received;
    }

    @Override
    public boolean getJMSRedelivered() {
        return redelivered;
    }

    @Override
    public void setJMSRedelivered(boolean redelivered) {
        this.redelivered = redelivered;
    }

    @Override
    public @Nullable String getJMSType() {
        return type;
    }

    @Override
    public void setJMSType(@Nullable String type) {
        this.type = type;
    }

    @Override
    public long getJMSExpiration() {
        return expiration;
    }

    @Override
    public void setJMSExpiration(long expiration) {
        this.expiration = expiration;
    }

    @Override
    public long getJMSDeliveryTime() {
        return deliveryTime;
    }

    @Override
    public void setJMSDeliveryTime(long deliveryTime) {
        this.deliveryTime = deliveryTime;
    }

    @Override
    public int getJMSPriority() {
        return priority;
    }

    @Override
    public void setJMSPriority(int priority) throws JMSException {
        this.priority = checkPriority(priority);
    }

    void setPriority(int received) {
        priority = received;
    }

    /** @throws JMSException if the mode is neither PERSISTENT nor NON_PERSISTENT */
    public static int checkDeliveryMode(int mode) throws JMSException {
        if (mode != DeliveryMode.PERSISTENT && mode != DeliveryMode.NON_PERSISTENT) {
            throw new JMSException("delivery mode " + mode + " is neither NON_PERSISTENT (1) nor PERSISTENT (2)");
        }
        return mode;
    }

    /** @throws JMSException if the priority is not 0 to 9 */
    public static int checkPriority(int priority) throws JMSException {
        if (priority < 0 || priority > 9) {
            throw new JMSException("priority " + priority + " is not 0 to 9");
        }
        return priority;
    }

    @Override
    public boolean propertyExists(String name) {
        return properties.contains(name);
    }

    @Override
    public boolean getBooleanProperty(String name) throws JMSException {
        return properties.getBoolean(name);
    }

    @Override
    public byte getByteProperty(String name) throws JMSException {
        return properties.getByte(name);
    }

    @Override
    public short getShortProperty(String name) throws JMSException {
        return properties.getShort(name);
    }

    @Override
    public int getIntProperty(String name) throws JMSException {
        return properties.getInt(name);
    }

    @Override
    public long getLongProperty(String name) throws JMSException {
        return properties.getLong(name);
    }

    @Override
    public float getFloatProperty(String name) throws JMSException {
        return properties.getFloat(name);
    }

    @Override
    public double getDoubleProperty(String name) throws JMSException {
        return properties.getDouble(name);
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
    public Enumeration<String> getPropertyNames() {
        return Collections.enumeration(List.copyOf(properties.names()));
    }

    @Override
    public void setBooleanProperty(String name, boolean value) throws JMSException {
        writeable().put(name, value);
    }

    @Override
    public void setByteProperty(String name, byte value) throws JMSException {
        writeable().put(name, value);
    }

    @Override
    public void setShortProperty(String name, short value) throws JMSException {
        writeable().put(name, value);
    }

    @Override
    public void setIntProperty(String name, int value) throws JMSException {
        writeable().put(name, value);
    }

    @Override
    public void setLongProperty(String name, long value) throws JMSException {
        writeable().put(name, value);
    }

    @Override
    public void setFloatProperty(String name, float value) throws JMSException {
        writeable().put(name, value);
    }

    @Override
    public void setDoubleProperty(String name, double value) throws JMSException {
        writeable().put(name, value);
    }

    @Override
    public void setStringProperty(String name, @Nullable String value) throws JMSException {
        writeable().put(name, value);
    }

    @Override
    public void setObjectProperty(String name, @Nullable Object value) throws JMSException {
        writeable().put(name, value);
    }
}
