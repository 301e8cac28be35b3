/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * Kills the broker under load, again and again ({@code -Dspillway.crash.kills=N}), and counts what is there afterwards.
 */
class CrashTest {

    private static final int KILLS = Integer.getInteger("spillway.crash.kills", 3);
    private static final int SENDERS = 3;
    private static final int RECEIVERS = 2;

    @TempDir
    Path data;

    private final Load load = new Load();
    private final ExecutorService threads = Executors.newFixedThreadPool(SENDERS + RECEIVERS);

    @AfterEach
    void stop() throws Exception {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(40, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void whatWasAcknowledgedHoldsThroughKills() throws Exception {
        Random random = new Random(42);
        for (int kill = 1; kill <= KILLS; kill++) {
            runAndKill(400 + random.nextInt(1_200));
        }
        Map<String, Integer> told = new HashMap<>(load.receiveCounts);
        Map<String, Integer> left = drain();

        Set<String> lost = new HashSet<>(load.sent);
        lost.removeAll(left.keySet());
        lost.removeAll(load.deleteRequested);
        Set<String> revived = new HashSet<>(load.deleted);
        revived.retainAll(left.keySet());
        System.out.printf(
                "%d kills: %d sends and %d deletes acknowledged, %d messages left, %d lost, %d revived%n",
                KILLS, load.sent.size(), load.deleted.size(), left.size(), lost.size(), revived.size());
        assertThat(load.sent).hasSizeGreaterThan(KILLS * 100);
        assertThat(load.deleted).isNotEmpty();
        assertThat(lost).as("acknowledged and gone").isEmpty();
        assertThat(revived).as("deleted and back").isEmpty();
        // A first receive is answered before it is counted on disk.
        assertThat(left)
                .allSatisfy((body, count) -> assertThat(count)
                        .as("receives of %s, told %s", body, told.get(body))
                        .isGreaterThan(told.getOrDefault(body, 0) > 1 ? told.get(body) : 0));
    }

    private void runAndKill(int acknowledgedSends) throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(data);
                SqsAsyncClient client = Load.client(broker.endpoint())) {
            String queueUrl = client.createQueue(request -> request.queueName("orders"))
                    .join()
                    .queueUrl();
            int before = load.sent.size();
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                running.add(CompletableFuture.runAsync(() -> load.sendUntilItDies(client, queueUrl), threads));
            }
            for (int i = 0; i < RECEIVERS; i++) {
                running.add(CompletableFuture.runAsync(() -> load.receiveUntilItDies(client, queueUrl), threads));
            }
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> load.sent.size() - before >= acknowledgedSends);
            broker.kill();
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).get(180, TimeUnit.SECONDS);
        }
    }

    /** Receives all that is there. @return the receive count by body */
    private Map<String, Integer> drain() throws Exception {
        Map<String, Integer> left = new HashMap<>();
        try (BrokerProcess broker = BrokerProcess.start(data);
                SqsAsyncClient client = Load.client(broker.endpoint())) {
            String queueUrl = client.getQueueUrl(request -> request.queueName("orders"))
                    .join()
                    .queueUrl();
            Load.drain(
                    client,
                    queueUrl,
                    () -> load.receive(client, queueUrl, 3600),
                    some -> some.forEach(message -> left.put(message.body(), Load.count(message))),
                    left::size);
        }
        return left;
    }
}
