/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.artemis.sqs.MessageId;
import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.MessageQueue.Counts;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.mapping.WireMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue that is much larger than what the broker keeps in memory. */
class PagingTest {

    private static final int MESSAGES = 2_000;

    /** Memory for about a hundred of them. */
    private static final AddressSettings SMALL = new AddressSettings()
            .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
            .setMaxSizeBytes(200 * 1024)
            .setPageSizeBytes(100 * 1024);

    @TempDir
    Path folder;

    private TestBroker broker;
    private MessageQueue queue;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start(folder, SMALL);
        queue = broker.store()
                .create("orders", new QueueSettings(Map.of(), Map.of(), 0, 0, Long.MAX_VALUE, null))
                .join();
        for (int i = 0; i < MESSAGES; i += 10) {
            queue.send(IntStream.range(i, i + 10).mapToObj(PagingTest::message).toList())
                    .join();
        }
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @Test
    void allOfItIsReceivedInOrderThoughNothingIsDeleted() {
        assertThat(queue.counts()).isEqualTo(new Counts(MESSAGES, 0, 0));
        assertThat(bodies(receive(MESSAGES))).isEqualTo(expected(0, MESSAGES));
        assertThat(queue.counts()).isEqualTo(new Counts(0, MESSAGES, 0));
    }

    @Test
    void aShortPollFindsWhatLiesInPageFiles() {
        for (int i = 0; i < 50; i++) {
            assertThat(queue.receive(10, 60_000, 0).join()).isNotEmpty();
        }
    }

    @Test
    void whatWasDeletedStaysDeletedAndTheRestIsThereAfterARestart() throws Exception {
        List<ReceivedMessage> half = receive(MESSAGES / 2);
        queue.delete(half.stream().map(ReceivedMessage::receipt).toList()).join();
        broker.close();
        broker = TestBroker.start(folder, SMALL);
        queue = broker.store().find("orders").orElseThrow();

        assertThat(bodies(receive(MESSAGES))).isEqualTo(expected(MESSAGES / 2, MESSAGES));
    }

    @Test
    void aPurgeEmptiesThePageFilesToo() {
        receive(100);
        queue.purge().join();
        assertThat(queue.counts()).isEqualTo(new Counts(0, 0, 0));
        assertThat(queue.receive(10, 60_000, 1_500).join()).isEmpty();
    }

    private List<ReceivedMessage> receive(int atMost) {
        List<ReceivedMessage> all = new ArrayList<>();
        while (all.size() < atMost) {
            List<ReceivedMessage> some = queue.receive(10, 600_000, 2_000).join();
            if (some.isEmpty()) {
                break;
            }
            all.addAll(some);
        }
        return all;
    }

    private static NewMessage message(int number) {
        WireMessage content = new WireMessage(number + " ".repeat(1024), Map.of());
        return new NewMessage(MessageId.next(), content, "test", System.currentTimeMillis(), 0, null, null);
    }

    private static List<String> bodies(List<ReceivedMessage> received) {
        return received.stream()
                .map(message -> message.content().body().strip())
                .toList();
    }

    private static List<String> expected(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }
}
