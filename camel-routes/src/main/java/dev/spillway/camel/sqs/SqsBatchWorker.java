/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.outage.Attempts;
import dev.spillway.camel.route.BatchConsumer;
import dev.spillway.camel.route.BatchWorker;
import dev.spillway.camel.route.SourceLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Moves a queue's messages, a batch at a time: receives, lets the route send them in one transaction, then deletes what the
 * target has and gives the rest back, while it receives the next batch. While the target is out, or fails one of them only,
 * the messages are kept, hidden, so that they are received once however long it lasts (up to the 12 hours that SQS allows).
 */
final class SqsBatchWorker implements BatchWorker {

    private static final Logger LOG = LoggerFactory.getLogger(SqsBatchWorker.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final PollSettings settings;
    private final Attempts attempts;
    private final ScheduledExecutorService timer;
    private final SourceLog log;
    private final ExecutorService deletions;
    private final Receives receives;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final HeldBatches held = new HeldBatches();
    private Future<?> finishing = CompletableFuture.completedFuture(null);

    /**
     * @param deletions runs as many as there are workers at once
     * @param backlog what they find of the queue, for each other
     */
    SqsBatchWorker(
            PollSettings settings,
            Attempts attempts,
            ScheduledExecutorService timer,
            ExecutorService deletions,
            Backlog backlog) {
        this.settings = settings;
        this.attempts = attempts;
        this.log = new SourceLog("queue '" + settings.queue() + "' of SQS");
        this.timer = timer;
        this.deletions = deletions;
        this.receives = new Receives(settings, backlog);
    }

    /** An empty poll is not waited for. */
    @Override
    public void stop() {
        stopped.countDown();
        receives.stop();
    }

    @Override
    public void run() {
        try {
            do {
                receive();
            } while (!stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            attempts.giveUp();
            held.takeAll().forEach(SqsBatchWorker::finish);
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
                awaitFinished();
            }
        } catch (RuntimeException | Error failure) {
            if (stopped.getCount() > 0) {
                attempts.figures().sourceFailure();
                log.lost(SqsFailures.unwrap(failure));
            }
        }
    }

    private void moveBatch(String url, @Nullable String deadLetters) throws InterruptedException {
        List<Message> messages = receive(url);
        if (!messages.isEmpty()) {
            held.add(take(url, deadLetters, messages));
        } else if (held.isEmpty()) {
            attempts.figures().drained();
            return;
        }
        boolean well = false;
        try {
            well = attempts.settle(held.batch());
        } finally {
            if (!well) {
                receives.beginAgain();
            }
            for (ReceivedBatch done : well ? held.takeSettled() : held.takeAll()) {
                finishBeside(done);
            }
        }
        for (ReceivedBatch left : held.all()) {
            left.deleteSettled();
        }
    }

    /** As many as there is room for, or none; waits no longer than until something that is held is to be tried. */
    private List<Message> receive(String url) throws InterruptedException {
        Duration patience = attempts.patience(Duration.ofSeconds(settings.waitTimeSeconds()));
        int room = attempts.room(settings.batchSize(), held.open());
        int seconds = (int) patience.toSeconds();
        if (room == 0 || (seconds == 0 && !held.isEmpty())) {
            stopped.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        }
        if (room == 0) {
            return List.of();
        }
        if (url.endsWith(".fifo")) {
            awaitFinished(); // a group gives no more while some of it are hidden
        }
        List<Message> messages = held.isEmpty() && room > 1 ? receives.next(url) : receives.atMost(room, url, seconds);
        log.found();
        return messages;
    }

    /** Received messages, kept hidden. */
    private ReceivedBatch take(String url, @Nullable String deadLetters, List<Message> messages)
            throws InterruptedException {
        Payloads payloads = new Payloads(settings.payloads(), messages);
        ReceivedBatch received = new ReceivedBatch(
                settings.client(), url, deadLetters, messages, settings.visibilityTimeout(), payloads);
        received.keep(timer);
        boolean read = false;
        try {
            received.read();
            read = true;
            return received;
        } finally {
            if (!read) {
                finishBeside(received);
            }
        }
    }

    /** Waits for the batch before first: where deleting is slow, so is receiving. */
    private void finishBeside(ReceivedBatch last) throws InterruptedException {
        try {
            awaitFinished();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt(); // it tries once
            finish(last);
            throw stop;
        }
        String route = MDC.get(BatchConsumer.ROUTE);
        finishing = deletions.submit(() -> {
            MDC.put(BatchConsumer.ROUTE, route);
            finish(last);
        });
    }

    private static void finish(ReceivedBatch received) {
        try {
            received.finish();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitFinished() throws InterruptedException {
        Future<?> last = finishing;
        finishing = CompletableFuture.completedFuture(null);
        try {
            last.get();
        } catch (ExecutionException failed) {
            LOG.error("giving back what did not leave queue '{}' of SQS failed", settings.queue(), failed.getCause());
        } catch (InterruptedException stop) {
            last.cancel(true);
            throw stop;
        }
    }

    private String url(String queue) {
        return settings.client()
                .getQueueUrl(request -> request.queueName(queue))
                .join()
                .queueUrl();
    }
}
