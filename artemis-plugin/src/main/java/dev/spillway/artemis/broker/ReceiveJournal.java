/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashSet;
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
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receive counts of the messages of one queue: one record a receive in the broker's journal, for all messages that it
 * brought. Artemis itself writes one for each, and none for what lies in page files.
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

    /** In place of a page's number, for a message that is in the journal itself. */
    private static final long NO_PAGE = -1;

    private final StorageManager storage;
    private final Queue queue;
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
        this.queue = queue;
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
        if (!restored.isEmpty()) {
            forgetAllBut(inMemory());
        }
    }

    /** The numbers of the messages that are in the journal, all of which Artemis has read. */
    private Set<Long> inMemory() {
        Set<Long> there = new HashSet<>();
        try (LinkedListIterator<MessageReference> references = queue.iterator()) {
            while (references.hasNext()) {
                there.add(references.next().getMessageID());
            }
        }
        queue.getScheduledMessages().forEach(reference -> there.add(reference.getMessageID()));
        queue.getDeliveringMessages()
                .values()
                .forEach(held -> held.forEach(reference -> there.add(reference.getMessageID())));
        return there;
    }

    /** Others of the same receive may have been deleted, and the broker killed before a record went with its message. */
    private void forgetAllBut(Set<Long> there) {
        restored.entrySet().removeIf(one -> {
            boolean gone = one.getValue().page == NO_PAGE && !there.contains(one.getKey());
            if (gone) {
                one.getValue().history.end();
            }
            return gone;
        });
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
        if (isOff()) {
            storeByArtemis(leases);
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(leases.size() * BYTES);
        for (Lease lease : leases) {
            MessageReference reference = lease.reference;
            bytes.putLong(reference.getMessageID());
            bytes.putLong(
                    reference.isPaged()
                            ? ((PagedReference) reference).getPagedMessage().getPageNumber()
                            : NO_PAGE);
            bytes.putInt(lease.receiveCount);
            bytes.putLong(ReceiveHistory.of(lease).firstReceivedAt);
            // Or Artemis would write it again when the message is given back.
            reference.setPersistedCount(lease.receiveCount);
        }
        Entry entry = new Entry(storage.generateID());
        storage.storeDuplicateID(address(entry.record), bytes.array(), entry.record);
        for (Lease lease : leases) {
            ReceiveHistory.of(lease).toldBy(entry);
        }
        entry.release();
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
        if (restored.isEmpty()) {
            return;
        }
        Restored before = restored.remove(reference.getMessageID());
        if (before != null) {
            // Of what is in the journal Artemis has written down what other clients gave back since.
            reference.setDeliveryCount(
                    reference.isPaged()
                            ? before.count + reference.getDeliveryCount()
                            : Math.max(before.count, reference.getDeliveryCount()));
            before.history.keepWith(reference);
        }
    }

    /** A message is gone, durably or as durably as its record will be. */
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
            if (before.page != NO_PAGE && before.page < first) {
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
     * @param page the number of the page file that it lies in, or {@link #NO_PAGE}
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
                    log.warn("Could not delete a record of receives; it goes at the next start", e);
                }
            }
        }
    }
}
