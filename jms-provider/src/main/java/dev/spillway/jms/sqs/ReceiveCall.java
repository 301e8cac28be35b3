/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.destination.QueueAddress;
import dev.spillway.jms.sqs.client.Uninterrupted;
import dev.spillway.jms.sqs.queue.KnownQueue;
import dev.spillway.jms.sqs.queue.QueueUrls;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * ReceiveMessage requests to one queue.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">ReceiveMessage</a>
 */
final class ReceiveCall {

    /** How long a request is young. */
    private static final Duration GRACE = Duration.ofMillis(250);

    /** A long poll that was answered within this time didn't wait. */
    private static final Duration HASTE = Duration.ofMillis(100);

    private static final List<MessageSystemAttributeName> STANDARD = List.of(
            MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
            MessageSystemAttributeName.SENT_TIMESTAMP,
            MessageSystemAttributeName.MESSAGE_GROUP_ID);
    private static final List<MessageSystemAttributeName> FIFO = List.of(
            MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
            MessageSystemAttributeName.SENT_TIMESTAMP,
            MessageSystemAttributeName.MESSAGE_GROUP_ID,
            MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID,
            MessageSystemAttributeName.SEQUENCE_NUMBER);

    private final QueueUrls urls;
    private final QueueChannel channel;
    private final VisibilityKeeper keeper;
    private final PayloadFetch payloads;
    private final int maxMessages;
    private final int visibilitySeconds;
    private final List<MessageSystemAttributeName> systemAttributes;
    /** Of the client that the queue was last asked by. */
    private volatile @Nullable PollTimeouts timeouts;

    ReceiveCall(
            QueueUrls urls,
            QueueChannel channel,
            VisibilityKeeper keeper,
            PayloadFetch payloads,
            SqsSettings settings) {
        this.payloads = payloads;
        this.urls = urls;
        this.channel = channel;
        this.keeper = keeper;
        this.systemAttributes = QueueAddress.isFifo(channel.queue) ? FIFO : STANDARD;
        this.maxMessages = settings.batchSize();
        this.visibilitySeconds = (int) settings.visibilityTimeout().toSeconds();
    }

    /** How many messages a request brings at most. */
    int maxMessages() {
        return maxMessages;
    }

    /** A request that is not sent yet. */
    Poll poll(int max, int waitSeconds) {
        return new Poll(max, waitSeconds);
    }

    void forgetUrl() {
        urls.forget(channel.queue);
    }

    private @Nullable AwsRequestOverrideConfiguration override(SqsAsyncClient client, int waitSeconds) {
        PollTimeouts known = timeouts;
        if (known == null || known.client() != client) {
            known = PollTimeouts.of(client);
            timeouts = known;
        }
        return known.forWait(waitSeconds);
    }

    /** One request, which can be cancelled. */
    final class Poll {

        private final int max;
        private final int waitSeconds;
        /** So that the SDK, when an answer got lost, gets the same messages again; FIFO queues know it. */
        private final @Nullable String attemptId;

        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private long startedAt;
        /** Whether what consumers had given back was visible when it was sent. */
        private volatile boolean afterReturns;

        private boolean cancelled;
        /** Whether its answer has come: it can't be wanted again. */
        private volatile boolean answered;
        /** Counts when it was left: a cancellation that was planned before it stayed doesn't count. */
        private int departures;

        private @Nullable CompletableFuture<ReceiveMessageResponse> running;
        /** Ends the wait for payloads, and gives the messages that wait for them. */
        private Runnable skipPayloads = () -> {};

        private Poll(int max, int waitSeconds) {
            this.max = max;
            this.waitSeconds = waitSeconds;
            this.attemptId =
                    QueueAddress.isFifo(channel.queue) ? UUID.randomUUID().toString() : null;
        }

        int max() {
            return max;
        }

        int waitSeconds() {
            return waitSeconds;
        }

        long ageMillis() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
        }

        void afterReturns() {
            afterReturns = true;
        }

        boolean isAfterReturns() {
            return afterReturns;
        }

        long startedAt() {
            return startedAt;
        }

        /** Whether it was to wait for messages and didn't: the service has answered at once. */
        boolean wasHasty() {
            return waitSeconds > 0 && System.nanoTime() - startedAt < HASTE.toNanos();
        }

        /**
         * Sends the request; the messages that it brings come with their payloads.
         *
         * @param received told of each message when it was received, before its payload is there
         */
        CompletableFuture<List<SqsDelivery>> start(Consumer<SqsDelivery> received) {
            startedAt = System.nanoTime();
            // what is thrown at once fails the future too
            return CompletableFuture.completedFuture(channel.queue)
                    .thenCompose(urls::find)
                    .thenCompose(queue -> Uninterrupted.request(() -> send(queue)))
                    .whenComplete((response, failure) -> hasAnswer())
                    .thenApply(response -> response.messages().stream()
                            .map(message -> new SqsDelivery(message, channel, keeper))
                            .toList())
                    .thenApply(this::due)
                    .thenCompose(due -> {
                        due.forEach(received);
                        return whole(due);
                    });
        }

        private synchronized void hasAnswer() {
            answered = true;
        }

        /** Whether the service has answered: what it brought may still wait for its payloads, or for its turn. */
        boolean isAnswered() {
            return answered;
        }

        private synchronized CompletableFuture<List<SqsDelivery>> whole(List<SqsDelivery> due) {
            if (cancelled) {
                return CompletableFuture.completedFuture(due);
            }
            CompletableFuture<List<SqsDelivery>> whole = payloads.of(due);
            skipPayloads = () -> whole.complete(due);
            return whole;
        }

        /** What is due; the rest is hidden until it is, or for as long as SQS hides it. */
        private List<SqsDelivery> due(List<SqsDelivery> received) {
            long now = System.currentTimeMillis();
            List<SqsDelivery> early = received.stream()
                    .filter(delivery -> delivery.secondsLeft(now) > 0)
                    .toList();
            if (early.isEmpty()) {
                return received;
            }
            SqsDelivery.releaseAll(channel, early, delivery -> delivery.secondsLeft(now));
            return received.stream()
                    .filter(delivery -> delivery.secondsLeft(now) == 0)
                    .toList();
        }

        private synchronized CompletableFuture<ReceiveMessageResponse> send(KnownQueue queue) {
            if (cancelled) {
                return CompletableFuture.failedFuture(new CancellationException());
            }
            CompletableFuture<ReceiveMessageResponse> call = queue.client()
                    .receiveMessage(request -> request.overrideConfiguration(override(queue.client(), waitSeconds))
                            .queueUrl(queue.url())
                            .maxNumberOfMessages(max)
                            .waitTimeSeconds(waitSeconds)
                            .visibilityTimeout(visibilitySeconds)
                            .receiveRequestAttemptId(attemptId)
                            .messageAttributeNames("All")
                            .messageSystemAttributeNames(systemAttributes));
            running = call;
            return call;
        }

        /** Complete when all that the request brought was seen to, or when it was cancelled. */
        CompletableFuture<Void> end() {
            return ended;
        }

        /** All that it brought was seen to. */
        void hasEnded() {
            ended.complete(null);
        }

        /**
         * Ends the request. One that has waited is cancelled: its queue is empty. One that was just sent gets the time
         * to answer, as the messages that it may already have taken would be hidden until their time-out.
         *
         * @param seesMessages whether messages become visible now: they may be given to this request, which gets the time
         *     to answer then, however long it has waited
         */
        void leave(ScheduledExecutorService timer, boolean seesMessages) {
            long waited = seesMessages ? 0 : System.nanoTime() - startedAt;
            long left = GRACE.toNanos() - waited;
            int departure;
            synchronized (this) {
                departure = ++departures;
            }
            if (left <= 0) {
                cancel(departure);
            } else {
                // cancel() doesn't fail
                timer.schedule(() -> cancel(departure), left, TimeUnit.NANOSECONDS);
            }
        }

        /** Somebody wants its answer again. @return whether it goes on; else its answer is given back, or it has none */
        synchronized boolean stay() {
            boolean stays = !cancelled && !answered;
            if (stays) {
                departures++;
            }
            return stays;
        }

        private void cancel(int departure) {
            CompletableFuture<ReceiveMessageResponse> call;
            Runnable skip;
            synchronized (this) {
                if (departure != departures) {
                    return;
                }
                cancelled = true;
                call = running;
                skip = skipPayloads;
            }
            if (call != null) {
                call.cancel(true);
            }
            skip.run();
            hasEnded();
        }
    }
}
