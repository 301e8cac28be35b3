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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A queue in a broker of its own, and beside it what should be in it: each group a list, and what is in flight. Each action
 * is done to both, and what the queue answers is compared.
 */
abstract class QueueModel implements AutoCloseable {

    private static final long VISIBILITY = 1_000;

    private final Path folder;
    private final String name;
    private ManualTimer timer = new ManualTimer();
    private TestBroker broker;
    MessageQueue queue;

    /** By group: what is there, in order, in flight or not. */
    final Map<String, List<String>> there = new TreeMap<>();
    /** What was received and is hidden. */
    final List<InFlight> inFlight = new ArrayList<>();

    private final Map<String, Integer> receiveCounts = new HashMap<>();
    private long now;
    private int sent;

    /** @param until when it becomes visible */
    record InFlight(ReceivedMessage message, long until) {

        String group() {
            return String.valueOf(message.groupId());
        }

        String body() {
            return message.content().body();
        }
    }

    QueueModel(String name) throws Exception {
        this.name = name;
        this.folder = Files.createTempDirectory("spillway-model");
        this.broker = TestBroker.start(folder, timer);
        this.queue = broker.store()
                .create(name, new QueueSettings(Map.of(), Map.of(), 1, 1, Long.MAX_VALUE, null))
                .join();
    }

    /** Compares what was received with what should be there. */
    abstract void checkReceived(List<ReceivedMessage> received, int max);

    /** What a delete by a receipt does that has expired, whose message is visible. */
    abstract void deleteByExpired(InFlight message);

    /** Does it all, and then receives and deletes what is left. */
    void run(List<Action> actions) throws Exception {
        for (Action action : actions) {
            perform(action);
        }
        checkCounts();
        pass(Action.LONGEST);
        drain();
    }

    private void perform(Action action) throws Exception {
        if (action instanceof Action.Send send) {
            send(send.groups());
        } else if (action instanceof Action.Receive receive) {
            receive(receive.max());
        } else if (action instanceof Action.Delete delete && !inFlight.isEmpty()) {
            InFlight message = inFlight.remove(delete.message() % inFlight.size());
            assertThat(queue.delete(List.of(message.message.receipt())).join()).isEmpty();
            gone(message);
        } else if (action instanceof Action.MakeVisible visible && !inFlight.isEmpty()) {
            InFlight message = inFlight.remove(visible.message() % inFlight.size());
            assertThat(queue.changeVisibility(message.message.receipt(), 0).join())
                    .isTrue();
            if (visible.thenDelete()) {
                deleteByExpired(message);
            }
        } else if (action instanceof Action.Hide hide && !inFlight.isEmpty()) {
            InFlight message = inFlight.remove(hide.message() % inFlight.size());
            assertThat(queue.changeVisibility(message.message.receipt(), hide.millis())
                            .join())
                    .isTrue();
            inFlight.add(new InFlight(message.message, now + hide.millis()));
        } else if (action instanceof Action.Pass pass) {
            pass(pass.millis());
        } else if (action instanceof Action.Restart) {
            restart();
        }
    }

    final void gone(InFlight message) {
        there.get(message.group()).remove(message.body());
    }

    private void send(List<Integer> groups) {
        List<NewMessage> batch = new ArrayList<>();
        for (int number : groups) {
            String group = "g" + number;
            String body = group + "-" + ++sent;
            batch.add(new NewMessage(
                    MessageId.next(),
                    new WireMessage(body, Map.of()),
                    "sender",
                    System.currentTimeMillis(),
                    0,
                    null,
                    group));
            there.computeIfAbsent(group, absent -> new ArrayList<>()).add(body);
        }
        queue.send(batch).join();
    }

    private void receive(int max) {
        List<ReceivedMessage> received = queue.receive(max, VISIBILITY, 0).join();
        checkReceived(received, max);
        for (ReceivedMessage message : received) {
            int count = receiveCounts.merge(message.content().body(), 1, Integer::sum);
            assertThat(message.receiveCount()).as("receive count").isEqualTo(count);
            inFlight.add(new InFlight(message, now + VISIBILITY));
        }
    }

    private void pass(long millis) throws Exception {
        now += millis;
        timer.advance(millis);
        inFlight.removeIf(message -> message.until <= now);
    }

    private void restart() throws Exception {
        broker.close();
        timer = timer.next();
        broker = TestBroker.start(folder, timer);
        queue = broker.store().find(name).orElseThrow();
        // What was in flight comes back by the queue's executor; time must not pass meanwhile.
        queue.counts().join();
    }

    private void checkCounts() {
        long all = there.values().stream().mapToInt(List::size).sum();
        // A delivery may be under way: the counts are right at rest.
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(queue.counts().join())
                        .isEqualTo(new Counts(all - inFlight.size(), inFlight.size(), 0)));
    }

    private void drain() {
        while (there.values().stream().anyMatch(group -> !group.isEmpty())) {
            receive(10);
            assertThat(inFlight).as("received of what is left").isNotEmpty();
            queue.delete(inFlight.stream()
                            .map(message -> message.message.receipt())
                            .toList())
                    .join();
            inFlight.forEach(this::gone);
            inFlight.clear();
        }
        assertThat(queue.counts().join()).isEqualTo(new Counts(0, 0, 0));
    }

    @Override
    public void close() throws Exception {
        broker.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(QueueModel::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
