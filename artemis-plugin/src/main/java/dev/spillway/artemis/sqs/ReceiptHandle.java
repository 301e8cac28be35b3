/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spillway.artemis.store.Receipt;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a client deletes a message by: 40 characters that may stand in a URL. A version comes first, so that the form
 * can change; a checksum over the handle and its queue's name comes last, so that rubbish and the handles of other
 * queues are refused. It guards against mistakes, not against forgery: who may call DeleteMessage may delete.
 *
 * @param receipt the message and the receive
 * @param receivedAt when it was received, milliseconds since the epoch
 */
public record ReceiptHandle(Receipt receipt, long receivedAt) {

    /** Two bytes, which make the whole a multiple of three: in Base64 no bit is left unused. */
    private static final short VERSION = 1;

    private static final int CHECKED = Short.BYTES + 3 * Long.BYTES;
    private static final int LENGTH = CHECKED + Integer.BYTES;
    private static final int ENCODED_LENGTH = LENGTH / 3 * 4;

    /** The handle as text. */
    public String encode(String queue) {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH)
                .putShort(VERSION)
                .putLong(receipt.message())
                .putLong(receipt.receive())
                .putLong(receivedAt);
        bytes.putInt(checksum(bytes.array(), queue));
        return Base64.getUrlEncoder().encodeToString(bytes.array());
    }

    /** Reads what {@link #encode} wrote for the same queue; refuses anything else. */
    public static ReceiptHandle decode(@Nullable String handle, String queue) {
        if (handle == null || handle.isEmpty()) {
            throw SqsErrors.missingParameter("ReceiptHandle");
        }
        byte[] bytes = handle.length() == ENCODED_LENGTH ? bytes(handle) : new byte[0];
        if (bytes.length != LENGTH
                || ByteBuffer.wrap(bytes).getShort() != VERSION
                || ByteBuffer.wrap(bytes).getInt(CHECKED) != checksum(bytes, queue)) {
            throw SqsErrors.receiptHandleIsInvalid(handle);
        }
        ByteBuffer read = ByteBuffer.wrap(bytes, Short.BYTES, CHECKED - Short.BYTES);
        return new ReceiptHandle(new Receipt(read.getLong(), read.getLong()), read.getLong());
    }

    private static byte[] bytes(String handle) {
        try {
            return Base64.getUrlDecoder().decode(handle.getBytes(ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static int checksum(byte[] bytes, String queue) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CHECKED);
        crc.update(queue.getBytes(UTF_8));
        return (int) crc.getValue();
    }
}
