/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.Collection;
import java.util.HashMap;
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
import org.jspecify.annotations.Nullable;

/**
 * Records of the plugin's own about one queue in the broker's message journal, where they share the syncs, the
 * replication and the reading at the start with the messages.
 *
 * <p>They are of the kind in which Artemis keeps the duplicate ids of its own clients, each under an address that no
 * queue has. Artemis keeps a limited number of them for an address when it starts: they have to be spread over several.
 */
final class PluginRecords {

    private final ActiveMQServer server;
    private final StorageManager storage;
    private final String addresses;

    /**
     * @param kind begins the addresses of all records of this kind, and ends with a dot
     * @param queueId the broker's number of the queue, which one that is made later under its name doesn't have
     */
    PluginRecords(ActiveMQServer server, String kind, long queueId) {
        this.server = server;
        this.storage = server.getStorageManager();
        this.addresses = kind + queueId + ".";
    }

    /** How many records of an address are there after a restart; 0 if none are. */
    int perAddress() {
        Configuration configuration = server.getConfiguration();
        Integer own = server.getAddressSettingsRepository().getMatch(addresses).getIDCacheSize();
        return !configuration.isPersistIDCache() ? 0 : own == null ? configuration.getIDCacheSize() : own;
    }

    /**
     * An address for records of this queue.
     *
     * @param number different each time
     */
    SimpleString address(long number) {
        return SimpleString.of(addresses + number);
    }

    /** Hands over what a broker that was here before has stored, by address: content and number of each record. */
    Map<SimpleString, List<Pair<byte[], Long>>> take() {
        Map<SimpleString, DuplicateIDCache> caches = caches(server);
        Map<SimpleString, List<Pair<byte[], Long>>> records = new HashMap<>();
        for (SimpleString address : List.copyOf(caches.keySet())) {
            DuplicateIDCache cache = address.toString().startsWith(addresses) ? caches.remove(address) : null;
            if (cache != null) {
                records.put(address, cache.getMap());
            }
        }
        return records;
    }

    /** Deletes records by their numbers, all or none. */
    void delete(Collection<Long> records) throws Exception {
        delete(storage, records);
    }

    /** Drops the records of this kind of queues that are gone. */
    static void dropOrphans(ActiveMQServer server, String kind) throws Exception {
        Set<String> queues = server.getPostOffice()
                .getAllBindings()
                .filter(QueueBinding.class::isInstance)
                .map(binding ->
                        Long.toString(((QueueBinding) binding).getQueue().getID()))
                .collect(Collectors.toSet());
        Map<SimpleString, DuplicateIDCache> caches = caches(server);
        for (SimpleString address : List.copyOf(caches.keySet())) {
            String queue = queueId(kind, address.toString());
            if (queue != null && !queues.contains(queue)) {
                DuplicateIDCache cache = Objects.requireNonNull(caches.remove(address));
                delete(
                        server.getStorageManager(),
                        cache.getMap().stream().map(Pair::getB).toList());
            }
        }
    }

    private static @Nullable String queueId(String kind, String address) {
        int end = address.lastIndexOf('.');
        return address.startsWith(kind) && end > kind.length() ? address.substring(kind.length(), end) : null;
    }

    private static void delete(StorageManager storage, Collection<Long> records) throws Exception {
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
}
