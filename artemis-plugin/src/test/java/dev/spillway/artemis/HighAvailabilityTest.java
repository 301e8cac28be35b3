/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.artemis.core.config.ClusterConnectionConfiguration;
import org.apache.activemq.artemis.core.config.HAPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStoreBackupPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStorePrimaryPolicyConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The plugin in both brokers of a pair that share their store. */
class HighAvailabilityTest {

    private static final SpillwayConfig ANY_PORT = new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account());

    @TempDir
    Path store;

    private final SpillwayPlugin pluginOfPrimary = new SpillwayPlugin(ANY_PORT);
    private final SpillwayPlugin pluginOfBackup = new SpillwayPlugin(ANY_PORT);
    private final EmbeddedActiveMQ primary = new EmbeddedActiveMQ();
    private final EmbeddedActiveMQ backup = new EmbeddedActiveMQ();

    @BeforeEach
    void start() throws Exception {
        primary.setConfiguration(configuration(
                1, 2, pluginOfPrimary, new SharedStorePrimaryPolicyConfiguration().setFailoverOnServerShutdown(true)));
        backup.setConfiguration(configuration(
                2, 1, pluginOfBackup, new SharedStoreBackupPolicyConfiguration().setAllowFailBack(false)));
        primary.start();
        backup.start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> backup.getActiveMQServer().isReplicaSync()
                        || backup.getActiveMQServer().getHAPolicy().isBackup());
    }

    @AfterEach
    void stop() throws Exception {
        backup.stop();
        primary.stop();
    }

    @Test
    void the_backup_serves_when_it_takes_over_what_the_primary_acknowledged() throws Exception {
        SqsAsyncClient atPrimary = pluginOfPrimary.sqs(() -> {});
        URI endpointOfPrimary = pluginOfPrimary.endpoint();
        String queue = atPrimary.createQueue(r -> r.queueName("orders")).join().queueUrl();
        atPrimary.sendMessage(r -> r.queueUrl(queue).messageBody("kept")).join();
        assertThatIllegalStateException().isThrownBy(pluginOfBackup::endpoint).withMessageContaining("not active");

        primary.stop();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> backup.getActiveMQServer().isActive());
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> pluginOfBackup.endpoint() != null);
        assertThat(pluginOfBackup.endpoint()).isNotEqualTo(endpointOfPrimary);
        assertThatIllegalStateException().isThrownBy(pluginOfPrimary::endpoint);
        assertThat(pluginOfBackup
                        .sqs(() -> {})
                        .receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(10))
                        .join()
                        .messages())
                .extracting(Message::body)
                .containsExactly("kept");
    }

    private ConfigurationImpl configuration(int id, int other, SpillwayPlugin plugin, HAPolicyConfiguration policy)
            throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setName("broker-" + id);
        configuration.setSecurityEnabled(false);
        configuration.setJMXManagementEnabled(false);
        configuration.setJournalDirectory(store.resolve("journal").toString());
        configuration.setBindingsDirectory(store.resolve("bindings").toString());
        configuration.setPagingDirectory(store.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(store.resolve("large-messages").toString());
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalMinFiles(2);
        configuration.addAcceptorConfiguration("in-vm", "vm://" + id);
        configuration.addConnectorConfiguration("self", "vm://" + id);
        configuration.addConnectorConfiguration("other", "vm://" + other);
        configuration.addClusterConfiguration(new ClusterConnectionConfiguration()
                .setName("pair")
                .setConnectorName("self")
                .setStaticConnectors(List.of("other")));
        configuration.setHAPolicyConfiguration(policy);
        configuration.registerBrokerPlugin(plugin);
        return configuration;
    }
}
