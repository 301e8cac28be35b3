/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.outage.Attempts;
import dev.spillway.camel.route.BatchWorker;
import dev.spillway.camel.route.SourceLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Moves a queue's messages, one receive at a time: receives up to 10, lets the route send them in one transaction, then
 * deletes what the target has and gives the rest back. While the target is out the messages are kept, hidden, so that they
 * are received once however long it lasts (up to the 12 hours that SQS allows).
 */
final class SqsBatchWorker implements BatchWorker {

    private static final int MAX_MESSAGES = 10;
    private static final long PAUSE_MILLIS = 1_000;

    private final PollSettings settings;
    private final Attempts attempts;
    private final ScheduledExecutorService timer;
    private final SourceLog log;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable CompletableFuture<ReceiveMessageResponse> poll;

    SqsBatchWorker(PollSettings settings, Attempts attempts, ScheduledExecutorService timer) {
        this.settings = settings;
        this.attempts = attempts;
        this.log = new SourceLog("queue '" + settings.queue() + "' of SQS");
        this.timer = timer;
    }

    /** An empty poll is not waited for. */
    @Override
    public void stop() {
        stopped.countDown();
        CompletableFuture<ReceiveMessageResponse> waiting = poll;
        if (waiting != null) {
            waiting.cancel(true);
        }
    }

    @Override
    public void run() {
        try {
            do {
                receive();
            } while (!stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the worker is stopped or SQS fails. */
    private void receive() throws InterruptedException {
        try {
            String url = url(settings.queue());
            String deadLetters = settings.deadLetterQueue() == null ? null : url(settings.deadLetterQueue());
            attempts.figures().connect();
            try {
                while (stopped.getCount() > 0) {
                    moveBatch(url, deadLetters);
                }
            } finally {
                attempts.figures().disconnect();
            }
        } catch (RuntimeException | Error failure) {
            if (stopped.getCount() > 0) {
                attempts.figures().sourceFailure();
                log.lost(SqsFailures.unwrap(failure));
            }
        }
    }

    private void moveBatch(String url, @Nullable String deadLetters) throws InterruptedException {
        attempts.gate().awaitOpen();
        List<Message> messages = poll(url);
        log.found();
        if (messages.isEmpty()) {
            attempts.figures().drained();
            return;
        }
        Payloads payloads = new Payloads(settings.payloads(), messages);
        ReceivedBatch received = new ReceivedBatch(
                settings.client(), url, deadLetters, messages, settings.visibilityTimeout(), payloads);
        long half = settings.visibilityTimeout() * 500L;
        ScheduledFuture<?> keeper = timer.scheduleAtFixedRate(received::keepHidden, half, half, TimeUnit.MILLISECONDS);
        try {
            if (!payloads.isEmpty()) {
                attempts.meet(payloads::fetch);
            }
            attempts.settle(received.read());
        } finally {
            try {
                received.deleteSettled();
            } finally {
                keeper.cancel(false);
                received.giveBack();
            }
        }
    }

    private String url(String queue) {
        return settings.client()
                .getQueueUrl(request -> request.queueName(queue))
                .join()
                .queueUrl();
    }

    private List<Message> poll(String url) {
        CompletableFuture<ReceiveMessageResponse> receiving = settings.client()
                .receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(MAX_MESSAGES)
                        .waitTimeSeconds(settings.waitTimeSeconds())
                        .visibilityTimeout(settings.visibilityTimeout())
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL));
        poll = receiving;
        if (stopped.getCount() == 0) {
            receiving.cancel(true);
        }
        return receiving.join().messages();
    }
}
