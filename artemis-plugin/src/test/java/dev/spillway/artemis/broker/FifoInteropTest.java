/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.artemis.sqs.MessageId;
import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.mapping.WireMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JMS consumers that roll back and SQS receivers that give back, on one FIFO queue at the same time. */
class FifoInteropTest {

    private static final int GROUPS = 12;
    private static final int MESSAGES_OF_A_GROUP = 25;

    @TempDir
    Path folder;

    /** Who has messages of a group. */
    private final Map<String, String> holders = new ConcurrentHashMap<>();

    private final Queue<String> heldByTwo = new ConcurrentLinkedQueue<>();
    private final Map<String, List<String>> consumed = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> consumedBy = new ConcurrentHashMap<>();

    @Test
    void aGroupKeepsItsOrderAndIsNeverHeldByTwo() throws Exception {
        try (TestBroker broker = TestBroker.start(folder)) {
            run(create(broker));
        }
        List<String> order =
                IntStream.range(0, MESSAGES_OF_A_GROUP).mapToObj(i -> "m" + i).toList();
        assertThat(consumed)
                .hasSize(GROUPS)
                .allSatisfy((group, bodies) -> assertThat(bodies).isEqualTo(order));
        assertThat(heldByTwo).isEmpty();
        assertThat(consumedBy).as("who consumed").containsKey("jms").hasSizeGreaterThan(1);
    }

    private void run(MessageQueue queue) throws Exception {
        try (var factory = new ActiveMQConnectionFactory("vm://7");
                JMSContext jms = factory.createContext(JMSContext.SESSION_TRANSACTED);
                JMSConsumer consumer = jms.createConsumer(jms.createQueue("mixed.fifo"))) {
            // Both are there before the first message, so that each gets groups.
            queue.receive(1, 30_000, 0).join();
            send(queue);
            List<CompletableFuture<Void>> running = List.of(
                    CompletableFuture.runAsync(() -> consume(jms, consumer)),
                    CompletableFuture.runAsync(() -> receive(queue, "sqs-1")),
                    CompletableFuture.runAsync(() -> receive(queue, "sqs-2")));
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);
        }
    }

    private static MessageQueue create(TestBroker broker) {
        return broker.store()
                .create("mixed.fifo", new QueueSettings(Map.of(), Map.of(), 1, 1, Long.MAX_VALUE, null))
                .join();
    }

    private static void send(MessageQueue queue) {
        for (int i = 0; i < MESSAGES_OF_A_GROUP; i++) {
            String body = "m" + i;
            queue.send(IntStream.range(0, GROUPS)
                            .mapToObj(group -> new NewMessage(
                                    MessageId.next(),
                                    new WireMessage(body, Map.of()),
                                    "sender",
                                    System.currentTimeMillis(),
                                    0,
                                    null,
                                    "g" + group))
                            .toList())
                    .join();
        }
    }

    private boolean isDone() {
        return consumedBy.values().stream().mapToInt(AtomicInteger::get).sum() == GROUPS * MESSAGES_OF_A_GROUP;
    }

    private void consume(JMSContext jms, JMSConsumer consumer) {
        Random random = new Random(1);
        while (!isDone()) {
            List<Message> batch = new ArrayList<>();
            for (Message next = consumer.receive(100); next != null; next = consumer.receiveNoWait()) {
                batch.add(next);
                if (batch.size() == 5) {
                    break;
                }
            }
            try {
                List<String> groups = new ArrayList<>();
                List<String> bodies = new ArrayList<>();
                for (Message message : batch) {
                    groups.add(message.getStringProperty("JMSXGroupID"));
                    bodies.add(message.getBody(String.class));
                }
                settle("jms", groups, bodies, random.nextInt(3) > 0, jms::commit, jms::rollback);
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void receive(MessageQueue queue, String name) {
        Random random = new Random(name.hashCode());
        while (!isDone()) {
            List<ReceivedMessage> batch =
                    queue.receive(1 + random.nextInt(10), 60_000, 50).join();
            settle(
                    name,
                    batch.stream()
                            .map(message -> String.valueOf(message.groupId()))
                            .toList(),
                    batch.stream().map(message -> message.content().body()).toList(),
                    random.nextInt(3) > 0,
                    () -> queue.delete(
                                    batch.stream().map(ReceivedMessage::receipt).toList())
                            .join(),
                    () -> batch.forEach(message -> queue.changeVisibility(message.receipt(), 0)));
        }
    }

    /** Takes note of what is held, and then consumes it or gives it back. */
    private void settle(
            String name,
            List<String> groups,
            List<String> bodies,
            boolean consume,
            Runnable commit,
            Runnable giveBack) {
        for (String group : groups) {
            String other = holders.put(group, name);
            if (other != null && !other.equals(name)) {
                heldByTwo.add(group + " by " + other + " and " + name);
            }
        }
        if (consume) {
            for (int i = 0; i < groups.size(); i++) {
                consumed.computeIfAbsent(groups.get(i), absent -> new ArrayList<>())
                        .add(bodies.get(i));
            }
        }
        groups.forEach(holders::remove);
        if (consume) {
            commit.run();
            if (!groups.isEmpty()) {
                consumedBy.computeIfAbsent(name, absent -> new AtomicInteger()).addAndGet(groups.size());
            }
        } else {
            giveBack.run();
        }
    }
}
