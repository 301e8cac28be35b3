/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.Pair;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receives of the messages of one queue, their counts and visibility time-outs: one record a receive in the broker's
 * journal, for all messages that it brought, and one for each change of visibility.
 *
 * <p>A record goes with the last message that it tells of and no later record tells of. So there are never more records
 * than messages that were received and are still there.
 */
final class ReceiveJournal {

    private static final Logger log = LoggerFactory.getLogger(ReceiveJournal.class);
    private static final String KIND = "spillway.receives.";
    private static final int MAX_RECORDS_OF_AN_ADDRESS = 10_000;

    /** Begins each record, so that its form can change. */
    private static final byte VERSION = 1;

    private final StorageManager storage;
    private final boolean fifo;
    private final PluginRecords records;
    private final int recordsOfAnAddress;
    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();

    /** Where records go now; guarded by this. */
    private @Nullable SimpleString address;

    /** How many records went there; guarded by this. */
    private int there;

    /**
     * What is told of a message.
     *
     * @param history goes with the message; keeps its latest record
     */
    record Told(StoredReceive receive, ReceiveHistory history) {}

    /** @param fifo whether message groups are locked */
    ReceiveJournal(ActiveMQServer server, Queue queue, boolean fifo) {
        this.storage = server.getStorageManager();
        this.fifo = fifo;
        this.records = new PluginRecords(server, KIND, queue.getID());
        this.recordsOfAnAddress = Math.min(MAX_RECORDS_OF_AN_ADDRESS, records.perAddress());
    }

    /** Drops what is there of queues that are not. */
    static void dropOrphans(ActiveMQServer server) throws Exception {
        PluginRecords.dropOrphans(server, KIND);
    }

    /** Hands over what was told last, of each message, before the broker stopped; some may be gone. */
    Collection<Told> load() {
        Map<Long, Told> told = new HashMap<>();
        records.take().values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Pair::getB))
                .forEach(stored -> load(told, new Entry(stored.getB()), ByteBuffer.wrap(stored.getA())));
        return told.values();
    }

    private void load(Map<Long, Told> told, Entry entry, ByteBuffer bytes) {
        if (bytes.hasRemaining() && bytes.get() == VERSION) {
            while (bytes.hasRemaining()) {
                StoredReceive receive = StoredReceive.read(bytes);
                Told earlier = told.get(receive.message());
                // A change of visibility may be written while the message is just being received again.
                if (earlier == null
                        || earlier.receive.count() <= receive.count()
                        || earlier.receive.receipt().equals(receive.receipt())) {
                    ReceiveHistory history =
                            earlier == null ? new ReceiveHistory(receive.firstReceivedAt()) : earlier.history;
                    history.toldBy(entry);
                    told.put(receive.message(), new Told(receive, history));
                }
            }
        }
        entry.release();
    }

    /** Writes that messages have been received. They have just been taken, and are not handed out yet. */
    void storeReceive(List<Lease> leases, long visibleAt) throws Exception {
        if (isOff()) {
            storeByArtemis(leases);
            return;
        }
        for (Lease lease : leases) {
            // Or Artemis would write it again when the message is given back.
            lease.reference.setPersistedCount(lease.receiveCount);
        }
        store(leases, visibleAt);
    }

    /** Writes until when messages that were received are hidden. */
    void store(List<Lease> leases, long visibleAt) throws Exception {
        List<Told> told = new ArrayList<>(leases.size());
        for (Lease lease : leases) {
            told.add(told(lease, visibleAt));
        }
        store(told);
    }

    /** Writes that nobody got messages that were received: their receive doesn't count. */
    void storeUnseen(List<Lease> leases) throws Exception {
        List<Told> told = new ArrayList<>(leases.size());
        for (Lease lease : leases) {
            Told received = told(lease, 0);
            told.add(new Told(received.receive().unseen(), received.history()));
        }
        store(told);
    }

    Told told(Lease lease, long visibleAt) {
        return new Told(StoredReceive.of(lease, visibleAt, fifo), ReceiveHistory.of(lease));
    }

    /** Writes what is told of messages from now on, in one record. */
    void store(List<Told> told) throws Exception {
        if (told.isEmpty() || recordsOfAnAddress <= 0) {
            return;
        }
        Entry entry = new Entry(storage.generateID());
        storage.storeDuplicateID(address(entry.record), encode(told), entry.record);
        for (Told one : told) {
            one.history.toldBy(entry);
        }
        entry.release();
    }

    private static byte[] encode(List<Told> told) {
        byte[][] parts = new byte[told.size()][];
        int length = Byte.BYTES;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = told.get(i).receive.encode();
            length += parts[i].length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).put(VERSION);
        for (byte[] part : parts) {
            bytes.put(part);
        }
        return bytes.array();
    }

    private void storeByArtemis(List<Lease> leases) throws Exception {
        for (Lease lease : leases) {
            if (!lease.reference.isPaged()) {
                storage.updateDeliveryCount(lease.reference);
            }
        }
    }

    private synchronized boolean isOff() {
        if (recordsOfAnAddress > 0) {
            return false;
        }
        if (there++ == 0) {
            log.warn(
                    "Visibility time-outs, and receive counts of what lies in page files, will not survive a restart: the"
                            + " broker's persist-id-cache is false or its id-cache-size 0");
        }
        return true;
    }

    private synchronized SimpleString address(long record) {
        if (address == null || there >= recordsOfAnAddress) {
            address = records.address(record);
            there = 0;
        }
        there++;
        return address;
    }

    /** The queue is gone. */
    void forgetAll() throws Exception {
        List<Entry> all = List.copyOf(entries);
        entries.clear();
        records.delete(all.stream().map(entry -> entry.record).toList());
    }

    /** A record in the journal, held by the histories of the messages that it tells of. */
    final class Entry {

        private final long record;

        /** The first one is who makes it. */
        private final AtomicInteger holders = new AtomicInteger(1);

        Entry(long record) {
            this.record = record;
            entries.add(this);
        }

        void retain() {
            holders.incrementAndGet();
        }

        void release() {
            if (holders.decrementAndGet() == 0 && entries.remove(this)) {
                try {
                    storage.deleteDuplicateID(record);
                } catch (Exception e) {
                    log.warn("Could not delete a record of receives; it goes at the next start", e);
                }
            }
        }
    }
}
