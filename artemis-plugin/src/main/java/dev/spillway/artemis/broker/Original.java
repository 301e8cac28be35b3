/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.SentMessage;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that was stored in a FIFO queue, as later duplicates of it are told.
 *
 * @param key what its duplicates have too; {@code null} for a message without a deduplication id
 * @param idHigh the upper half of its MessageId; not as an object, as there are many
 * @param idLow the lower half of its MessageId
 * @param sequence its number in the queue's order
 * @param sentAt milliseconds since the epoch
 */
record Original(@Nullable DeduplicationKey key, long idHigh, long idLow, long sequence, long sentAt) {

    /** Size of its form in the journal. */
    static final int BYTES = 6 * Long.BYTES;

    static Original of(@Nullable DeduplicationKey key, NewMessage message, long sequence) {
        UUID id = message.id();
        return new Original(key, id.getMostSignificantBits(), id.getLeastSignificantBits(), sequence, message.sentAt());
    }

    SentMessage asSent() {
        return new SentMessage(new UUID(idHigh, idLow), sequence);
    }

    /** Writes one that has a key. */
    void write(ByteBuffer target) {
        DeduplicationKey written = key;
        if (written == null) {
            throw new IllegalArgumentException("a message without a deduplication id has no duplicates");
        }
        target.putLong(written.high()).putLong(written.low());
        target.putLong(idHigh).putLong(idLow).putLong(sequence).putLong(sentAt);
    }

    static Original read(ByteBuffer source) {
        DeduplicationKey key = new DeduplicationKey(source.getLong(), source.getLong());
        return new Original(key, source.getLong(), source.getLong(), source.getLong(), source.getLong());
    }
}
