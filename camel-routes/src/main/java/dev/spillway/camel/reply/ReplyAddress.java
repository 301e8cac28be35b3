/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.reply;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the reply to a request goes, and by which correlation id its requester knows it.
 *
 * @param queue the queue of the broker, as its createQueue takes the name
 * @param temporary whether the queue ends with its requester
 * @param correlationId what the reply's JMSCorrelationID is to be, as text; {@code null} where it is given as bytes, or
 *     where the request had neither a correlation id nor a message id
 * @param correlationIdBytes the same as bytes
 */
public record ReplyAddress(
        String queue, boolean temporary, @Nullable String correlationId, byte @Nullable [] correlationIdBytes) {

    private static final int VERSION = 1;
    private static final int TEMPORARY = 1;
    private static final int TEXT = 2;
    private static final int BYTES = 4;

    /** A byte of version, a byte of flags, the queue's length and name, and the correlation id. */
    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] name = queue.getBytes(StandardCharsets.UTF_8);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte((temporary ? TEMPORARY : 0)
                    | (correlationId == null ? 0 : TEXT)
                    | (correlationIdBytes == null ? 0 : BYTES));
            out.writeInt(name.length);
            out.write(name);
            if (correlationId != null) {
                out.write(correlationId.getBytes(StandardCharsets.UTF_8));
            } else if (correlationIdBytes != null) {
                out.write(correlationIdBytes);
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory takes what is written", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are of another version */
    static ReplyAddress decode(byte[] encoded) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("it is of version " + version + ", this is version " + VERSION);
            }
            int flags = in.readByte();
            String queue = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            byte[] rest = in.readAllBytes();
            return new ReplyAddress(
                    queue,
                    (flags & TEMPORARY) != 0,
                    (flags & TEXT) != 0 ? new String(rest, StandardCharsets.UTF_8) : null,
                    (flags & BYTES) != 0 ? rest : null);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not whole", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReplyAddress that
                && queue.equals(that.queue)
                && temporary == that.temporary
                && Objects.equals(correlationId, that.correlationId)
                && Arrays.equals(correlationIdBytes, that.correlationIdBytes);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hash(queue, temporary, correlationId) + Arrays.hashCode(correlationIdBytes);
    }
}
