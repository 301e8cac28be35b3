/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spillway.artemis.sqs.MessageId;
import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.mapping.WireMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQIllegalStateException;
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
    void noQueueJoinsTheAddressOfOneThatWasMadeThroughSqs() throws Exception {
        broker.store().create("orders", ONE_MINUTE).join();

        assertThatThrownBy(() -> configured("others", "orders"))
                .isInstanceOf(ActiveMQIllegalStateException.class)
                .hasMessageContaining("would share the address orders with the SQS queue");

        assertThat(server.locateQueue("others")).isNull();
        assertThat(broker.store().names()).containsExactly("orders");
    }

    @Test
    void aQueueOfOthersIsServedWhileItIsAloneAtItsAddress() throws Exception {
        configured("orders", "orders");
        MessageQueue queue = broker.store().find("orders").orElseThrow();
        queue.send(List.of(new NewMessage(
                        MessageId.next(),
                        new WireMessage("message", Map.of()),
                        "sender",
                        System.currentTimeMillis(),
                        0,
                        null,
                        null)))
                .join();
        assertThat(queue.receive(1, 60_000, 60_000).join()).hasSize(1);
        var receive = queue.receive(1, 60_000, 60_000);

        configured("others", "orders");

        assertThat(receive).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(List.of());
        assertThat(broker.store().find("orders")).isEmpty();
        assertThat(broker.store().names()).isEmpty();

        server.destroyQueue(SimpleString.of("others"));

        assertThat(broker.store().names()).containsExactly("orders");
        // What was in flight is visible again.
        MessageQueue again = broker.store().find("orders").orElseThrow();
        assertThat(again.receive(1, 60_000, 60_000).join())
                .singleElement()
                .satisfies(message -> assertThat(message.receiveCount()).isEqualTo(2));
    }

    @Test
    void aQueueIsNotMadeWhereAnotherHasItsAddress() throws Exception {
        configured("others", "orders");

        assertThatThrownBy(() -> broker.store().create("orders", ONE_MINUTE).join())
                .hasMessageContaining("choose another name");

        assertThat(server.locateQueue("orders")).isNull();
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
