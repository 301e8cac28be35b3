/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.postoffice.impl.PostOfficeImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** A broker with its journal on disk, and the store on it, without the services. */
record TestBroker(EmbeddedActiveMQ broker, ArtemisQueueStore store) implements AutoCloseable {

    static TestBroker start(Path folder) throws Exception {
        return start(folder, new AddressSettings());
    }

    /** @param settings what the administrator set for all addresses */
    static TestBroker start(Path folder, AddressSettings settings) throws Exception {
        EmbeddedActiveMQ broker = startBroker(folder, settings);
        return new TestBroker(broker, new ArtemisQueueStore(broker.getActiveMQServer()));
    }

    /**
     * @param settings what the administrator set for all addresses
     * @param timer of the visibility time-outs
     */
    static TestBroker start(Path folder, AddressSettings settings, ManualTimer timer) throws Exception {
        EmbeddedActiveMQ broker = startBroker(folder, settings);
        return new TestBroker(broker, new ArtemisQueueStore(broker.getActiveMQServer(), timer, timer.clock()));
    }

    /** @param timer of the visibility time-outs, whose time delays go by too */
    static TestBroker start(Path folder, ManualTimer timer) throws Exception {
        return start(folder, new AddressSettings(), timer);
    }

    /** How many records of the plugin's own are in the journal of a broker that was stopped. */
    static int recordsLeft(Path folder) throws Exception {
        EmbeddedActiveMQ broker = startBroker(folder, new AddressSettings());
        try {
            return ((PostOfficeImpl) broker.getActiveMQServer().getPostOffice())
                    .getDuplicateIDCaches().entrySet().stream()
                            .filter(cache -> cache.getKey().toString().startsWith("spillway."))
                            .mapToInt(cache -> cache.getValue().getMap().size())
                            .sum();
        } finally {
            broker.stop();
        }
    }

    private static EmbeddedActiveMQ startBroker(Path folder, AddressSettings settings) throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setJournalDirectory(folder.resolve("journal").toString());
        configuration.setBindingsDirectory(folder.resolve("bindings").toString());
        configuration.setPagingDirectory(folder.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(folder.resolve("large").toString());
        configuration.setJournalType(JournalType.NIO).setJournalBufferTimeout_NIO(100_000);
        configuration.setPageSyncTimeout(100_000);
        configuration.setJournalMinFiles(2);
        configuration.setSecurityEnabled(false);
        configuration.setJMXManagementEnabled(false);
        configuration.addAcceptorConfiguration("in-vm", "vm://7");
        configuration.addAddressSetting("#", settings);
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration);
        broker.start();
        return broker;
    }

    @Override
    public void close() throws Exception {
        store.close();
        broker.stop();
    }
}
