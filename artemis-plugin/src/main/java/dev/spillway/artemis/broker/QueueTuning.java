/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.settings.HierarchicalRepository;
import org.apache.activemq.artemis.core.settings.HierarchicalRepositoryChangeListener;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * The address settings that SQS's meaning needs, on top of what the administrator set, for the addresses of all queues
 * that have settings of SQS. A reload of the broker's configuration takes them away: they are added again then.
 */
final class QueueTuning implements HierarchicalRepositoryChangeListener {

    private final HierarchicalRepository<AddressSettings> repository;
    private final StoredSettings settings;

    /** By address, what was found to be as SQS needs it. */
    private final ConcurrentHashMap<String, AddressSettings> known = new ConcurrentHashMap<>();

    /** The addresses for which the administrator has no settings of their own. */
    private final Set<String> own = ConcurrentHashMap.newKeySet();

    QueueTuning(ActiveMQServer server, StoredSettings settings) {
        this.repository = server.getAddressSettingsRepository();
        this.settings = settings;
        repository.registerListener(this);
    }

    /** Artemis calls this after each change of address settings, those that are made here too. */
    @Override
    public void onChange() {
        List<String> untuned =
                settings.names().stream().filter(name -> !isTuned(name)).toList();
        for (int i = 0; i < untuned.size(); i++) {
            String name = untuned.get(i);
            if (repository.containsExactMatch(name)) {
                own.remove(name);
            } else {
                own.add(name);
            }
            boolean last = i == untuned.size() - 1;
            repository.addMatch(name, tuned(repository.getMatch(name)), false, last);
        }
    }

    /** The queue's address is as SQS needs it when this returns, if the queue has settings. */
    void apply() {
        onChange();
    }

    /** A queue and its settings are gone: what comes under its name later is as the administrator set it for several. */
    void remove(String name) {
        known.remove(name);
        if (own.remove(name)) {
            repository.removeMatch(name);
        }
    }

    void close() {
        repository.unRegisterListener(this);
    }

    @SuppressWarnings(
            "ReferenceEquality") // Artemis keeps one object until something changes that matters to this address.
    private boolean isTuned(String name) {
        AddressSettings now = repository.getMatch(name);
        if (now == known.get(name)) {
            return true;
        }
        if (!now.equals(tuned(now))) {
            return false;
        }
        known.put(name, now);
        return true;
    }

    private static AddressSettings tuned(AddressSettings administrators) {
        return new AddressSettings(administrators)
                // Receives are not to stall while much is in flight: the reader of the pages counts it.
                .setMaxReadPageBytes(-1)
                .setMaxReadPageMessages(-1)
                .setPrefetchPageBytes(2 * 1024 * 1024)
                // SQS's redrive policy decides, not the broker's default of ten attempts.
                .setMaxDeliveryAttempts(-1)
                .setRedeliveryDelay(0)
                // Retention counts from when a message came: its sender may tell no time, or a wrong one.
                .setEnableIngressTimestamp(true)
                // A STOMP client that sends to the address makes it one of this type too, and what MQTT clients then
                // publish would go past the queue.
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
    }
}
