/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.Pair;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.paging.cursor.PageSubscription;
import org.apache.activemq.artemis.core.paging.cursor.PagedReference;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receive counts of the messages of one queue that lie in page files, where Artemis can't write them: one record a
 * receive in the broker's journal, for all messages that it brought.
 *
 * <p>A record goes with the last message that it tells of and no later record tells of. So there are never more records
 * than messages that were received and are still there.
 */
final class ReceiveJournal {

    private static final Logger log = LoggerFactory.getLogger(ReceiveJournal.class);
    private static final String KIND = "spillway.receives.";
    private static final int MAX_RECORDS_OF_AN_ADDRESS = 10_000;

    /** Size of what is written of a message. */
    private static final int BYTES = 3 * Long.BYTES + Integer.BYTES;

    private final StorageManager storage;
    private final @Nullable PageSubscription pages;
    private final PluginRecords records;
    private final int recordsOfAnAddress;
    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();

    /** What was there at the start, by the message's number, until the message is handed out or gone. */
    private final Map<Long, Restored> restored = new ConcurrentHashMap<>();

    /** Where records go now; guarded by this. */
    private @Nullable SimpleString address;

    /** How many records went there; guarded by this. */
    private int there;

    ReceiveJournal(ActiveMQServer server, Queue queue) {
        this.storage = server.getStorageManager();
        this.pages = queue.getPageSubscription();
        this.records = new PluginRecords(server, KIND, queue.getID());
        this.recordsOfAnAddress = Math.min(MAX_RECORDS_OF_AN_ADDRESS, records.perAddress());
        load();
    }

    /** Drops what is there of queues that are not. */
    static void dropOrphans(ActiveMQServer server) throws Exception {
        PluginRecords.dropOrphans(server, KIND);
    }

    private void load() {
        records.take().values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Pair::getB))
                .forEach(stored -> load(new Entry(stored.getB()), ByteBuffer.wrap(stored.getA())));
    }

    private void load(Entry entry, ByteBuffer bytes) {
        while (bytes.remaining() >= BYTES) {
            long message = bytes.getLong();
            long page = bytes.getLong();
            int count = bytes.getInt();
            long firstReceivedAt = bytes.getLong();
            Restored earlier = restored.get(message);
            ReceiveHistory history = earlier == null ? new ReceiveHistory(firstReceivedAt) : earlier.history;
            history.toldBy(entry);
            restored.put(message, new Restored(page, count, history));
        }
        entry.release();
    }

    /** Writes how often messages have been received. They have just been taken, and are not handed out yet. */
    void store(List<Lease> leases) throws Exception {
        List<Lease> paged =
                leases.stream().filter(lease -> lease.reference.isPaged()).toList();
        if (paged.isEmpty() || isOff()) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(paged.size() * BYTES);
        for (Lease lease : paged) {
            bytes.putLong(lease.reference.getMessageID());
            bytes.putLong(((PagedReference) lease.reference).getPagedMessage().getPageNumber());
            bytes.putInt(lease.receiveCount);
            bytes.putLong(ReceiveHistory.of(lease).firstReceivedAt);
        }
        Entry entry = new Entry(storage.generateID());
        storage.storeDuplicateID(address(entry.record), bytes.array(), entry.record);
        for (Lease lease : paged) {
            ReceiveHistory.of(lease).toldBy(entry);
        }
        entry.release();
    }

    private synchronized boolean isOff() {
        if (recordsOfAnAddress > 0) {
            return false;
        }
        if (there++ == 0) {
            log.warn("Receive counts of what lies in page files will not survive a restart: the broker's"
                    + " persist-id-cache is false or its id-cache-size 0");
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

    /** Gives a message that is to be handed out what was known of it before a restart. */
    void restore(MessageReference reference) {
        if (reference.isPaged() && !restored.isEmpty()) {
            Restored before = restored.remove(reference.getMessageID());
            if (before != null) {
                reference.setDeliveryCount(before.count + reference.getDeliveryCount());
                before.history.keepWith(reference);
            }
        }
    }

    /** A message that lay in a page file is gone, durably or as durably as its record will be. */
    void forget(MessageReference reference) {
        ReceiveHistory history = ReceiveHistory.of(reference);
        if (history != null) {
            history.end();
            return;
        }
        Restored before = restored.remove(reference.getMessageID());
        if (before != null) {
            before.history.end();
        }
    }

    /** Drops what is known of messages that went when the broker was killed: their pages go some time. */
    void sweep() {
        if (pages == null || restored.isEmpty()) {
            return;
        }
        long first = pages.getPagingStore().getFirstPage();
        restored.values().removeIf(before -> {
            if (before.page < first) {
                before.history.end();
                return true;
            }
            return false;
        });
    }

    /** The queue is gone. */
    void forgetAll() throws Exception {
        restored.clear();
        List<Entry> all = List.copyOf(entries);
        entries.clear();
        records.delete(all.stream().map(entry -> entry.record).toList());
    }

    /**
     * What was known of a message before a restart.
     *
     * @param page the number of the page file that it lies in
     */
    private record Restored(long page, int count, ReceiveHistory history) {}

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
                    log.warn("Could not delete a record of receives; it goes with its queue's page files", e);
                }
            }
        }
    }
}
