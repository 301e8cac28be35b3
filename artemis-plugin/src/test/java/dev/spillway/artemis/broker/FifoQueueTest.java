/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.artemis.sqs.MessageId;
import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.MessageQueue.Counts;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.NewMessage.Deduplication;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.artemis.store.SentMessage;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.SqsMapping;
import dev.spillway.mapping.WireMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a FIFO queue keeps through restarts, and what JMS clients see of it. */
class FifoQueueTest {

    private static final long FIVE_MINUTES = Duration.ofMinutes(5).toMillis();

    @TempDir
    Path folder;

    private TestBroker broker;
    private MessageQueue queue;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start(folder);
        queue = create();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @Test
    void aDuplicateIsKnownAfterARestartThoughItsOriginalWasDeleted() throws Exception {
        NewMessage original = message("a", "g", "id", System.currentTimeMillis());
        SentMessage sent = send(original);
        delete(receive(1));
        restart();
        assertThat(send(message("b", "g", "id", original.sentAt() + 1_000))).isEqualTo(sent);
        assertThat(receive(1)).isEmpty();
    }

    @Test
    void duplicatesOfABatchAreKnownAfterTwoRestarts() throws Exception {
        long now = System.currentTimeMillis();
        List<NewMessage> batch = IntStream.range(0, 10)
                .mapToObj(i -> message("m" + i, "g", "id" + i, now))
                .toList();
        List<SentMessage> sent = queue.send(batch).join();
        restart();
        restart();
        assertThat(queue.send(batch).join()).isEqualTo(sent);
        assertThat(receive(10)).hasSize(10);
        assertThat(queue.counts().join().visible()).isZero();
    }

    @Test
    void afterFiveMinutesAMessageHasNoDuplicates() {
        long now = System.currentTimeMillis();
        SentMessage first = send(message("a", "g", "id", now));
        assertThat(send(message("b", "g", "id", now + FIVE_MINUTES - 1))).isEqualTo(first);
        SentMessage second = send(message("c", "g", "id", now + FIVE_MINUTES));
        assertThat(second).isNotEqualTo(first);
        assertThat(send(message("d", "g", "id", now + FIVE_MINUTES + 1))).isEqualTo(second);
    }

    @Test
    void recordsOfDuplicatesGoWithTheirTime() throws Exception {
        long old = System.currentTimeMillis() - FIVE_MINUTES - 1;
        IntStream.range(0, 5).forEach(i -> send(message("m" + i, "g", "old" + i, old)));
        ((ArtemisQueue) queue).sweep(Long.MAX_VALUE);
        send(message("a", "g", "new", System.currentTimeMillis()));
        broker.close();
        assertThat(TestBroker.recordsLeft(folder)).isEqualTo(1);
        broker = TestBroker.start(folder);
    }

    @Test
    void aQueueThatIsMadeAgainKnowsNoDuplicatesOfTheOldOne() throws Exception {
        NewMessage message = message("a", "g", "id", System.currentTimeMillis());
        SentMessage before = send(message);
        broker.store().delete("orders.fifo").join();
        queue = create();
        assertThat(send(message)).isNotEqualTo(before);
        restart();
        assertThat(receive(10)).hasSize(1);
    }

    @Test
    void orderAndSequenceNumbersSurviveARestart() throws Exception {
        long now = System.currentTimeMillis();
        List<Long> sequence = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sequence.add(send(message("m" + i, "g", "id" + i, now)).sequence());
        }
        receive(2)
                .forEach(message -> queue.changeVisibility(message.receipt(), 0).join());
        restart();
        sequence.add(send(message("m5", "g", "id5", now)).sequence());
        List<ReceivedMessage> received = receive(10);
        assertThat(bodies(received)).containsExactly("m0", "m1", "m2", "m3", "m4", "m5");
        assertThat(received).extracting(ReceivedMessage::sequence).isEqualTo(sequence);
        assertThat(sequence).isSorted().doesNotHaveDuplicates();
        assertThat(received).extracting(ReceivedMessage::receiveCount).containsExactly(2, 2, 1, 1, 1, 1);
    }

    @Test
    void aReceiptFromBeforeARestartDeletes() throws Exception {
        send(message("a", "g", "id", System.currentTimeMillis()));
        List<ReceivedMessage> before = receive(1);
        send(message("b", "g", "id2", System.currentTimeMillis()));
        restart();
        assertThat(receive(1)).isEmpty();
        delete(before);
        assertThat(bodies(receive(2))).containsExactly("b");
    }

    @Test
    void aReceiptThatHadExpiredBeforeARestartDeletesNothing() throws Exception {
        send(message("a", "g", "id", System.currentTimeMillis()));
        ReceivedMessage before = receive(1).get(0);
        queue.changeVisibility(before.receipt(), 0).join();
        restart();
        assertThat(queue.delete(List.of(before.receipt())).join()).containsExactly(before.receipt());
        assertThat(receive(1)).hasSize(1);
    }

    @Test
    void aMoveKeepsTheOrderAndLeavesLockedGroups() {
        long now = System.currentTimeMillis();
        MessageQueue target = broker.store()
                .create("target.fifo", new QueueSettings(Map.of(), Map.of(), 1, 1, Long.MAX_VALUE, null))
                .join();
        IntStream.range(0, 25).forEach(i -> send(message("m" + i, "g", "id" + i, now)));
        send(message("x", "other", "x", now));
        send(message("y", "other", "y", now));
        ReceivedMessage first = receive(1).get(0);
        assertThat(queue.move(10, "target.fifo").join().messages()).isEqualTo(2);
        assertThat(queue.changeVisibility(first.receipt(), 0).join()).isTrue();
        for (int moved : List.of(10, 10, 5, 0)) {
            assertThat(queue.move(10, "target.fifo").join().messages()).isEqualTo(moved);
        }
        assertThat(queue.counts().join()).isEqualTo(new Counts(0, 0, 0));
        assertThat(bodies(target.receive(2, 30_000, 0).join())).containsExactly("x", "y");
        List<String> group = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<ReceivedMessage> some = target.receive(10, 30_000, 20_000).join();
            group.addAll(bodies(some));
            target.delete(some.stream().map(ReceivedMessage::receipt).toList()).join();
        }
        assertThat(group)
                .isEqualTo(IntStream.range(0, 25).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void aMoveThatFailsLeavesTheOrder() {
        long now = System.currentTimeMillis();
        IntStream.range(0, 5).forEach(i -> send(message("m" + i, "g", "id" + i, now)));
        assertThat(queue.move(3, "gone.fifo").join().messages()).isZero();
        List<ReceivedMessage> received = receive(10);
        assertThat(bodies(received)).containsExactly("m0", "m1", "m2", "m3", "m4");
        assertThat(received).extracting(ReceivedMessage::receiveCount).containsOnly(1);
    }

    @Test
    void aLockedGroupOfAnyLengthHoldsNoOtherUp() {
        long now = System.currentTimeMillis();
        for (int i = 0; i < 50; i++) {
            int round = i;
            queue.send(IntStream.range(0, 100)
                            .mapToObj(j -> message("x", "stuck", "id" + round + "-" + j, now))
                            .toList())
                    .join();
        }
        receive(1);
        send(message("free", "other", "id", now));
        assertThat(bodies(receive(10))).containsExactly("free");
        assertThat(queue.counts().join()).isEqualTo(new Counts(4_999, 2, 0));
    }

    @Test
    void aPriorityDoesNotOvertake() {
        long now = System.currentTimeMillis();
        send(message("first", "g", "1", now));
        Headers urgent = new Headers(null, null, null, null, 9, true, 0, 0, 0);
        WireMessage wire = SqsMapping.encode(new MappedMessage(new Body.Text("second"), urgent, Map.of()));
        queue.send(List.of(new NewMessage(
                        MessageId.next(), wire, "sender", now, 0, null, "g", new Deduplication("2", ""))))
                .join();
        List<ReceivedMessage> received = receive(10);
        assertThat(bodies(received)).containsExactly("first", "second");
        assertThat(received.get(1).content()).isEqualTo(wire);
    }

    @Test
    void aQueueThatNobodyReceivesFromIsLeftToItsOtherClientsInOrder() throws Exception {
        long now = System.currentTimeMillis();
        IntStream.range(0, 20).forEach(i -> send(message("m" + i, "g" + i % 3, "id" + i, now)));
        List<ReceivedMessage> one = receive(1);
        delete(one);
        await().atMost(60, SECONDS).untilAsserted(() -> {
            ((ArtemisQueue) queue).sweep(0);
            assertThat(queue.counts().join()).isEqualTo(new Counts(19, 0, 0));
            assertThat(broker.broker()
                            .getActiveMQServer()
                            .locateQueue("orders.fifo")
                            .getDeliveringCount())
                    .isZero();
        });
        assertThat(byJms(19))
                .isEqualTo(IntStream.range(1, 20).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void messagesOfJmsClientsAreInTheOrderOfTheirGroup() throws Exception {
        try (var factory = new ActiveMQConnectionFactory("vm://7");
                var context = factory.createContext()) {
            for (int i = 0; i < 6; i++) {
                TextMessage message = context.createTextMessage("m" + i);
                message.setStringProperty("JMSXGroupID", "g" + i % 2);
                context.createProducer().send(context.createQueue("orders.fifo"), message);
            }
        }
        List<ReceivedMessage> first = receive(2);
        assertThat(bodies(first)).containsExactly("m0", "m2");
        assertThat(first.get(0).groupId()).isEqualTo("g0");
        assertThat(bodies(receive(10))).containsExactly("m1", "m3", "m5");
    }

    @Test
    void messagesPastTheirRetentionGoFromLockedGroupsToo() throws Exception {
        long now = System.currentTimeMillis();
        IntStream.range(0, 3).forEach(i -> send(message("m" + i, "g", "id" + i, now)));
        receive(1);
        queue.update(new QueueSettings(Map.of(), Map.of(), 1, 1, 0, null)).join();
        await().atMost(60, SECONDS).untilAsserted(() -> {
            ((ArtemisQueue) queue).sweep(Long.MAX_VALUE);
            assertThat(queue.counts().join()).isEqualTo(new Counts(0, 1, 0));
        });
    }

    private List<String> byJms(int count) throws Exception {
        List<String> bodies = new ArrayList<>();
        try (var factory = new ActiveMQConnectionFactory("vm://7");
                var context = factory.createContext();
                var consumer = context.createConsumer(context.createQueue("orders.fifo"))) {
            for (int i = 0; i < count; i++) {
                Message message = consumer.receive(60_000);
                assertThat(message).isNotNull();
                bodies.add(message.getBody(String.class));
            }
        }
        return bodies;
    }

    private MessageQueue create() {
        return broker.store()
                .create("orders.fifo", new QueueSettings(Map.of(), Map.of(), 1, 1, Long.MAX_VALUE, null))
                .join();
    }

    private void restart() throws Exception {
        broker.close();
        broker = TestBroker.start(folder);
        queue = broker.store().find("orders.fifo").orElseThrow();
    }

    private static NewMessage message(String body, String group, String id, long sentAt) {
        UUID messageId = MessageId.next();
        return new NewMessage(
                messageId,
                new WireMessage(body, Map.of()),
                "sender",
                sentAt,
                0,
                null,
                group,
                new Deduplication(id, ""));
    }

    private SentMessage send(NewMessage message) {
        return queue.send(List.of(message)).join().get(0);
    }

    private List<ReceivedMessage> receive(int max) {
        return queue.receive(max, 30_000, 0).join();
    }

    private void delete(List<ReceivedMessage> received) {
        assertThat(queue.delete(received.stream().map(ReceivedMessage::receipt).toList())
                        .join())
                .isEmpty();
    }

    private static List<String> bodies(List<ReceivedMessage> received) {
        return received.stream().map(message -> message.content().body()).toList();
    }
}
