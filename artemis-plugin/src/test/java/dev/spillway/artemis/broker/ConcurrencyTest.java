/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many threads on one queue, for some seconds ({@code -Dspillway.concurrency.seconds=N}); then everything is counted. */
class ConcurrencyTest {

    private static final int SECONDS = Integer.getInteger("spillway.concurrency.seconds", 3);
    private static final int THREADS = 8;

    /** On a busy machine it goes on for longer, until so many were deleted. */
    private static final int AT_LEAST = 100;

    @TempDir
    Path folder;

    private final AtomicInteger number = new AtomicInteger();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final Set<String> heldTwice = ConcurrentHashMap.newKeySet();
    private final Set<String> backFromTheDead = ConcurrentHashMap.newKeySet();
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void nothingIsLostDoubledOrRevived() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (TestBroker broker = TestBroker.start(folder)) {
            MessageQueue queue = broker.store()
                    .create("orders", new QueueSettings(Map.of(), Map.of(), 0, 0, Long.MAX_VALUE, null))
                    .join();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            List<CompletableFuture<Void>> running = IntStream.range(0, THREADS)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> work(queue, end), threads))
                    .toList();
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).get(SECONDS + 120L, TimeUnit.SECONDS);

            Set<String> left = drain(queue);

            Set<String> expected = new HashSet<>(sent);
            expected.removeAll(deleted);
            assertThat(left).isEqualTo(expected);
            assertThat(backFromTheDead)
                    .as("received after their delete was answered")
                    .isEmpty();
            assertThat(heldTwice).as("received while somebody had them").isEmpty();
            assertThat(deleted).hasSizeGreaterThan(AT_LEAST);
            assertThat(queue.counts().join()).isEqualTo(new Counts(0, 0, 0));
        } finally {
            threads.shutdownNow();
        }
    }

    private void work(MessageQueue queue, long end) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (System.nanoTime() < end || deleted.size() <= AT_LEAST) {
            if (random.nextInt(3) == 0) {
                send(queue, 1 + random.nextInt(10));
            } else if (random.nextInt(20) == 0) {
                abandonAReceive(queue);
            } else {
                receiveAndDecide(queue, random);
            }
        }
    }

    private void send(MessageQueue queue, int count) {
        List<NewMessage> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(new NewMessage(
                    MessageId.next(),
                    new WireMessage("m" + number.incrementAndGet(), Map.of()),
                    "test",
                    System.currentTimeMillis(),
                    0,
                    null,
                    // A noisy group: the queue is fair meanwhile.
                    i % 3 == 0 ? null : "g"));
        }
        queue.send(batch).join();
        batch.forEach(message -> sent.add(message.content().body()));
    }

    private static void abandonAReceive(MessageQueue queue) {
        CompletableFuture<List<ReceivedMessage>> receive = queue.receive(10, 60_000, 20_000);
        if (!receive.cancel(false)) {
            receive.join().forEach(message -> queue.changeVisibility(message.receipt(), 0));
        }
    }

    private void receiveAndDecide(MessageQueue queue, ThreadLocalRandom random) {
        // The time-out is far longer than the test: who has a message keeps it until it gives it back.
        List<ReceivedMessage> received = queue.receive(1 + random.nextInt(10), 600_000, random.nextInt(3))
                .join();
        for (ReceivedMessage message : received) {
            String body = message.content().body();
            if (deleted.contains(body)) {
                backFromTheDead.add(body);
            }
            if (!held.add(body)) {
                heldTwice.add(body);
            }
        }
        for (ReceivedMessage message : received) {
            String body = message.content().body();
            held.remove(body);
            if (random.nextInt(4) > 0) {
                queue.delete(List.of(message.receipt())).join();
                deleted.add(body);
            } else {
                queue.changeVisibility(message.receipt(), random.nextBoolean() ? 0 : 1 + random.nextInt(50));
            }
        }
    }

    /** Takes what is left, until the queue counts nothing any more. */
    private static Set<String> drain(MessageQueue queue) {
        Set<String> left = new HashSet<>();
        await().atMost(Duration.ofSeconds(120)).until(() -> {
            for (List<ReceivedMessage> some = queue.receive(10, 600_000, 100).join();
                    !some.isEmpty();
                    some = queue.receive(10, 600_000, 100).join()) {
                some.forEach(message -> left.add(message.content().body()));
                queue.delete(some.stream().map(ReceivedMessage::receipt).toList())
                        .join();
            }
            return queue.counts().join().equals(new Counts(0, 0, 0));
        });
        return left;
    }
}
