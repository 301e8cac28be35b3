/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SqsErrors;
import dev.spillway.artemis.sqs.SqsQueue;
import dev.spillway.artemis.store.MessageQueue;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;

/** Deletes all messages of a queue, at most once in 60 seconds. */
final class PurgeQueue implements Operation<PurgeQueueRequest, PurgeQueueResponse> {

    private static final long INTERVAL_MILLIS = 60_000;

    private final Queues queues;
    private final Clock clock;
    /** By the queue itself: another one of its name, made after it was deleted, was not purged. */
    private final Map<MessageQueue, Long> lastPurges = new ConcurrentHashMap<>();

    PurgeQueue(Queues queues, Clock clock) {
        this.queues = queues;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<PurgeQueueResponse> call(PurgeQueueRequest request, Caller caller) {
        SqsQueue queue = queues.at(request.queueUrl(), caller, Action.PURGE_QUEUE);
        long now = clock.millis();
        lastPurges.values().removeIf(purged -> now - purged >= INTERVAL_MILLIS);
        if (lastPurges.putIfAbsent(queue.stored(), now) != null) {
            throw SqsErrors.purgeQueueInProgress(queue.name());
        }
        CompletableFuture<PurgeQueueResponse> reply = Operation.reply(
                queue.stored().purge(), done -> PurgeQueueResponse.builder().build());
        reply.whenComplete((done, failure) -> {
            if (failure != null) {
                lastPurges.remove(queue.stored(), now);
            }
        });
        return reply;
    }
}
