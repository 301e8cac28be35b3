/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import dev.spillway.mapping.Body;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A stream of bytes, written first and read after {@code reset()} or receipt. */
public final class SpillwayBytesMessage extends SpillwayMessage implements BytesMessage {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private DataOutputStream output = new DataOutputStream(written);
    private byte[] content = new byte[0];
    private DataInputStream input = new DataInputStream(new ByteArrayInputStream(content));

    public SpillwayBytesMessage() {}

    /** A message to be read; the array is not copied. */
    SpillwayBytesMessage(byte[] content) {
        read(content);
    }

    private void read(byte[] bytes) {
        content = bytes;
        input = new DataInputStream(new ByteArrayInputStream(bytes));
        setBodyReadOnly(true);
    }

    @Override
    Body body() {
        return new Body.Bytes(written.size() > 0 ? written.toByteArray() : content);
    }

    @Override
    public void reset() {
        if (written.size() > 0) {
            byte[] bytes = written.toByteArray();
            written.reset();
            read(bytes);
        } else {
            read(content);
        }
    }

    @Override
    public void clearBody() throws JMSException {
        super.clearBody();
        written.reset();
        output = new DataOutputStream(written);
        content = new byte[0];
    }

    @Override
    public <T> @Nullable T getBody(Class<T> c) throws JMSException {
        if (!isBodyAssignableTo(c)) {
            throw new MessageFormatException("the body of a BytesMessage is a byte[], not a " + c.getName());
        }
        reset();
        return content.length == 0 ? null : c.cast(content.clone());
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public boolean isBodyAssignableTo(Class c) {
        return (written.size() == 0 && content.length == 0) || c.isAssignableFrom(byte[].class);
    }

    @Override
    public long getBodyLength() throws JMSException {
        requireReadable();
        return content.length;
    }

    /** One value from the input. */
    @FunctionalInterface
    private interface Read<T> {
        T from(DataInputStream in) throws IOException;
    }

    private <T> T next(Read<T> read) throws JMSException {
        requireReadable();
        // a value that ends too early leaves the position where it was
        input.mark(content.length);
        try {
            return read.from(input);
        } catch (EOFException e) {
            reposition();
            throw withCause(new MessageEOFException("the body has no such value left to read"), e);
        } catch (IOException e) {
            reposition();
            throw withCause(new MessageFormatException("the body can't be read as this type: " + e.getMessage()), e);
        }
    }

    private void reposition() {
        try {
            input.reset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <E extends JMSException> E withCause(E exception, Exception cause) {
        exception.initCause(cause);
        return exception;
    }

    @Override
    public boolean readBoolean() throws JMSException {
        return next(DataInputStream::readBoolean);
    }

    @Override
    public byte readByte() throws JMSException {
        return next(DataInputStream::readByte);
    }

    @Override
    public int readUnsignedByte() throws JMSException {
        return next(DataInputStream::readUnsignedByte);
    }

    @Override
    public short readShort() throws JMSException {
        return next(DataInputStream::readShort);
    }

    @Override
    public int readUnsignedShort() throws JMSException {
        return next(DataInputStream::readUnsignedShort);
    }

    @Override
    public char readChar() throws JMSException {
        return next(DataInputStream::readChar);
    }

    @Override
    public int readInt() throws JMSException {
        return next(DataInputStream::readInt);
    }

    @Override
    public long readLong() throws JMSException {
        return next(DataInputStream::readLong);
    }

    @Override
    public float readFloat() throws JMSException {
        return next(DataInputStream::readFloat);
    }

    @Override
    public double readDouble() throws JMSException {
        return next(DataInputStream::readDouble);
    }

    @Override
    public String readUTF() throws JMSException {
        return next(in -> in.readUTF());
    }

    @Override
    public int readBytes(byte[] value) throws JMSException {
        return readBytes(value, value.length);
    }

    @Override
    public int readBytes(byte[] value, int length) throws JMSException {
        if (length < 0 || length > value.length) {
            throw new IndexOutOfBoundsException("length " + length + " is not 0 to " + value.length);
        }
        return next(in -> in.read(value, 0, length));
    }

    /** One value to the output. */
    @FunctionalInterface
    private interface Write {
        void to(DataOutputStream out) throws IOException;
    }

    private void put(Write write) throws JMSException {
        requireWriteable();
        try {
            write.to(output);
        } catch (IOException e) {
            throw withCause(new MessageFormatException("the value can't be written: " + e.getMessage()), e);
        }
    }

    @Override
    public void writeBoolean(boolean value) throws JMSException {
        put(out -> out.writeBoolean(value));
    }

    @Override
    public void writeByte(byte value) throws JMSException {
        put(out -> out.writeByte(value));
    }

    @Override
    public void writeShort(short value) throws JMSException {
        put(out -> out.writeShort(value));
    }

    @Override
    public void writeChar(char value) throws JMSException {
        put(out -> out.writeChar(value));
    }

    @Override
    public void writeInt(int value) throws JMSException {
        put(out -> out.writeInt(value));
    }

    @Override
    public void writeLong(long value) throws JMSException {
        put(out -> out.writeLong(value));
    }

    @Override
    public void writeFloat(float value) throws JMSException {
        put(out -> out.writeFloat(value));
    }

    @Override
    public void writeDouble(double value) throws JMSException {
        put(out -> out.writeDouble(value));
    }

    @Override
    public void writeUTF(String value) throws JMSException {
        put(out -> out.writeUTF(value));
    }

    @Override
    public void writeBytes(byte[] value) throws JMSException {
        put(out -> out.write(value));
    }

    @Override
    public void writeBytes(byte[] value, int offset, int length) throws JMSException {
        put(out -> out.write(value, offset, length));
    }

    @Override
    public void writeObject(Object value) throws JMSException {
        if (value == null) {
            throw new NullPointerException("the value is null; BytesMessage has no form for null");
        }
        if (value instanceof Boolean v) {
            writeBoolean(v);
        } else if (value instanceof Byte v) {
            writeByte(v);
        } else if (value instanceof Short v) {
            writeShort(v);
        } else if (value instanceof Character v) {
            writeChar(v);
        } else if (value instanceof Integer v) {
            writeInt(v);
        } else if (value instanceof Long v) {
            writeLong(v);
        } else if (value instanceof Float v) {
            writeFloat(v);
        } else if (value instanceof Double v) {
            writeDouble(v);
        } else if (value instanceof String v) {
            writeUTF(v);
        } else if (value instanceof byte[] v) {
            writeBytes(v);
        } else {
            throw new MessageFormatException("a BytesMessage can't hold a "
                    + value.getClass().getName() + ": it holds boxed primitives, String and byte[]");
        }
    }
}
