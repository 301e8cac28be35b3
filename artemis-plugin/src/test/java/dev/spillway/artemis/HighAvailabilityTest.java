/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.FIFO_QUEUE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.core.config.ClusterConnectionConfiguration;
import org.apache.activemq.artemis.core.config.HAPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.ReplicaPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.ReplicatedPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStoreBackupPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStorePrimaryPolicyConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The plugin in both brokers of a pair, one that shares its store and one that replicates it. */
class HighAvailabilityTest {

    private static final SpillwayConfig ANY_PORT = new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account());
    private static final Duration BOUND = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private final SpillwayPlugin pluginOfPrimary = new SpillwayPlugin(ANY_PORT);
    private final SpillwayPlugin pluginOfBackup = new SpillwayPlugin(ANY_PORT);
    private final EmbeddedActiveMQ primary = new EmbeddedActiveMQ();
    private final EmbeddedActiveMQ backup = new EmbeddedActiveMQ();

    /** How the brokers of a pair come by the same messages. */
    private enum Pair {
        SHARED_STORE {
            @Override
            HAPolicyConfiguration primary() {
                return new SharedStorePrimaryPolicyConfiguration().setFailoverOnServerShutdown(true);
            }

            @Override
            HAPolicyConfiguration backup() {
                return new SharedStoreBackupPolicyConfiguration().setAllowFailBack(false);
            }

            @Override
            boolean isReady(ActiveMQServer backup) {
                return backup.getHAPolicy().isBackup();
            }
        },
        REPLICATED {
            @Override
            HAPolicyConfiguration primary() {
                return new ReplicatedPolicyConfiguration();
            }

            @Override
            HAPolicyConfiguration backup() {
                return new ReplicaPolicyConfiguration().setAllowFailBack(false);
            }

            @Override
            boolean isReady(ActiveMQServer backup) {
                return backup.isReplicaSync();
            }
        };

        abstract HAPolicyConfiguration primary();

        abstract HAPolicyConfiguration backup();

        abstract boolean isReady(ActiveMQServer backup);
    }

    @AfterEach
    void stop() throws Exception {
        backup.stop();
        primary.stop();
    }

    @ParameterizedTest
    @EnumSource
    void the_backup_serves_when_it_takes_over_what_the_primary_acknowledged(Pair pair) throws Exception {
        start(pair);
        SqsAsyncClient atPrimary = pluginOfPrimary.sqs(() -> {});
        URI endpointOfPrimary = pluginOfPrimary.endpoint();
        String queue = atPrimary
                .createQueue(r -> r.queueName("orders.fifo")
                        .attributes(Map.of(FIFO_QUEUE, "true", VISIBILITY_TIMEOUT, "77"))
                        .tags(Map.of("team", "a")))
                .join()
                .queueUrl();
        String sent = send(atPrimary, queue, "kept");
        assertThat(receive(atPrimary, queue).messageId()).isEqualTo(sent);
        assertThat(receive(atPrimary, queue).messageId()).isEqualTo(sent);
        assertThatIllegalStateException().isThrownBy(pluginOfBackup::endpoint).withMessageContaining("not active");

        primary.stop();

        await().atMost(BOUND).until(() -> backup.getActiveMQServer().isActive());
        await().atMost(BOUND).ignoreExceptions().until(() -> pluginOfBackup.endpoint() != null);
        assertThat(pluginOfBackup.endpoint()).isNotEqualTo(endpointOfPrimary);
        assertThatIllegalStateException().isThrownBy(pluginOfPrimary::endpoint);
        SqsAsyncClient atBackup = pluginOfBackup.sqs(() -> {});
        assertThat(atBackup.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(VISIBILITY_TIMEOUT))
                        .join()
                        .attributes())
                .containsEntry(VISIBILITY_TIMEOUT, "77");
        assertThat(atBackup.listQueueTags(r -> r.queueUrl(queue)).join().tags()).isEqualTo(Map.of("team", "a"));
        assertThat(send(atBackup, queue, "kept")).as("a duplicate").isEqualTo(sent);
        Message received = receive(atBackup, queue);
        assertThat(received.messageId()).isEqualTo(sent);
        assertThat(received.attributes()).containsEntry(APPROXIMATE_RECEIVE_COUNT, "3");
    }

    private void start(Pair pair) throws Exception {
        primary.setConfiguration(configuration(pair, 1, 2, pluginOfPrimary, pair.primary()));
        backup.setConfiguration(configuration(pair, 2, 1, pluginOfBackup, pair.backup()));
        primary.start();
        await().atMost(BOUND).until(() -> primary.getActiveMQServer().isActive());
        backup.start();
        await().atMost(BOUND).until(() -> pair.isReady(backup.getActiveMQServer()));
    }

    /** A message whose id is told by its body. */
    private static String send(SqsAsyncClient sqs, String queue, String body) {
        return sqs.sendMessage(r ->
                        r.queueUrl(queue).messageBody(body).messageGroupId("g").messageDeduplicationId(body))
                .join()
                .messageId();
    }

    /** A message that stays visible. */
    private static Message receive(SqsAsyncClient sqs, String queue) {
        return sqs.receiveMessage(r -> r.queueUrl(queue)
                        .waitTimeSeconds(20)
                        .visibilityTimeout(0)
                        .messageSystemAttributeNames(APPROXIMATE_RECEIVE_COUNT))
                .join()
                .messages()
                .get(0);
    }

    private ConfigurationImpl configuration(
            Pair pair, int id, int other, SpillwayPlugin plugin, HAPolicyConfiguration policy) throws Exception {
        Path store = folder.resolve(pair == Pair.SHARED_STORE ? "shared" : "of-" + id);
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
