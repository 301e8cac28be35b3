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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standard queue whose messages have groups: one group's backlog doesn't delay the others. */
class FairQueueTest {

    private static final int NOISY_MESSAGES = 30;

    @TempDir
    Path folder;

    private TestBroker broker;
    private MessageQueue queue;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start(folder);
        queue = broker.store()
                .create("tenants", new QueueSettings(Map.of(), Map.of(), 1, 1, Long.MAX_VALUE, null))
                .join();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @Test
    void aQuietGroupComesBeforeTheBacklogOfANoisyOne() {
        send("noisy", 300);
        makeNoisy();
        send("quiet", 3);
        send(null, 1);
        assertThat(receive(10))
                .startsWith("quiet-0", "quiet-1", "quiet-2", "null-0")
                .hasSize(10);
    }

    @Test
    void ofSeveralNoisyGroupsTheOneWithTheFewestMessagesInFlightComesFirst() {
        takeAll("small", 40);
        takeAll("large", 60);
        send("large", 10);
        send("small", 10);

        assertThat(receive(10)).hasSize(10).allMatch(body -> body.startsWith("small"));
        assertThat(receive(10)).hasSize(10).allMatch(body -> body.startsWith("large"));
    }

    private void takeAll(String group, int count) {
        send(group, count);
        for (int taken = 0; taken < count; ) {
            taken += queue.receive(10, 600_000, 20_000).join().size();
        }
    }

    @Test
    void theBacklogOfANoisyGroupIsReceivedWhereNothingElseWaits() {
        send("noisy", 100);
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            all.addAll(receive(10));
        }
        assertThat(all).hasSize(100);
        assertThat(receive(10)).isEmpty();
        assertThat(queue.counts().join()).isEqualTo(new Counts(0, 100, 0));
    }

    @Test
    void whatIsHeldBackComesFirstOnceItsGroupIsQuietAgain() {
        send("noisy", 100);
        List<ReceivedMessage> taken = makeNoisy();
        receive(1);
        queue.delete(taken.stream().map(ReceivedMessage::receipt).toList()).join();
        assertThat(receive(3)).containsExactly("noisy-31", "noisy-32", "noisy-33");
    }

    @Test
    void whatIsHeldBackIsCountedAsVisible() {
        send("noisy", 100);
        makeNoisy();
        receive(1);
        assertThat(queue.counts().join()).isEqualTo(new Counts(69, 31, 0));
    }

    @Test
    void aReceiveThatWaitsGetsAMessageOfANoisyGroupWhenThereIsNoOther() {
        send("noisy", NOISY_MESSAGES);
        makeNoisy();
        CompletableFuture<List<ReceivedMessage>> waiting = queue.receive(10, 30_000, 20_000);
        send("noisy", 1);
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(60));
        assertThat(waiting.join()).hasSize(1);
    }

    @Test
    void aPurgeTakesWhatIsHeldBackToo() {
        send("noisy", 100);
        makeNoisy();
        receive(1);
        queue.purge().join();
        assertThat(receive(10)).isEmpty();
        assertThat(queue.counts().join()).isEqualTo(new Counts(0, 0, 0));
    }

    @Test
    void aReceiptThatHasExpiredDeletesWhatIsHeldBack() {
        send("noisy", 100);
        List<ReceivedMessage> taken = makeNoisy();
        ReceivedMessage one = queue.receive(1, 30_000, 0).join().get(0);
        queue.changeVisibility(one.receipt(), 0);
        ReceivedMessage other = queue.receive(10, 30_000, 0).join().get(0);
        assertThat(other.id()).isNotEmpty();
        queue.delete(List.of(one.receipt())).join();
        queue.delete(taken.stream().map(ReceivedMessage::receipt).toList()).join();
        List<String> rest = new ArrayList<>();
        for (List<String> some = receive(10); !some.isEmpty(); some = receive(10)) {
            rest.addAll(some);
        }
        assertThat(rest).doesNotContain(one.content().body());
    }

    @Test
    void jmsConsumersGetWhatWasHeldBack() throws Exception {
        send("noisy", 50);
        makeNoisy();
        receive(1);
        try (var factory = new ActiveMQConnectionFactory("vm://7");
                var context = factory.createContext();
                var consumer = context.createConsumer(context.createQueue("tenants"))) {
            Set<String> bodies = new HashSet<>();
            await().atMost(60, SECONDS).untilAsserted(() -> {
                ((ArtemisQueue) queue).sweep(Long.MAX_VALUE);
                String body = consumer.receiveBody(String.class, 100);
                if (body != null) {
                    bodies.add(body);
                }
                assertThat(bodies).hasSize(19);
            });
        }
    }

    /** Receives so many messages of the group at the head that it counts as noisy. */
    private List<ReceivedMessage> makeNoisy() {
        List<ReceivedMessage> taken = new ArrayList<>();
        while (taken.size() < NOISY_MESSAGES) {
            taken.addAll(queue.receive(10, 600_000, 30_000).join());
        }
        return taken;
    }

    private void send(@Nullable String group, int count) {
        List<NewMessage> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(new NewMessage(
                    MessageId.next(),
                    new WireMessage(group + "-" + i, Map.of()),
                    "sender",
                    System.currentTimeMillis(),
                    0,
                    null,
                    group));
        }
        queue.send(batch).join();
    }

    private List<String> receive(int max) {
        return queue.receive(max, 30_000, 0).join().stream()
                .map(message -> message.content().body())
                .toList();
    }
}
