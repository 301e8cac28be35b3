/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.artemis.sqs.MessageId;
import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.MessageQueue.Counts;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.QueueSettings.Redrive;
import dev.spillway.artemis.store.Receipt;
import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.mapping.WireMessage;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtemisQueueStoreTest {

    private static final long DAYS_4 = Duration.ofDays(4).toMillis();

    @TempDir
    Path folder;

    private TestBroker broker;
    private MessageQueue queue;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start(folder);
        queue = create("orders", null);
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @Test
    void messagesAreReceivedInTheOrderOfTheirSends() {
        send("a", "b");
        send("c");
        assertThat(bodies(receive(10, 30_000, 0))).containsExactly("a", "b", "c");
    }

    @Test
    void aReceivedMessageIsHiddenUntilItsVisibilityTimeoutExpires() {
        send("a");
        receive(10, 2_500, 0);
        assertThat(receive(10, 30_000, 0)).isEmpty();
        List<ReceivedMessage> again = receive(10, 30_000, 30_000);
        assertThat(bodies(again)).containsExactly("a");
        assertThat(again.get(0).receiveCount()).isEqualTo(2);
    }

    @Test
    void aReturnedMessageTakesItsOldPlace() {
        send("a", "b", "c");
        ReceivedMessage first = receive(1, 30_000, 0).get(0);
        assertThat(queue.changeVisibility(first.receipt(), 0).join()).isTrue();
        assertThat(bodies(receive(10, 30_000, 0))).containsExactly("a", "b", "c");
    }

    @Test
    void aVisibilityTimeoutCanBeExtended() {
        send("a");
        Receipt receipt = receive(1, 2_500, 0).get(0).receipt();
        assertThat(queue.changeVisibility(receipt, 60_000).join()).isTrue();
        assertThat(receive(1, 30_000, 3_000)).isEmpty();
    }

    @Test
    void visibilityOfAMessageThatIsNotInFlightDoesNotChange() {
        send("a");
        Receipt receipt = receive(1, 0, 0).get(0).receipt();
        assertThat(queue.changeVisibility(receipt, 60_000).join()).isFalse();
        assertThat(receive(1, 30_000, 0)).hasSize(1);
    }

    @Test
    void aDeletedMessageIsGone() {
        send("a", "b");
        delete(receive(1, 200, 0));
        assertThat(bodies(receive(10, 30_000, 1_000))).containsExactly("b");
    }

    @Test
    void anExpiredReceiptDeletesWhatNobodyReceivedSince() {
        send("a");
        List<ReceivedMessage> received = receive(1, 0, 0);
        delete(received);
        assertThat(receive(1, 30_000, 0)).isEmpty();
        assertThat(queue.counts().join()).isEqualTo(new Counts(0, 0, 0));
    }

    @Test
    void anEarlierReceiptDoesNotDeleteWhatWasReceivedSince() {
        send("a");
        List<ReceivedMessage> earlier = receive(1, 0, 0);
        List<ReceivedMessage> later = receive(1, 30_000, 0);
        delete(earlier);
        assertThat(queue.changeVisibility(later.get(0).receipt(), 0).join()).isTrue();
        assertThat(receive(1, 30_000, 0)).hasSize(1);
    }

    @Test
    void aWaitingReceiveIsWokenByASend() {
        CompletableFuture<List<ReceivedMessage>> waiting = queue.receive(10, 30_000, 20_000);
        send("a");
        assertThat(waiting)
                .succeedsWithin(Duration.ofSeconds(60))
                .satisfies(got -> assertThat(bodies(got)).containsExactly("a"));
    }

    @Test
    void aCancelledReceiveTakesNothing() {
        CompletableFuture<List<ReceivedMessage>> waiting = queue.receive(10, 30_000, 20_000);
        waiting.cancel(false);
        send("a");
        assertThat(bodies(receive(10, 30_000, 30_000))).containsExactly("a");
    }

    @Test
    void aReceiveThatWasGivenUpDoesNotCount() {
        for (int i = 0; i < 20; i++) {
            send("a");
            CompletableFuture<List<ReceivedMessage>> first = queue.receive(1, 30_000, 20_000);
            // It may be giving the message out at this moment.
            boolean givenUp = first.cancel(false);

            ReceivedMessage message = (givenUp ? receive(1, 30_000, 30_000) : first.join()).get(0);

            assertThat(message.receiveCount()).isEqualTo(1);
            queue.delete(List.of(message.receipt())).join();
        }
    }

    @Test
    void aReceiveThatWasGivenUpDoesNotCountAfterARestartEither() throws Exception {
        send("a");
        int counted = 0;
        boolean givenUp = false;
        for (int i = 0; i < 50 && !givenUp; i++) {
            CompletableFuture<List<ReceivedMessage>> next = queue.receive(1, 30_000, 30_000);
            // From the second one on it is written down before it is answered.
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofNanos(100_000))
                    .until(() -> queue.counts().join().inFlight() == 1);
            givenUp = next.cancel(false);
            if (!givenUp) {
                counted++;
                queue.changeVisibility(next.join().get(0).receipt(), 0).join();
            }
        }
        await().untilAsserted(() -> assertThat(queue.counts().join()).isEqualTo(new Counts(1, 0, 0)));

        restart();

        assertThat(receive(1, 30_000, 30_000).get(0).receiveCount()).isEqualTo(counted + 1);
    }

    @Test
    void waitingReceivesShareWhatComes() {
        var first = queue.receive(1, 30_000, 20_000);
        var second = queue.receive(1, 30_000, 20_000);
        send("a", "b");
        assertThat(bodies(first.join())).containsExactly("a");
        assertThat(bodies(second.join())).containsExactly("b");
    }

    @Test
    void waitingReceivesHoldNoThreads() {
        int before = ManagementFactory.getThreadMXBean().getThreadCount();
        List<CompletableFuture<List<ReceivedMessage>>> waiting = IntStream.range(0, 500)
                .mapToObj(i -> queue.receive(10, 30_000, 20_000))
                .toList();
        // The broker's own pools may grow by some tens; a thread for each receive would be 500.
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(before + 100);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        waiting.forEach(receive -> receive.cancel(false));
    }

    @Test
    void aDelayedMessageComesWhenItsDelayIsOver() {
        queue.send(List.of(message("late", 2_500))).join();
        assertThat(queue.counts().join()).isEqualTo(new Counts(0, 0, 1));
        assertThat(receive(1, 30_000, 0)).isEmpty();
        assertThat(bodies(receive(1, 30_000, 20_000))).containsExactly("late");
    }

    @Test
    void countsAreRightAtRest() {
        send("a", "b", "c");
        queue.send(List.of(message("late", 60_000))).join();
        receive(1, 30_000, 0);
        assertThat(queue.counts().join()).isEqualTo(new Counts(2, 1, 1));
    }

    @Test
    void aPurgeDeletesWhatIsInFlightToo() {
        send("a", "b", "c");
        queue.send(List.of(message("late", 60_000))).join();
        receive(1, 200, 0);
        queue.purge().join();
        assertThat(queue.counts().join()).isEqualTo(new Counts(0, 0, 0));
        assertThat(receive(1, 30_000, 600)).isEmpty();
    }

    @Test
    void deletingAQueueEndsItsReceives() {
        var waiting = queue.receive(1, 30_000, 20_000);
        broker.store().delete("orders").join();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(List.of());
        assertThat(broker.store().find("orders")).isEmpty();
    }

    @Test
    void aMessageReceivedTooOftenMovesToTheDeadLetterQueue() {
        MessageQueue dead = create("dead", null);
        MessageQueue poisoned = create("poisoned", new Redrive("dead", 2));
        NewMessage message = message("poison", 0);
        poisoned.send(List.of(message)).join();
        poisoned.receive(1, 0, 0).join();
        poisoned.receive(1, 0, 0).join();
        assertThat(poisoned.receive(1, 0, 0).join()).isEmpty();
        ReceivedMessage moved = dead.receive(1, 30_000, 20_000).join().get(0);
        assertThat(moved.id()).isEqualTo(message.id().toString());
        assertThat(moved.deadLetterSource()).isEqualTo("poisoned");
        assertThat(moved.receiveCount()).isEqualTo(1);
        assertThat(moved.sentAt()).isEqualTo(message.sentAt());
        // The copy is there before the original has left the counts.
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(poisoned.counts().join()).isEqualTo(new Counts(0, 0, 0)));
    }

    @Test
    void messagesPastTheirRetentionGo() {
        send("old");
        queue.update(settings(0, null)).join();
        assertThat(receive(1, 30_000, 500)).isEmpty();
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(queue.counts().join()).isEqualTo(new Counts(0, 0, 0)));
    }

    @Test
    void whatWasAcknowledgedSurvivesARestart() throws Exception {
        send("a", "b", "c");
        delete(receive(1, 30_000, 0));
        receive(1, 0, 0);
        restart();
        List<ReceivedMessage> received = receive(10, 30_000, 30_000);
        assertThat(bodies(received)).containsExactly("b", "c");
        assertThat(received).extracting(ReceivedMessage::receiveCount).containsExactly(2, 1);
    }

    @Test
    void aReceiptFromBeforeARestartDeletes() throws Exception {
        send("a");
        List<ReceivedMessage> before = receive(1, 30_000, 0);
        restart();
        delete(before);
        assertThat(receive(1, 30_000, 500)).isEmpty();
    }

    @Test
    void receiveCountsBeyondTenSurviveARestart() throws Exception {
        send("a");
        IntStream.range(0, 12).forEach(i -> receive(1, 0, 0));
        restart();
        assertThat(receive(1, 30_000, 0).get(0).receiveCount()).isEqualTo(13);
    }

    @Test
    void settingsSurviveARestart() throws Exception {
        QueueSettings settings = new QueueSettings(
                Map.of("Policy", "{\"a\": \"ä\n\"}"), Map.of("team", "x"), 5, 6, DAYS_4, new Redrive("dead", 3));
        queue.update(settings).join();
        restart();
        assertThat(queue.settings()).isEqualTo(settings);
    }

    @Test
    void aBodyOfOneMebibyteIsStoredWhole() throws Exception {
        String large = "ä".repeat(512 * 1024);
        send(large);
        restart();
        List<ReceivedMessage> received = receive(1, 30_000, 30_000);
        assertThat(received.get(0).content().body()).isEqualTo(large);
        delete(received);
        assertThat(queue.counts().join()).isEqualTo(new Counts(0, 0, 0));
    }

    @Test
    void aQueueIsCreatedOnce() {
        queue.update(settings(DAYS_4, new Redrive("x", 7))).join();
        assertThat(create("orders", null).settings().redrive()).isEqualTo(new Redrive("x", 7));
        assertThat(broker.store().names()).containsExactly("orders");
    }

    @Test
    void aReceiveThatTheEndOfTheStoreOvertakesFailsAndLeavesItsMessages() {
        send("a");
        Timer stopped = new HashedWheelTimer();
        try (ArtemisQueueStore other =
                new ArtemisQueueStore(broker.broker().getActiveMQServer(), stopped, Clock.systemUTC())) {
            MessageQueue ending = other.find("orders").orElseThrow();
            stopped.stop();
            assertThat(ending.receive(1, 30_000, 0)).failsWithin(Duration.ofSeconds(60));
        }
        assertThat(bodies(receive(1, 30_000, 30_000))).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders::orders", "x::orders", "orders::", "::orders", "a.b", ""})
    void aQueueHasNoOtherNameThanItsOwn(String alias) {
        assertThat(broker.store().find(alias)).isEmpty();
    }

    private MessageQueue create(String name, @Nullable Redrive redrive) {
        return broker.store().create(name, settings(DAYS_4, redrive)).join();
    }

    private static QueueSettings settings(long retention, @Nullable Redrive redrive) {
        return new QueueSettings(Map.of(), Map.of(), 1, 1, retention, redrive);
    }

    private void restart() throws Exception {
        broker.close();
        broker = TestBroker.start(folder);
        queue = broker.store().find("orders").orElseThrow();
    }

    private void send(String... bodies) {
        queue.send(List.of(bodies).stream().map(body -> message(body, 0)).toList())
                .join();
    }

    private static NewMessage message(String body, long delayMillis) {
        return new NewMessage(
                MessageId.next(),
                new WireMessage(body, Map.of()),
                "000000000000",
                System.currentTimeMillis() - 5,
                delayMillis,
                null,
                null);
    }

    private List<ReceivedMessage> receive(int max, long visibilityMillis, long waitMillis) {
        return queue.receive(max, visibilityMillis, waitMillis).join();
    }

    private void delete(List<ReceivedMessage> received) {
        queue.delete(received.stream().map(ReceivedMessage::receipt).toList()).join();
    }

    private static List<String> bodies(List<ReceivedMessage> received) {
        return received.stream().map(message -> message.content().body()).toList();
    }
}
