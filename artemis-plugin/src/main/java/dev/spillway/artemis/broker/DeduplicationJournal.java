/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.Pair;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.postoffice.DuplicateIDCache;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.postoffice.impl.PostOfficeImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deduplication window of a FIFO queue in the broker's journal: one record a batch of messages, in the transaction
 * that stores them.
 *
 * <p>The records are of the kind in which Artemis keeps the duplicate ids of its own clients, each under an address that
 * no queue has. Artemis keeps, when it starts, a limited number of them for an address, and none that is too old: they
 * are spread over several addresses, slices of the window, each of which is dropped as a whole.
 */
final class DeduplicationJournal {

    private static final Logger log = LoggerFactory.getLogger(DeduplicationJournal.class);
    private static final String PREFIX = "spillway.deduplication.";
    private static final int MAX_SLICE_RECORDS = 10_000;
    private static final long MAX_SLICE_MILLIS = 60_000;

    private final ActiveMQServer server;
    private final StorageManager storage;
    private final String addresses;
    private final int sliceRecords;
    private final Deque<Slice> slices = new ArrayDeque<>();

    /** @param queueId the broker's number of the queue, which one that is made later under its name doesn't have */
    DeduplicationJournal(ActiveMQServer server, long queueId) {
        this.server = server;
        this.storage = server.getStorageManager();
        this.addresses = PREFIX + queueId + ".";
        this.sliceRecords = Math.min(MAX_SLICE_RECORDS, kept(server, addresses));
        if (sliceRecords <= 0) {
            log.warn("Deduplication ids of FIFO queues will not survive a restart: the broker's persist-id-cache is"
                    + " false or its id-cache-size 0");
        }
    }

    /** How many records of an address are there after a restart. */
    private static int kept(ActiveMQServer server, String address) {
        Configuration configuration = server.getConfiguration();
        Integer own = server.getAddressSettingsRepository().getMatch(address).getIDCacheSize();
        return !configuration.isPersistIDCache() ? 0 : own == null ? configuration.getIDCacheSize() : own;
    }

    /** What a broker that was here before has stored, the oldest first. */
    List<Original> load() {
        Map<SimpleString, DuplicateIDCache> caches = caches(server);
        List<Original> originals = new ArrayList<>();
        for (SimpleString address : List.copyOf(caches.keySet())) {
            DuplicateIDCache cache = address.toString().startsWith(addresses) ? caches.remove(address) : null;
            if (cache != null) {
                Slice slice = new Slice(address);
                for (Pair<byte[], Long> record : cache.getMap()) {
                    slice.records.add(record.getB());
                    for (ByteBuffer bytes = ByteBuffer.wrap(record.getA()); bytes.remaining() >= Original.BYTES; ) {
                        Original original = Original.read(bytes);
                        originals.add(original);
                        slice.lastSentAt = Math.max(slice.lastSentAt, original.sentAt());
                    }
                }
                slices.add(slice);
            }
        }
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
            slice = new Slice(SimpleString.of(addresses + record));
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
                delete(storage, slice.records);
                slices.remove(slice);
            }
        }
    }

    /** Drops what is there of queues that are not. */
    static void dropOrphans(ActiveMQServer server) throws Exception {
        Set<String> queues = server.getPostOffice()
                .getAllBindings()
                .filter(QueueBinding.class::isInstance)
                .map(binding ->
                        Long.toString(((QueueBinding) binding).getQueue().getID()))
                .collect(Collectors.toSet());
        Map<SimpleString, DuplicateIDCache> caches = caches(server);
        for (SimpleString address : List.copyOf(caches.keySet())) {
            String queue = queueId(address.toString());
            if (queue != null && !queues.contains(queue)) {
                DuplicateIDCache cache = Objects.requireNonNull(caches.remove(address));
                delete(
                        server.getStorageManager(),
                        cache.getMap().stream().map(Pair::getB).toList());
            }
        }
    }

    private static @Nullable String queueId(String address) {
        int end = address.lastIndexOf('.');
        return address.startsWith(PREFIX) && end > PREFIX.length() ? address.substring(PREFIX.length(), end) : null;
    }

    private static void delete(StorageManager storage, List<Long> records) throws Exception {
        if (records.isEmpty()) {
            return;
        }
        long transaction = storage.generateID();
        for (long record : records) {
            storage.deleteDuplicateIDTransactional(transaction, record);
        }
        storage.commit(transaction);
    }

    /** What Artemis read from its journal when it started. Its interface finds a cache only by an address. */
    private static Map<SimpleString, DuplicateIDCache> caches(ActiveMQServer server) {
        return ((PostOfficeImpl) server.getPostOffice()).getDuplicateIDCaches();
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
