/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.jspecify.annotations.Nullable;

/** How Spillway configures a broker of its own. */
final class BrokerConfiguration {

    /** The name of the acceptor for JMS clients. */
    static final String JMS = "jms";

    /**
     * Takes what JMS clients rolled back too often from queues of their own: without it, Artemis drops that. SQS's redrive
     * policies have queues of their own. SQS allows no such name, so its clients don't see it.
     */
    private static final String DEAD_LETTERS = "spillway.DLQ";

    /**
     * After how many nanoseconds the journal syncs what has gathered. The default of 3.3 ms is for slow disks, and every
     * send waits for it.
     */
    private static final int SYNC_NANOS = 100_000;

    /**
     * A queue's messages take this part of the heap before they go to page files. Artemis limits only the sum, to half of
     * the heap: one long queue would send the messages of all others there too.
     */
    private static final int QUEUES_IN_MEMORY = 4;

    /**
     * Up to how many files of 10 MiB each the journal uses again. One above that is deleted, and a new one is filled with
     * zeros before it is used: with a backlog of more than this, each message is written twice.
     */
    private static final int POOLED_FILES = 64;

    private BrokerConfiguration() {}

    static Configuration of(Path data, SpillwayPlugin plugin, @Nullable Integer jmsPort) {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setName("spillway");
        configuration.setPersistenceEnabled(true);
        configuration.setJournalDirectory(data.resolve("journal").toString());
        configuration.setBindingsDirectory(data.resolve("bindings").toString());
        configuration.setPagingDirectory(data.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(data.resolve("large-messages").toString());
        // NIO everywhere: the native journal needs libaio, which not every machine has.
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalDatasync(true);
        configuration.setJournalSyncTransactional(true);
        configuration.setJournalSyncNonTransactional(true);
        configuration.setJournalBufferTimeout_NIO(SYNC_NANOS);
        configuration.setPageSyncTimeout(SYNC_NANOS);
        // Two files to begin with: a broker in a test or a demo is small, and a busy one makes more.
        configuration.setJournalMinFiles(2);
        configuration.setJournalPoolFiles(POOLED_FILES);
        // Everything listens on loopback only, and this process's clients need no user.
        configuration.setSecurityEnabled(false);
        configuration.setJMXManagementEnabled(false);
        configuration.addAddressSetting(
                "#",
                new AddressSettings()
                        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                        .setMaxSizeBytes(Runtime.getRuntime().maxMemory() / QUEUES_IN_MEMORY)
                        .setDeadLetterAddress(SimpleString.of(DEAD_LETTERS)));
        configuration.addQueueConfiguration(QueueConfiguration.of(DEAD_LETTERS).setRoutingType(RoutingType.ANYCAST));
        if (jmsPort != null) {
            acceptJmsClients(configuration, jmsPort);
        }
        configuration.registerBrokerPlugin(plugin);
        return configuration;
    }

    private static void acceptJmsClients(Configuration configuration, int port) {
        try {
            configuration.addAcceptorConfiguration(JMS, "tcp://127.0.0.1:" + port + "?protocols=CORE");
        } catch (Exception e) {
            throw new IllegalArgumentException("JMS clients can't be accepted at port " + port, e);
        }
    }
}
