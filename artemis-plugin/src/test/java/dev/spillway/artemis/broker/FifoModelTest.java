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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A FIFO queue under random sends, receives, deletes, changes of visibility, passing time and restarts, against a model:
 * each group a list, of which only the messages at its head may be in flight.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FifoModelTest {

    private static final int STEPS = 300;
    private static final int GROUPS = 4;
    private static final long VISIBILITY = 1_000;

    @TempDir
    Path folder;

    private ManualTimer timer = new ManualTimer();
    private TestBroker broker;
    private MessageQueue queue;

    /** By group: what is there, in order. */
    private final Map<String, List<String>> waiting = new TreeMap<>();
    /** What was received and is hidden, with the time that it becomes visible. */
    private final List<InFlight> inFlight = new ArrayList<>();

    private long now;
    private int sent;

    private record InFlight(ReceivedMessage message, long until) {

        String group() {
            return String.valueOf(message.groupId());
        }

        String body() {
            return message.content().body();
        }
    }

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start(folder, timer);
        queue = broker.store()
                .create("model.fifo", new QueueSettings(Map.of(), Map.of(), 1, 1, Long.MAX_VALUE, null))
                .join();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void groupsKeepTheirOrderUnderWhateverHappens(long seed) throws Exception {
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            int choice = random.nextInt(100);
            if (choice < 35) {
                send(random);
            } else if (choice < 65) {
                receive(1 + random.nextInt(10));
            } else if (choice < 85) {
                delete(random);
            } else if (choice < 92) {
                makeVisible(random);
            } else if (choice < 99) {
                pass(random.nextInt(700));
            } else {
                restart();
            }
            if (random.nextInt(10) == 0) {
                checkCounts();
            }
        }
        pass(VISIBILITY);
        drain();
    }

    private void send(Random random) {
        List<NewMessage> batch = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String group = "g" + random.nextInt(GROUPS);
            String body = group + "-" + ++sent;
            batch.add(new NewMessage(
                    MessageId.next(),
                    new WireMessage(body, Map.of()),
                    "sender",
                    System.currentTimeMillis(),
                    0,
                    null,
                    group,
                    new NewMessage.Deduplication(body, "")));
            waiting.computeIfAbsent(group, absent -> new ArrayList<>()).add(body);
        }
        queue.send(batch).join();
    }

    private void receive(int max) {
        List<ReceivedMessage> received = queue.receive(max, VISIBILITY, 0).join();
        Set<String> locked = new HashSet<>();
        inFlight.forEach(message -> locked.add(message.group()));
        List<String> order = new ArrayList<>();
        Map<String, List<String>> byGroup = new TreeMap<>();
        for (ReceivedMessage message : received) {
            String group = String.valueOf(message.groupId());
            if (order.isEmpty() || !order.get(order.size() - 1).equals(group)) {
                order.add(group);
            }
            byGroup.computeIfAbsent(group, absent -> new ArrayList<>())
                    .add(message.content().body());
        }
        assertThat(order).as("groups of one receive").doesNotHaveDuplicates();
        assertThat(byGroup.keySet()).noneMatch(locked::contains);
        byGroup.forEach((group, bodies) -> assertThat(bodies)
                .as("messages of %s", group)
                .isEqualTo(waiting.getOrDefault(group, List.of()).stream()
                        .limit(bodies.size())
                        .toList()));
        for (String group : order.subList(0, Math.max(0, order.size() - 1))) {
            assertThat(byGroup.get(group)).as("all of %s", group).isEqualTo(waiting.get(group));
        }
        int free = waiting.entrySet().stream()
                .filter(group -> !locked.contains(group.getKey()))
                .mapToInt(group -> group.getValue().size())
                .sum();
        assertThat(received).as("messages received").hasSize(Math.min(max, free));
        received.forEach(message -> inFlight.add(new InFlight(message, now + VISIBILITY)));
    }

    private void delete(Random random) {
        if (!inFlight.isEmpty()) {
            InFlight message = inFlight.remove(random.nextInt(inFlight.size()));
            assertThat(queue.delete(List.of(message.message.receipt())).join()).isEmpty();
            waiting.get(message.group()).remove(message.body());
        }
    }

    private void makeVisible(Random random) {
        if (!inFlight.isEmpty()) {
            InFlight message = inFlight.remove(random.nextInt(inFlight.size()));
            assertThat(queue.changeVisibility(message.message.receipt(), 0)).isTrue();
            assertThat(queue.delete(List.of(message.message.receipt())).join())
                    .as("a receipt that has expired")
                    .containsExactly(message.message.receipt());
        }
    }

    private void pass(long millis) throws Exception {
        now += millis;
        timer.advance(millis);
        inFlight.removeIf(message -> message.until <= now);
    }

    private void restart() throws Exception {
        broker.close();
        timer = new ManualTimer();
        broker = TestBroker.start(folder, timer);
        queue = broker.store().find("model.fifo").orElseThrow();
        inFlight.clear();
    }

    private void checkCounts() {
        long all = waiting.values().stream().mapToInt(List::size).sum();
        // A delivery may be under way: the counts are right at rest.
        await().atMost(10, SECONDS)
                .untilAsserted(() ->
                        assertThat(queue.counts()).isEqualTo(new Counts(all - inFlight.size(), inFlight.size(), 0)));
    }

    private void drain() {
        while (waiting.values().stream().anyMatch(group -> !group.isEmpty())) {
            receive(10);
            assertThat(inFlight).as("received of what is left").isNotEmpty();
            queue.delete(inFlight.stream()
                            .map(message -> message.message.receipt())
                            .toList())
                    .join();
            inFlight.forEach(message -> waiting.get(message.group()).remove(message.body()));
            inFlight.clear();
        }
        assertThat(queue.counts()).isEqualTo(new Counts(0, 0, 0));
    }
}
