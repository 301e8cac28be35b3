/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import dev.spillway.mapping.Body;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.StreamMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sequence of values, written first and read after {@code reset()} or receipt. */
public final class SpillwayStreamMessage extends SpillwayMessage implements StreamMessage {

    private final List<@Nullable Object> values = new ArrayList<>();
    private int position;
    /** The array at the position while {@code readBytes} is giving it out, and how much of it was given. */
    private byte @Nullable [] inPart;

    private int given;

    public SpillwayStreamMessage() {}

    SpillwayStreamMessage(List<@Nullable Object> received) {
        values.addAll(received);
    }

    @Override
    Body body() {
        return new Body.Stream(new ArrayList<>(values));
    }

    @Override
    public void reset() {
        position = 0;
        inPart = null;
        setBodyReadOnly(true);
    }

    @Override
    public void clearBody() throws JMSException {
        super.clearBody();
        values.clear();
        position = 0;
        inPart = null;
    }

    /** {@inheritDoc} Never: its values are read one by one. */
    @Override
    public <T> @Nullable T getBody(Class<T> c) throws JMSException {
        throw new MessageFormatException("the body of a StreamMessage has no type; read its values one by one");
    }

    @Override
    @SuppressWarnings("rawtypes")
    public boolean isBodyAssignableTo(Class c) {
        return false;
    }

    /** A way to read a value. */
    @FunctionalInterface
    private interface As<T> {
        T of(FieldValue field) throws JMSException;
    }

    /** One value. If it can't be read so, the position stays before it. */
    private <T> T read(As<T> as) throws JMSException {
        T value = as.of(field());
        position++;
        return value;
    }

    private FieldValue field() throws JMSException {
        requireReadable();
        if (inPart != null) {
            if (given < inPart.length) {
                throw new MessageFormatException("value '" + position + "' is a byte[] of which " + given + " of "
                        + inPart.length + " bytes were read; readBytes() has to read the rest first");
            }
            inPart = null;
            position++;
        }
        if (position == values.size()) {
            throw new MessageEOFException("all " + values.size() + " values of the stream have been read");
        }
        return new FieldValue("value", position, values.get(position));
    }

    @Override
    public boolean readBoolean() throws JMSException {
        return read(FieldValue::asBoolean);
    }

    @Override
    public byte readByte() throws JMSException {
        return read(FieldValue::asByte);
    }

    @Override
    public short readShort() throws JMSException {
        return read(FieldValue::asShort);
    }

    @Override
    public char readChar() throws JMSException {
        return read(FieldValue::asChar);
    }

    @Override
    public int readInt() throws JMSException {
        return read(FieldValue::asInt);
    }

    @Override
    public long readLong() throws JMSException {
        return read(FieldValue::asLong);
    }

    @Override
    public float readFloat() throws JMSException {
        return read(FieldValue::asFloat);
    }

    @Override
    public double readDouble() throws JMSException {
        return read(FieldValue::asDouble);
    }

    @Override
    public @Nullable String readString() throws JMSException {
        String value = field().asString();
        position++;
        return value;
    }

    @Override
    public @Nullable Object readObject() throws JMSException {
        Object value = field().asObject();
        position++;
        return value;
    }

    /** {@inheritDoc} -1 for {@code null} too. The value ends with a call that does not fill its array. */
    @Override
    public int readBytes(byte[] value) throws JMSException {
        requireReadable();
        byte[] bytes = inPart;
        if (bytes == null) {
            bytes = field().asBytes();
            given = 0;
            if (bytes == null) {
                position++;
                return -1;
            }
            inPart = bytes;
        } else if (given == bytes.length) {
            inPart = null;
            position++;
            return -1;
        }
        int count = Math.min(value.length, bytes.length - given);
        System.arraycopy(bytes, given, value, 0, count);
        given += count;
        if (count < value.length) {
            inPart = null;
            position++;
        }
        return count;
    }

    private void write(@Nullable Object value) throws JMSException {
        requireWriteable();
        values.add(new FieldValue("value", values.size(), value).kept());
    }

    @Override
    public void writeBoolean(boolean value) throws JMSException {
        write(value);
    }

    @Override
    public void writeByte(byte value) throws JMSException {
        write(value);
    }

    @Override
    public void writeShort(short value) throws JMSException {
        write(value);
    }

    @Override
    public void writeChar(char value) throws JMSException {
        write(value);
    }

    @Override
    public void writeInt(int value) throws JMSException {
        write(value);
    }

    @Override
    public void writeLong(long value) throws JMSException {
        write(value);
    }

    @Override
    public void writeFloat(float value) throws JMSException {
        write(value);
    }

    @Override
    public void writeDouble(double value) throws JMSException {
        write(value);
    }

    @Override
    public void writeString(@Nullable String value) throws JMSException {
        write(value);
    }

    @Override
    public void writeBytes(byte @Nullable [] value) throws JMSException {
        write(value);
    }

    @Override
    public void writeBytes(byte[] value, int offset, int length) throws JMSException {
        Objects.checkFromIndexSize(offset, length, value.length);
        write(Arrays.copyOfRange(value, offset, offset + length));
    }

    @Override
    public void writeObject(@Nullable Object value) throws JMSException {
        write(value);
    }
}
