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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Kills the broker while messages go into a FIFO queue and come out of it ({@code -Dspillway.crash.kills=N}). Senders
 * repeat the batch whose answer they didn't get, as deduplication lets them.
 */
class FifoCrashTest {

    private static final int KILLS = Integer.getInteger("spillway.crash.kills", 3);
    private static final int GROUPS = 3;

    /** What a killed broker had in flight locks its groups for that long. */
    private static final int VISIBILITY_SECONDS = 4;

    @TempDir
    Path data;

    private final ExecutorService threads = Executors.newFixedThreadPool(GROUPS + 1);

    /** By group: the number of the first message whose send was not acknowledged yet. */
    private final int[] next = new int[GROUPS];
    /** Messages whose delete was asked for: it may or may not have been done when the broker died. */
    private final Set<String> deleteRequested = ConcurrentHashMap.newKeySet();

    private final Set<String> deleted = ConcurrentHashMap.newKeySet();

    @AfterEach
    void stop() throws Exception {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(40, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void ordersHoldAndRepeatedSendsAreStoredOnceThroughKills() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            runAndKill();
        }
        Map<String, List<Integer>> left = drain();

        System.out.printf(
                "%d kills: %s sends acknowledged by group, %d deletes, left %s%n",
                KILLS,
                IntStream.of(next).boxed().toList(),
                deleted.size(),
                left.values().stream().map(List::size).toList());
        assertThat(deleted).isNotEmpty();
        for (int group = 0; group < GROUPS; group++) {
            String name = "g" + group;
            List<Integer> numbers = left.getOrDefault(name, List.of());
            assertThat(numbers).as("order of %s", name).isSorted().doesNotHaveDuplicates();
            Set<Integer> there = new HashSet<>(numbers);
            for (int number = 0; number < next[group]; number++) {
                String body = name + "-" + number;
                if (!there.contains(number)) {
                    assertThat(deleteRequested).as("acknowledged and gone").contains(body);
                } else {
                    assertThat(deleted).as("deleted and back").doesNotContain(body);
                }
            }
        }
    }

    private void runAndKill() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(data);
                SqsAsyncClient client = Load.client(broker.endpoint())) {
            String url = client.createQueue(request ->
                            request.queueName("orders.fifo").attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                    .join()
                    .queueUrl();
            int deletedBefore = deleted.size();
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < GROUPS; i++) {
                int group = i;
                running.add(
                        CompletableFuture.runAsync(() -> untilItDies(() -> sendBatch(client, url, group)), threads));
            }
            running.add(CompletableFuture.runAsync(() -> untilItDies(() -> receiveAndDelete(client, url)), threads));
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> deleted.size() - deletedBefore >= 100);
            broker.kill();
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).get(180, TimeUnit.SECONDS);
        }
    }

    /** Sends the next ten of a group; if the answer is lost, the same ten are next. */
    private void sendBatch(SqsAsyncClient client, String url, int group) {
        int first = next[group];
        var answer = client.sendMessageBatch(request -> request.queueUrl(url)
                        .entries(IntStream.range(first, first + 10)
                                .mapToObj(number -> SendMessageBatchRequestEntry.builder()
                                        .id("m" + number)
                                        .messageBody("g" + group + "-" + number)
                                        .messageGroupId("g" + group)
                                        .messageDeduplicationId("g" + group + "-" + number)
                                        .build())
                                .toList()))
                .join();
        assertThat(answer.successful()).hasSize(10);
        next[group] = first + 10;
    }

    private void receiveAndDelete(SqsAsyncClient client, String url) {
        for (Message message : receive(client, url, VISIBILITY_SECONDS)) {
            deleteRequested.add(message.body());
            try {
                client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()))
                        .join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof SqsException answer && answer.statusCode() == 400) {
                    // This machine stood still for longer than that: it comes again.
                    return;
                }
                throw e;
            }
            deleted.add(message.body());
        }
    }

    private static List<Message> receive(SqsAsyncClient client, String url, int visibilitySeconds) {
        return client.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(visibilitySeconds)
                        .waitTimeSeconds(1))
                .join()
                .messages();
    }

    /** Receives and deletes all that is there. @return the numbers by group, in the order in which they came */
    private Map<String, List<Integer>> drain() throws Exception {
        Map<String, List<Integer>> left = new HashMap<>();
        try (BrokerProcess broker = BrokerProcess.start(data);
                SqsAsyncClient client = Load.client(broker.endpoint())) {
            String url = client.getQueueUrl(request -> request.queueName("orders.fifo"))
                    .join()
                    .queueUrl();
            Load.drain(
                    client,
                    url,
                    () -> receive(client, url, 3_600),
                    received -> {
                        for (Message message : received) {
                            String[] body = message.body().split("-", -1);
                            left.computeIfAbsent(body[0], absent -> new ArrayList<>())
                                    .add(Integer.valueOf(body[1]));
                        }
                        client.deleteMessageBatch(request -> request.queueUrl(url)
                                        .entries(IntStream.range(0, received.size())
                                                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                                                        .id("m" + i)
                                                        .receiptHandle(
                                                                received.get(i).receiptHandle())
                                                        .build())
                                                .toList()))
                                .join();
                    },
                    () -> 0);
        }
        return left;
    }

    private static void untilItDies(Runnable step) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                step.run();
            } catch (CompletionException e) {
                if (e.getCause() instanceof SdkException) {
                    return;
                }
                throw e;
            }
        }
    }
}
