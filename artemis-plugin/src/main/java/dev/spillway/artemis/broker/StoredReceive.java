/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.store.Receipt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.artemis.core.paging.PagedMessage;
import org.apache.activemq.artemis.core.paging.cursor.PagedReference;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.jspecify.annotations.Nullable;

/**
 * What the journal keeps of one message's last receive.
 *
 * @param receipt what it may be deleted by
 * @param count how often it has been received
 * @param firstReceivedAt milliseconds since the epoch
 * @param visibleAt until when it is hidden, milliseconds since the epoch; {@link #DELETED} if it was deleted, though its
 *     queue may still have it
 * @param place where it lies, if in a page file
 * @param group on a FIFO queue, its message group
 */
record StoredReceive(
        Receipt receipt,
        int count,
        long firstReceivedAt,
        long visibleAt,
        @Nullable Place place,
        @Nullable String group) {

    /** In place of a time: the message is to be acknowledged when it is read from its page file. */
    static final long DELETED = -1;

    private static final int PAGED = 1;
    private static final int GROUPED = 2;
    private static final int FIXED = Byte.BYTES + 4 * Long.BYTES + Integer.BYTES;

    /**
     * A place in a queue's page files.
     *
     * @param page the number of the file
     * @param number the message's number in the file
     */
    record Place(long page, int number) {

        static @Nullable Place of(MessageReference reference) {
            if (!reference.isPaged()) {
                return null;
            }
            PagedMessage message = ((PagedReference) reference).getPagedMessage();
            return new Place(message.getPageNumber(), message.getMessageNumber());
        }
    }

    /** @param fifo whether its message group is locked while it is in flight */
    static StoredReceive of(Lease lease, long visibleAt, boolean fifo) {
        return new StoredReceive(
                lease.receipt,
                lease.receiveCount,
                ReceiveHistory.of(lease).firstReceivedAt,
                visibleAt,
                Place.of(lease.reference),
                fifo ? LookAhead.group(lease.reference) : null);
    }

    StoredReceive until(long otherVisibleAt) {
        return new StoredReceive(receipt, count, firstReceivedAt, otherVisibleAt, place, group);
    }

    /** The same once nobody got the message by this receive: that doesn't count, and hides it no longer. */
    StoredReceive unseen() {
        return new StoredReceive(receipt, count - 1, firstReceivedAt, 0, place, group);
    }

    long message() {
        return receipt.message();
    }

    /** Its bytes, to be read by {@link #read}. */
    byte[] encode() {
        byte[] name = group == null ? new byte[0] : group.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(FIXED
                + (place == null ? 0 : Long.BYTES + Integer.BYTES)
                + (group == null ? 0 : Integer.BYTES + name.length));
        bytes.put((byte) ((place == null ? 0 : PAGED) | (group == null ? 0 : GROUPED)))
                .putLong(receipt.message())
                .putLong(receipt.receive())
                .putInt(count)
                .putLong(firstReceivedAt)
                .putLong(visibleAt);
        if (place != null) {
            bytes.putLong(place.page).putInt(place.number);
        }
        if (group != null) {
            bytes.putInt(name.length).put(name);
        }
        return bytes.array();
    }

    static StoredReceive read(ByteBuffer bytes) {
        int flags = bytes.get();
        Receipt receipt = new Receipt(bytes.getLong(), bytes.getLong());
        int count = bytes.getInt();
        long firstReceivedAt = bytes.getLong();
        long visibleAt = bytes.getLong();
        Place place = (flags & PAGED) == 0 ? null : new Place(bytes.getLong(), bytes.getInt());
        String group = null;
        if ((flags & GROUPED) != 0) {
            byte[] name = new byte[bytes.getInt()];
            bytes.get(name);
            group = new String(name, StandardCharsets.UTF_8);
        }
        return new StoredReceive(receipt, count, firstReceivedAt, visibleAt, place, group);
    }
}
