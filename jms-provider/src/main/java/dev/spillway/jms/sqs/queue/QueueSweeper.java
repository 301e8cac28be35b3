/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.queue;

import dev.spillway.jms.destination.SpillwayTemporaryQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * Deletes the temporary queues of connections that ended without closing: those whose last heartbeat is an hour old, which
 * is many heartbeats, and more than the clocks of two machines can differ for AWS to accept the requests of both. A queue
 * without a heartbeat tag is not touched, whatever its name.
 */
public final class QueueSweeper {

    static final Duration DEAD = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(QueueSweeper.class);
    /** The most that SQS lists at once; what is beyond comes at a later time. */
    private static final int MAX_LISTED = 1_000;

    private final SqsAsyncClient client;
    private final Clock clock;
    private @Nullable Instant last;

    public QueueSweeper(SqsAsyncClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Sweeps in the background, unless it did within the last hour. Failures, such as a missing permission, are logged. */
    CompletableFuture<Void> sweep() {
        Instant now = clock.instant();
        synchronized (this) {
            if (last != null && now.isBefore(last.plus(DEAD))) {
                return CompletableFuture.completedFuture(null);
            }
            last = now;
        }
        return client.listQueues(request ->
                        request.queueNamePrefix(SpillwayTemporaryQueue.PREFIX).maxResults(MAX_LISTED))
                .thenCompose(response -> sweep(response.queueUrls(), now))
                .exceptionally(failure -> {
                    LOG.debug("looking for temporary queues that nobody uses", failure);
                    return null;
                });
    }

    /** One queue after the other: there is no hurry. */
    private CompletableFuture<Void> sweep(List<String> queueUrls, Instant now) {
        CompletableFuture<Void> swept = CompletableFuture.completedFuture(null);
        for (String url : queueUrls) {
            swept = swept.thenCompose(before -> sweep(url, now));
        }
        return swept;
    }

    private CompletableFuture<Void> sweep(String url, Instant now) {
        return client.listQueueTags(request -> request.queueUrl(url))
                .thenCompose(response -> {
                    String heartbeat = response.tags().get(OwnedQueues.HEARTBEAT_TAG);
                    if (heartbeat == null || !isDead(heartbeat, now)) {
                        return CompletableFuture.<Void>completedFuture(null);
                    }
                    LOG.info("deleting the temporary queue {}: its connection ended without closing", url);
                    return client.deleteQueue(request -> request.queueUrl(url)).<Void>thenApply(deleted -> null);
                })
                .exceptionally(failure -> {
                    LOG.debug("sweeping {}", url, failure);
                    return null;
                });
    }

    private static boolean isDead(String heartbeat, Instant now) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(heartbeat)).plus(DEAD).isBefore(now);
        } catch (NumberFormatException | java.time.DateTimeException e) {
            return false;
        }
    }
}
