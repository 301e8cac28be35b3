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
import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.mapping.WireMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A FIFO queue whose delay is ten seconds, in time that passes when the test says so. */
class FifoDelayTest {

    private static final long DELAY = 10_000;

    @TempDir
    Path folder;

    private final ManualTimer timer = new ManualTimer();
    private final Clock clock = timer.clock();
    private TestBroker broker;
    private MessageQueue queue;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start(folder, timer);
        queue = broker.store().create("late.fifo", settings(DELAY)).join();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @Test
    void aMessageIsHiddenForTheDelay() throws Exception {
        send("g", "a");
        timer.advance(DELAY - 1);
        assertThat(receive()).isEmpty();
        timer.advance(1);
        assertThat(receive()).containsExactly("a");
    }

    @Test
    void whatWaitsForAMessageHasItWhenTheDelayIsOver() throws Exception {
        send("g", "a");
        CompletableFuture<List<ReceivedMessage>> waiting = queue.receive(10, 30_000, 20_000);
        assertThat(receive()).isEmpty();
        timer.advance(DELAY);
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(60));
        assertThat(bodies(waiting.join())).containsExactly("a");
    }

    @Test
    void messagesThatAreHiddenHoldNoOtherGroupUp() throws Exception {
        send("a", "a1");
        timer.advance(DELAY / 2);
        send("b", "b1");
        send("a", "a2");
        timer.advance(DELAY / 2);
        assertThat(receive()).containsExactly("a1");
        timer.advance(DELAY / 2);
        assertThat(receive()).as("a is locked").containsExactly("b1");
    }

    @Test
    void aGroupKeepsItsOrderThroughTheDelayAndATimeout() throws Exception {
        send("g", "1");
        timer.advance(DELAY / 2);
        send("g", "2");
        timer.advance(DELAY / 2);
        assertThat(receive()).containsExactly("1");
        timer.advance(30_000);
        assertThat(receive()).containsExactly("1", "2");
    }

    @Test
    void theDelayGoesOnAfterARestart() throws Exception {
        send("g", "a");
        timer.advance(DELAY - 1);
        broker.close();
        broker = TestBroker.start(folder, timer);
        queue = broker.store().find("late.fifo").orElseThrow();
        assertCounts(new Counts(0, 0, 1));
        assertThat(receive()).isEmpty();
        timer.advance(1);
        assertThat(receive()).containsExactly("a");
    }

    @Test
    void aChangeHoldsForTheMessagesThatAreThere() throws Exception {
        send("g", "a");
        CompletableFuture<List<ReceivedMessage>> waiting = queue.receive(10, 0, 20_000);
        assertThat(receive()).isEmpty();
        queue.update(settings(0)).join();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(60));
        assertThat(bodies(waiting.join())).containsExactly("a");
        queue.update(settings(DELAY)).join();
        assertThat(receive()).isEmpty();
    }

    @Test
    void hiddenMessagesAreCountedAsDelayed() throws Exception {
        send("g", "a");
        send("g", "b");
        assertCounts(new Counts(0, 0, 2));
        receive();
        assertCounts(new Counts(0, 0, 2));
        timer.advance(DELAY + 1_000);
        assertCounts(new Counts(2, 0, 0));
        receive();
        send("g", "c");
        assertCounts(new Counts(0, 2, 1));
    }

    @Test
    void aPurgeTakesHiddenMessagesToo() throws Exception {
        send("g", "a");
        receive();
        queue.purge().join();
        assertCounts(new Counts(0, 0, 0));
        timer.advance(DELAY);
        assertThat(receive()).isEmpty();
    }

    @Test
    void theClockOfAJmsClientThatIsAheadMakesNoLongerDelay() throws Exception {
        // The test's time has not moved, the real one has.
        try (var factory = new ActiveMQConnectionFactory("vm://7");
                var context = factory.createContext()) {
            context.createProducer().send(context.createQueue("late.fifo"), "from JMS");
        }
        assertThat(receive()).isEmpty();
        timer.advance(DELAY);
        assertThat(receive()).containsExactly("from JMS");
    }

    /** They are right at rest: a message may be on its way into the queue. */
    private void assertCounts(Counts counts) {
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(queue.counts().join()).isEqualTo(counts));
    }

    private static QueueSettings settings(long delay) {
        return new QueueSettings(Map.of(), Map.of(), 1, 1, Long.MAX_VALUE, delay, null);
    }

    private void send(String group, String body) {
        queue.send(List.of(new NewMessage(
                        MessageId.next(),
                        new WireMessage(body, Map.of()),
                        "sender",
                        clock.millis(),
                        0,
                        null,
                        group,
                        new NewMessage.Deduplication(body, ""))))
                .join();
    }

    private List<String> receive() {
        return bodies(queue.receive(10, 30_000, 0).join());
    }

    private static List<String> bodies(List<ReceivedMessage> received) {
        return received.stream().map(message -> message.content().body()).toList();
    }
}
