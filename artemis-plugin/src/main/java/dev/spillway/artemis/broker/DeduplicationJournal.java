/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.apache.activemq.artemis.api.core.Pair;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deduplication window of a FIFO queue in the broker's journal: one record a batch of messages, in the transaction
 * that stores them.
 *
 * <p>They are spread over several addresses, slices of the window, each of which is dropped as a whole.
 */
final class DeduplicationJournal {

    private static final Logger log = LoggerFactory.getLogger(DeduplicationJournal.class);
    private static final String KIND = "spillway.deduplication.";
    private static final int MAX_SLICE_RECORDS = 10_000;
    private static final long MAX_SLICE_MILLIS = 60_000;

    private final StorageManager storage;
    private final PluginRecords records;
    private final int sliceRecords;
    private final Deque<Slice> slices = new ArrayDeque<>();

    /** @param queueId the broker's number of the queue, which one that is made later under its name doesn't have */
    DeduplicationJournal(ActiveMQServer server, long queueId) {
        this.storage = server.getStorageManager();
        this.records = new PluginRecords(server, KIND, queueId);
        this.sliceRecords = Math.min(MAX_SLICE_RECORDS, records.perAddress());
        if (sliceRecords <= 0) {
            log.warn("Deduplication ids of FIFO queues will not survive a restart: the broker's persist-id-cache is"
                    + " false or its id-cache-size 0");
        }
    }

    /** What a broker that was here before has stored, the oldest first. */
    List<Original> load() {
        List<Original> originals = new ArrayList<>();
        records.take().forEach((address, stored) -> {
            Slice slice = new Slice(address);
            for (Pair<byte[], Long> record : stored) {
                slice.records.add(record.getB());
                for (ByteBuffer bytes = ByteBuffer.wrap(record.getA()); bytes.remaining() >= Original.BYTES; ) {
                    Original original = Original.read(bytes);
                    originals.add(original);
                    slice.lastSentAt = Math.max(slice.lastSentAt, original.sentAt());
                }
            }
            slices.add(slice);
        });
        originals.sort(Comparator.comparing(Original::sequence));
        return originals;
    }

    /** Stores messages, in one record. */
    void store(TransactionImpl transaction, List<Original> originals) throws Exception {
        if (originals.isEmpty() || sliceRecords <= 0) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(originals.size() * Original.BYTES);
        originals.forEach(original -> original.write(bytes));
        long sentAt = originals.get(originals.size() - 1).sentAt();
        long record = storage.generateID();
        Slice slice = slices.peekLast();
        if (slice == null
                || !slice.isOpen
                || slice.records.size() >= sliceRecords
                || sentAt - slice.firstSentAt >= MAX_SLICE_MILLIS) {
            slice = new Slice(records.address(record));
            slice.isOpen = true;
            slice.firstSentAt = sentAt;
            slices.add(slice);
        }
        storage.storeDuplicateIDTransactional(transaction.getID(), slice.address, bytes.array(), record);
        transaction.setContainsPersistent();
        slice.records.add(record);
        slice.lastSentAt = Math.max(slice.lastSentAt, sentAt);
    }

    /** Drops the slices all of whose messages were sent up to this time. */
    void expire(long before) throws Exception {
        for (Slice slice : List.copyOf(slices)) {
            if (slice.lastSentAt <= before) {
                records.delete(slice.records);
                slices.remove(slice);
            }
        }
    }

    /** Drops what is there of queues that are not. */
    static void dropOrphans(ActiveMQServer server) throws Exception {
        PluginRecords.dropOrphans(server, KIND);
    }

    /** Part of the window, under an address of its own. */
    private static final class Slice {

        final SimpleString address;
        /** The numbers of its records in the journal. */
        final List<Long> records = new ArrayList<>();

        /** Whether more may come into it. */
        boolean isOpen;

        long firstSentAt;
        long lastSentAt = Long.MIN_VALUE;

        Slice(SimpleString address) {
            this.address = address;
        }
    }
}
