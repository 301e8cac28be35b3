/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.QueueSettings;
import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queues that the broker's administrator deletes and makes. */
class AdministeredQueueTest {

    private static final QueueSettings ONE_MINUTE =
            new QueueSettings(Map.of("VisibilityTimeout", "5"), Map.of("team", "a"), 1, 1, 60_000, null);

    @TempDir
    Path folder;

    private TestBroker broker;
    private ActiveMQServer server;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start(folder);
        server = broker.broker().getActiveMQServer();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @Test
    void aQueueInheritsNothingFromOneThatAnAdministratorDeleted() throws Exception {
        broker.store().create("orders", ONE_MINUTE).join();

        server.destroyQueue(SimpleString.of("orders"));

        assertThat(broker.store().find("orders")).isEmpty();
        configured("orders", "orders");
        assertIsAsNew("orders");
        assertThat(server.getAddressSettingsRepository().getMatch("orders").getMaxDeliveryAttempts())
                .isEqualTo(10);
    }

    @Test
    void aQueueInheritsNothingFromOneThatWasDeletedBeforeTheStart() throws Exception {
        broker.store().create("orders", ONE_MINUTE).join();
        broker.store().close();
        server.destroyQueue(SimpleString.of("orders"));

        broker = new TestBroker(broker.broker(), new ArtemisQueueStore(server));

        configured("orders", "orders");
        assertIsAsNew("orders");
    }

    @Test
    void theSettingsOfAQueueThatIsThereOutliveAStart() throws Exception {
        broker.store().create("orders", ONE_MINUTE).join();
        broker.store().close();

        broker = new TestBroker(broker.broker(), new ArtemisQueueStore(server));

        assertThat(broker.store().find("orders").orElseThrow().settings()).isEqualTo(ONE_MINUTE);
    }

    @Test
    void aQueueWhoseAddressHasAnotherNameIsNotServed() throws Exception {
        configured("orders", "shop");

        assertThat(broker.store().find("orders")).isEmpty();
        assertThat(broker.store().names()).isEmpty();
        assertThatThrownBy(() -> broker.store().create("orders", ONE_MINUTE).join())
                .hasMessageContaining("choose another name");
    }

    @Test
    void aQueueThatSharesItsAddressIsNotServed() throws Exception {
        configured("orders", "orders");
        configured("others", "orders");

        assertThat(broker.store().find("orders")).isEmpty();
        assertThat(broker.store().names()).isEmpty();
    }

    @Test
    void aQueueThatSharesItsAddressWithSubscriptionsIsServed() throws Exception {
        configured("orders", "orders");
        server.createQueue(QueueConfiguration.of("copies").setAddress("orders").setRoutingType(RoutingType.MULTICAST));

        assertThat(broker.store().names()).containsExactly("orders");
    }

    private void configured(String name, String address) throws Exception {
        server.createQueue(QueueConfiguration.of(name).setAddress(address).setRoutingType(RoutingType.ANYCAST));
    }

    private void assertIsAsNew(String name) {
        MessageQueue queue = broker.store().find(name).orElseThrow();
        assertThat(queue.settings().attributes()).isEmpty();
        assertThat(queue.settings().tags()).isEmpty();
        assertThat(queue.settings().retentionMillis()).isEqualTo(Long.MAX_VALUE);
    }
}
