/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.jms.metrics.JmsMetrics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** A started receiver whose service answers as a test has it. */
final class ScriptedReceiver implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(30);

    final ScriptedSqs sqs = new ScriptedSqs();
    /** One thread: what is scheduled runs in the order of its time. */
    final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    /** What is added to the time by which messages are kept hidden. */
    final AtomicLong later = new AtomicLong();

    final QueueChannel channel = new QueueChannel(sqs.urls(), "orders", SqsSettings.DEFAULT, timer, null);
    final VisibilityKeeper keeper;
    final SharedReceiver receiver;

    ScriptedReceiver(int prefetch, int pollers, int batchSize) {
        SqsSettings settings =
                new SqsSettings(false, prefetch, pollers, batchSize, Duration.ZERO, Duration.ZERO, TIMEOUT);
        keeper = new VisibilityKeeper(channel, TIMEOUT, timer, () -> System.nanoTime() + later.get(), JmsMetrics.NONE);
        receiver = new SharedReceiver(
                channel,
                new ReceiveCall(sqs.urls(), channel, keeper, new PayloadFetch(channel, failure -> {}), settings),
                keeper,
                settings,
                timer,
                failure -> {});
        receiver.start();
    }

    static ReceiveMessageResponse messages(String... ids) {
        List<Message> messages = Arrays.stream(ids)
                .map(id -> Message.builder()
                        .messageId(id)
                        .receiptHandle(id)
                        .body("text")
                        .build())
                .toList();
        return ReceiveMessageResponse.builder().messages(messages).build();
    }

    List<ChangeMessageVisibilityBatchRequestEntry> changes() {
        return sqs.changes.stream().flatMap(each -> each.entries().stream()).toList();
    }

    /** What the requests that wait for messages get, in the order of the requests; those that don't, get none. */
    List<CompletableFuture<ReceiveMessageResponse>> longPolls() {
        List<CompletableFuture<ReceiveMessageResponse>> open = new CopyOnWriteArrayList<>();
        sqs.onReceive = request -> {
            if (request.waitTimeSeconds() == 0) {
                return CompletableFuture.completedFuture(messages());
            }
            CompletableFuture<ReceiveMessageResponse> answer = new CompletableFuture<>();
            open.add(answer);
            return answer;
        };
        return open;
    }

    /** The timer stands still from some time on, until it is let go on. */
    record Standstill(CountDownLatch begun, CountDownLatch over) {

        void await() throws InterruptedException {
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        }

        void end() {
            over.countDown();
        }
    }

    /** Has the timer stand still after what is due by then. */
    Standstill stopTimer(long millis) {
        Standstill standstill = new Standstill(new CountDownLatch(1), new CountDownLatch(1));
        timer.schedule(
                () -> {
                    standstill.begun.countDown();
                    return standstill.over.await(30, TimeUnit.SECONDS);
                },
                millis,
                TimeUnit.MILLISECONDS);
        return standstill;
    }

    /** Has the timer stand still now. */
    Standstill stopTimer() throws InterruptedException {
        Standstill standstill = stopTimer(0);
        standstill.await();
        return standstill;
    }

    /** Returns once what is due by then was done. */
    void awaitTimer(long millis) throws InterruptedException, ExecutionException {
        Future<?> then = timer.schedule(() -> {}, millis, TimeUnit.MILLISECONDS);
        then.get();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
