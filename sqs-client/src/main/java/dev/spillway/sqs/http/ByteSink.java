/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that come in pieces. */
final class ByteSink {

    /** How many bytes are set aside for a length that somebody else says, before they have come. */
    static final int TRUSTED = 1 << 20;

    private byte[] bytes;
    private int size;

    ByteSink(int expected) {
        bytes = new byte[expected];
    }

    /** For as many bytes as are announced; negative if it isn't known how many. */
    static ByteSink expecting(long announced) {
        return new ByteSink(announced < 0 ? 1 << 13 : (int) Math.min(announced, TRUSTED));
    }

    /** @throws OutOfMemoryError for more than an array holds */
    void add(ByteBuffer piece) {
        int length = piece.remaining();
        if (length > bytes.length - size) {
            long least = (long) size + length;
            if (least > Integer.MAX_VALUE - 8) {
                throw new OutOfMemoryError("a request or an answer of more than 2 GiB doesn't fit into memory");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(least, 2L * bytes.length)));
        }
        piece.get(bytes, size, length);
        size += length;
    }

    /** All of them, without a copy; nothing may be added after. */
    ByteBuffer whole() {
        return ByteBuffer.wrap(bytes, 0, size);
    }
}
