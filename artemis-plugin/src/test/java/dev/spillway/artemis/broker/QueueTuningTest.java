/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.artemis.sqs.MessageId;
import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.mapping.WireMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Address settings that SQS's meaning needs hold whatever the broker's administrator does. */
class QueueTuningTest {

    private static final QueueSettings FOR_EVER = new QueueSettings(Map.of(), Map.of(), 0, 0, Long.MAX_VALUE, null);

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
    void aMessageIsReceivedAnyNumberOfTimesAfterAReloadOfTheConfiguration() {
        MessageQueue queue = broker.store().create("orders", FOR_EVER).join();

        reload(Map.of("#", new AddressSettings()));

        assertThat(receives(queue, 12)).isEqualTo(12);
    }

    @Test
    void aReloadThatNamesTheQueueLeavesWhatItSaysOfOtherThings() {
        MessageQueue queue = broker.store().create("orders", FOR_EVER).join();

        reload(Map.of("orders", new AddressSettings().setMaxDeliveryAttempts(3).setPageSizeBytes(100_000)));

        assertThat(server.getAddressSettingsRepository().getMatch("orders").getPageSizeBytes())
                .isEqualTo(100_000);
        assertThat(receives(queue, 12)).isEqualTo(12);
    }

    @Test
    void everyQueueIsTunedAnewAtOnce() {
        for (int i = 0; i < 20; i++) {
            broker.store().create("orders-" + i, FOR_EVER).join();
        }

        reload(Map.of("#", new AddressSettings()));

        for (int i = 0; i < 20; i++) {
            AddressSettings tuned = server.getAddressSettingsRepository().getMatch("orders-" + i);
            assertThat(tuned.getMaxDeliveryAttempts()).isEqualTo(-1);
            assertThat(tuned.getMaxReadPageMessages()).isEqualTo(-1);
        }
    }

    @Test
    void aQueueOfTheConfigurationIsTunedWhenItsAttributesAreSet() throws Exception {
        server.createQueue(QueueConfiguration.of("orders").setRoutingType(RoutingType.ANYCAST));
        MessageQueue queue = broker.store().find("orders").orElseThrow();

        queue.update(FOR_EVER).join();

        assertThat(receives(queue, 12)).isEqualTo(12);
    }

    /** What the broker does when its file has changed. */
    private void reload(Map<String, AddressSettings> configured) {
        server.getAddressSettingsRepository().swap(configured.entrySet());
    }

    /** How often a message is received, each time given back, of so many. */
    private static int receives(MessageQueue queue, int times) {
        queue.send(List.of(new NewMessage(
                        MessageId.next(),
                        new WireMessage("a", Map.of()),
                        "sender",
                        System.currentTimeMillis(),
                        0,
                        null,
                        null)))
                .join();
        int received = 0;
        for (int i = 0; i < times; i++) {
            received += queue.receive(1, 0, 500).join().size();
        }
        return received;
    }
}
