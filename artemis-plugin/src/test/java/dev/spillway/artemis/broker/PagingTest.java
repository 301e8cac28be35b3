/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.artemis.sqs.MessageId;
import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.MessageQueue.Counts;
import dev.spillway.artemis.store.MessageQueue.VisibilityChange;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.QueueSettings.Redrive;
import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.mapping.WireMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A queue that is much larger than what the broker keeps in memory. */
class PagingTest {

    private static final int MESSAGES = 600;

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
        queue = create("orders", null);
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
        assertThat(queue.counts().join()).isEqualTo(new Counts(MESSAGES, 0, 0));
        assertThat(bodies(receive(MESSAGES))).isEqualTo(expected(0, MESSAGES));
        assertThat(queue.counts().join()).isEqualTo(new Counts(0, MESSAGES, 0));
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
        delete(half);
        restart();

        assertThat(bodies(receive(MESSAGES))).isEqualTo(expected(MESSAGES / 2, MESSAGES));
    }

    @Test
    void receiveCountsAndFirstReceivesSurviveARestart() throws Exception {
        List<ReceivedMessage> before = receiveAndReturn();
        restart();

        List<ReceivedMessage> paged = lastOf(receiveAndReturn());
        assertThat(paged).extracting(ReceivedMessage::receiveCount).containsOnly(2);
        assertThat(paged)
                .extracting(ReceivedMessage::firstReceivedAt)
                .isEqualTo(lastOf(before).stream()
                        .map(ReceivedMessage::firstReceivedAt)
                        .toList());
        restart();
        assertThat(lastOf(receive(MESSAGES)))
                .extracting(ReceivedMessage::receiveCount)
                .containsOnly(3);
    }

    @Test
    void receiveCountsThatWereToldSurviveAKill() throws Exception {
        receiveAndReturn();
        // The first receives may not have waited for the disk; the second ones have.
        receiveAndReturn();
        // What is on disk now is what a killed broker leaves.
        Path left = Files.createDirectory(folder.resolve("left"));
        for (String part : List.of("journal", "bindings", "paging")) {
            copy(folder.resolve(part), left.resolve(part));
        }
        broker.close();
        broker = TestBroker.start(left, SMALL);
        queue = broker.store().find("orders").orElseThrow();

        assertThat(lastOf(receive(MESSAGES)))
                .extracting(ReceivedMessage::receiveCount)
                .containsOnly(3);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    @Test
    void aRedriveCountsTheReceivesFromBeforeARestart() throws Exception {
        create("dead", null);
        receiveAndReturn();
        queue.update(settings(new Redrive("dead", 1))).join();
        restart();

        assertThat(receive(10)).isEmpty();
        await().atMost(30, SECONDS).untilAsserted(() -> {
            assertThat(queue.counts().join()).isEqualTo(new Counts(0, 0, 0));
            assertThat(broker.store().find("dead").orElseThrow().counts().join())
                    .isEqualTo(new Counts(MESSAGES, 0, 0));
        });
    }

    @ParameterizedTest
    @EnumSource
    void noRecordOfReceivesOutlivesItsMessage(Ending ending) throws Exception {
        receiveAndReturn();
        restart();
        ending.to(this);
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(broker.store()
                                .find("orders")
                                .map(queue -> queue.counts().join()))
                        .isIn(Optional.empty(), Optional.of(new Counts(0, 0, 0))));
        broker.close();
        assertThat(TestBroker.recordsLeft(folder)).isZero();
        broker = TestBroker.start(folder, SMALL);
    }

    /** How messages leave a queue. */
    private enum Ending {
        DELETED(test -> test.delete(test.receive(MESSAGES))),
        EXPIRED(test -> {
            test.queue
                    .update(new QueueSettings(Map.of(), Map.of(), 0, 0, 0, null))
                    .join();
            test.receive(1);
        }),
        MOVED(test -> {
            test.create("elsewhere", null);
            while (test.queue.move(10, "elsewhere").join().messages() > 0) {}
        }),
        PURGED(test -> test.queue.purge().join()),
        QUEUE_DELETED(test -> test.broker.store().delete("orders").join()),
        REDRIVEN(test -> {
            test.create("dead", null);
            test.queue.update(settings(new Redrive("dead", 1))).join();
            test.receive(1);
        }),
        TAKEN_BY_A_JMS_CLIENT(test -> {
            try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://7");
                    JMSContext jms = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
                JMSConsumer consumer = jms.createConsumer(jms.createQueue("orders"));
                for (int i = 0; i < MESSAGES; i++) {
                    assertThat(consumer.receive(60_000)).isNotNull();
                }
                jms.commit();
            }
        });

        private final Consumer<PagingTest> end;

        Ending(Consumer<PagingTest> end) {
            this.end = end;
        }

        void to(PagingTest test) {
            end.accept(test);
        }
    }

    @Test
    void aPurgeEmptiesThePageFilesToo() {
        receive(100);
        queue.purge().join();
        assertThat(queue.counts().join()).isEqualTo(new Counts(0, 0, 0));
        assertThat(queue.receive(10, 60_000, 1_500).join()).isEmpty();
    }

    private MessageQueue create(String name, @Nullable Redrive redrive) {
        return broker.store().create(name, settings(redrive)).join();
    }

    private static QueueSettings settings(@Nullable Redrive redrive) {
        return new QueueSettings(Map.of(), Map.of(), 0, 0, Long.MAX_VALUE, redrive);
    }

    private void restart() throws Exception {
        broker.close();
        broker = TestBroker.start(folder, SMALL);
        queue = broker.store().find("orders").orElseThrow();
    }

    private void delete(List<ReceivedMessage> received) {
        queue.delete(received.stream().map(ReceivedMessage::receipt).toList()).join();
    }

    /** Those that were sent when memory was long full. */
    private static List<ReceivedMessage> lastOf(List<ReceivedMessage> all) {
        assertThat(all).hasSize(MESSAGES);
        return all.subList(MESSAGES / 2, MESSAGES);
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

    /** Receives all that is there, and makes it visible again. */
    private List<ReceivedMessage> receiveAndReturn() {
        List<ReceivedMessage> received = receive(MESSAGES);
        queue.changeVisibility(received.stream()
                        .map(message -> new VisibilityChange(message.receipt(), 0))
                        .toList())
                .join();
        return received;
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
