/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.InflaterInputStream;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffers;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.LargeServerMessage;

/** The bytes of a message's body in the broker: in memory, in a file of their own, compressed by the client. */
final class StoredBody {

    /**
     * Bodies of more bytes are not read: what SQS carries is smaller. At best, a text takes two bytes a character here and
     * one there.
     */
    static final int MAX = 2 * NotCarried.LIMIT + 1_024;

    private StoredBody() {}

    /**
     * Bytes of a body that lies in a file, or that its client compressed: inflated, as the client says. 0 of any other. Nothing
     * of it is read.
     */
    static long size(Message message) throws ActiveMQException {
        long size = message instanceof LargeServerMessage large
                ? large.getLargeBody().getBodySize()
                : 0;
        return isCompressed(message) && message.getObjectProperty(Message.HDR_LARGE_BODY_SIZE) instanceof Long inflated
                ? Math.max(size, inflated)
                : size;
    }

    /**
     * The bytes.
     *
     * @throws IllegalStateException if the client said that they are compressed, and they are not
     * @throws UncheckedIOException if there are more than {@link #MAX} of them, whatever the client said
     */
    static ActiveMQBuffer read(ICoreMessage core) {
        ActiveMQBuffer stored = core.getReadOnlyBodyBuffer();
        return isCompressed(core) ? inflated(stored.byteBuf()) : stored;
    }

    private static boolean isCompressed(Message message) {
        return message.containsProperty(Message.HDR_LARGE_COMPRESSED)
                && message.getBooleanProperty(Message.HDR_LARGE_COMPRESSED);
    }

    private static ActiveMQBuffer inflated(ByteBuf compressed) {
        try (InflaterInputStream content = new InflaterInputStream(new ByteBufInputStream(compressed))) {
            byte[] bytes = content.readNBytes(MAX + 1);
            if (bytes.length > MAX) {
                throw new UncheckedIOException(new IOException("the body has more bytes than its client said"));
            }
            return ActiveMQBuffers.wrappedBuffer(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("the body is not compressed as its client said", e);
        }
    }
}
