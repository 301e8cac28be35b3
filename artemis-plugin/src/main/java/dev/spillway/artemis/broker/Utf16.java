/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import io.netty.buffer.ByteBuf;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.utils.DataConstants;
import org.jspecify.annotations.Nullable;

/**
 * Text as Artemis's {@code SimpleString} lies in a buffer: whether there is any, its length in bytes, and UTF-16 with the low
 * byte first. {@code SimpleString} itself copies unit by unit, and twice; this copies as the JVM copies arrays.
 */
final class Utf16 {

    /** So much of a text is copied at once. */
    private static final int CHUNK = 4_096;

    private Utf16() {}

    /** How many bytes {@link #write} writes. */
    static int size(String text) {
        return DataConstants.SIZE_BOOLEAN + DataConstants.SIZE_INT + Math.multiplyExact(text.length(), Character.BYTES);
    }

    /** As {@link ActiveMQBuffer#writeNullableString} of a text of any length. */
    static void write(@Nullable String text, ActiveMQBuffer buffer) {
        if (text == null) {
            buffer.writeByte(DataConstants.NULL);
            return;
        }
        int bytes = Math.multiplyExact(text.length(), Character.BYTES);
        buffer.writeByte(DataConstants.NOT_NULL);
        buffer.writeInt(bytes);
        ByteBuf out = buffer.byteBuf();
        int begin = buffer.writerIndex();
        out.ensureWritable(bytes);
        CharBuffer units = units(out, begin, bytes);
        char[] chunk = new char[Math.min(text.length(), CHUNK)];
        for (int at = 0; at < text.length(); at += chunk.length) {
            int length = Math.min(chunk.length, text.length() - at);
            text.getChars(at, at + length, chunk, 0);
            units.put(chunk, 0, length);
        }
        buffer.writerIndex(begin + bytes);
    }

    /** @throws IndexOutOfBoundsException if the buffer ends before the text does */
    static @Nullable String read(ActiveMQBuffer buffer) {
        if (buffer.readByte() == DataConstants.NULL) {
            return null;
        }
        int bytes = buffer.readInt();
        if (bytes < 0 || bytes > buffer.readableBytes()) {
            throw new IndexOutOfBoundsException(
                    "the text says it has " + bytes + " bytes of the " + buffer.readableBytes() + " that are left");
        }
        char[] units = new char[bytes / Character.BYTES];
        units(buffer.byteBuf(), buffer.readerIndex(), bytes).get(units);
        buffer.skipBytes(bytes);
        return new String(units);
    }

    private static CharBuffer units(ByteBuf buffer, int begin, int bytes) {
        return buffer.nioBuffer(begin, bytes).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer();
    }
}
