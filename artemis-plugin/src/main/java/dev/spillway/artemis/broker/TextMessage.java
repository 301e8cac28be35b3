/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import io.netty.buffer.ByteBuf;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.buffers.impl.ChannelBufferWrapper;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.persistence.CoreMessageObjectPools;
import org.apache.activemq.artemis.utils.DataConstants;
import org.apache.activemq.artemis.utils.collections.TypedProperties;
import org.jspecify.annotations.Nullable;

/**
 * A core text message that keeps its text as the sender gave it, for receivers of SQS to be given the same. Artemis keeps
 * every message in its encoded form, which takes two bytes a character, and beside it whatever is needed to read that.
 *
 * <p>It is written to the journal and to clients in that form, byte by byte as any other. Whoever asks for the body itself
 * makes it an ordinary message for good. Its properties may be {@link CommonProperties}, until one is set or removed.
 */
final class TextMessage extends CoreMessage {

    /** {@code null} once it is in the buffer. */
    private volatile @Nullable String text;

    /** What {@code properties} is of; {@code null} once they are the message's own. */
    private volatile @Nullable CommonProperties common;

    /** Of the encoded form; 0 when it is not known. */
    private int encodeSize;

    TextMessage(long id, String text) {
        super((CoreMessageObjectPools) null);
        this.text = text;
        setType(TEXT_TYPE);
        setMessageID(id);
    }

    /** The body; {@code null} if it is to be read from the body's buffer. */
    @Nullable String text() {
        return text;
    }

    /** To be called when all else is set. */
    void share(CommonProperties shared) {
        properties = shared.typed;
        common = shared;
    }

    /** The body, if the message has nothing else that an SQS client gave it. */
    @Nullable String onlyBody() {
        return common == null ? null : text;
    }

    /** Called before a property is set, and for each other change. */
    @Override
    public synchronized void messageChanged() {
        encodeSize = 0;
        if (common != null) {
            properties = new TypedProperties(properties);
            common = null;
        }
        super.messageChanged();
    }

    /** By Artemis's reckoning: as if there was the head of a packet before the body, and not this number. */
    private static int endOfBody(String text) {
        return Utf16.size(text) + BUFFER_HEADER_SPACE;
    }

    /** From now on it is a message like any other. */
    private synchronized void fillBuffer() {
        String unwritten = text;
        if (unwritten != null) {
            initBuffer(getEncodeSize());
            Utf16.write(unwritten, new ChannelBufferWrapper(buffer));
            endOfBodyPosition = endOfBody(unwritten);
            text = null;
        }
    }

    @Override
    protected synchronized void checkEncode() {
        fillBuffer();
        super.checkEncode();
    }

    @Override
    public synchronized CoreMessage encode() {
        fillBuffer();
        return super.encode();
    }

    @Override
    public ActiveMQBuffer getBodyBuffer() {
        fillBuffer();
        return super.getBodyBuffer();
    }

    @Override
    public ByteBuf getBuffer() {
        fillBuffer();
        return super.getBuffer();
    }

    @Override
    public synchronized int getEncodeSize() {
        String unwritten = text;
        if (unwritten == null) {
            return super.getEncodeSize();
        }
        if (encodeSize == 0) {
            encodeSize = BODY_OFFSET + Utf16.size(unwritten) + getHeadersAndPropertiesEncodeSize();
        }
        return encodeSize;
    }

    /** What it takes when somebody has asked for its body. */
    @Override
    public synchronized int getMemoryEstimate() {
        if (memoryEstimate == -1) {
            memoryEstimate = memoryOffset + getEncodeSize() + getProperties().getMemoryOffset();
        }
        return memoryEstimate;
    }

    @Override
    public int getPersistSize() {
        return DataConstants.SIZE_INT + getEncodeSize();
    }

    @Override
    public synchronized void persist(ActiveMQBuffer record) {
        String unwritten = text;
        if (unwritten == null) {
            super.persist(record);
            return;
        }
        record.writeInt(getEncodeSize());
        // Where the body ends, by Artemis's reckoning: as if the head of a packet was before it, instead of this
        // number.
        record.writeInt(Utf16.size(unwritten) + BUFFER_HEADER_SPACE);
        Utf16.write(unwritten, record);
        encodeHeadersAndProperties(record.byteBuf());
    }

    @Override
    public CoreMessage setAddress(@Nullable SimpleString address) {
        messageChanged();
        return super.setAddress(address);
    }

    @Override
    public boolean containsProperty(SimpleString name) {
        CommonProperties shared = common;
        return shared == null ? super.containsProperty(name) : shared.value(name) != null;
    }

    @Override
    public boolean searchProperty(SimpleString name) {
        return containsProperty(name);
    }

    @Override
    public @Nullable Object getObjectProperty(SimpleString name) {
        CommonProperties shared = common;
        return shared == null ? super.getObjectProperty(name) : shared.value(name);
    }

    @Override
    public @Nullable SimpleString getSimpleStringProperty(SimpleString name) {
        CommonProperties shared = common;
        if (shared == null) {
            return super.getSimpleStringProperty(name);
        }
        Object value = shared.value(name);
        return value == null || value instanceof SimpleString
                ? (SimpleString) value
                : super.getSimpleStringProperty(name);
    }

    @Override
    public @Nullable Object removeProperty(SimpleString name) {
        if (!containsProperty(name)) {
            return null;
        }
        messageChanged();
        return super.removeProperty(name);
    }

    @Override
    public RoutingType getRoutingType() {
        return common == null ? super.getRoutingType() : RoutingType.ANYCAST;
    }

    @Override
    public CoreMessage setReplyTo(@Nullable SimpleString address) {
        messageChanged();
        return super.setReplyTo(address);
    }

    @Override
    public CoreMessage setScheduledDeliveryTime(@Nullable Long time) {
        messageChanged();
        return super.setScheduledDeliveryTime(time);
    }

    @Override
    public void clearInternalProperties() {
        if (common == null) {
            super.clearInternalProperties();
        }
    }

    @Override
    public void clearAMQPProperties() {
        if (common == null) {
            super.clearAMQPProperties();
        }
    }
}
