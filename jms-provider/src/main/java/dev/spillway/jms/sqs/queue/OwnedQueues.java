/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.queue;

import dev.spillway.jms.destination.SpillwayTemporaryQueue;
import dev.spillway.jms.sqs.client.AwsErrors;
import dev.spillway.jms.sqs.client.Uninterrupted;
import jakarta.jms.IllegalStateException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * The temporary queues of one connection: SQS queues with a tag that says when their connection was last seen alive, so
 * that those of a process that died can be told and deleted ({@link QueueSweeper}).
 */
public final class OwnedQueues {

    /** The tag; its value is in seconds since the epoch. */
    static final String HEARTBEAT_TAG = "spillway-heartbeat";

    private static final Logger LOG = LoggerFactory.getLogger(OwnedQueues.class);
    private static final Duration HEARTBEAT = Duration.ofMinutes(5);

    private final SqsAsyncClient client;
    private final QueueUrls urls;
    private final QueueSweeper sweeper;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final String prefix =
            SpillwayTemporaryQueue.PREFIX + UUID.randomUUID().toString().replace("-", "") + "-";
    private final AtomicInteger count = new AtomicInteger();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledFuture<?> beating;
    private boolean closed;

    public OwnedQueues(
            SqsAsyncClient client, QueueUrls urls, QueueSweeper sweeper, ScheduledExecutorService timer, Clock clock) {
        this.client = client;
        this.urls = urls;
        this.sweeper = sweeper;
        this.timer = timer;
        this.clock = clock;
    }

    private Map<String, String> tags() {
        return Map.of(HEARTBEAT_TAG, Long.toString(clock.instant().getEpochSecond()));
    }

    /** The name of a new queue. */
    public CompletableFuture<String> create() {
        String name = prefix + count.incrementAndGet();
        sweeper.sweep();
        return Uninterrupted.request(() ->
                        client.createQueue(request -> request.queueName(name).tags(tags())))
                .thenCompose(response -> {
                    urls.made(name, new KnownQueue(client, response.queueUrl()));
                    return own(name) ? CompletableFuture.completedFuture(name) : deletedAgain(name);
                })
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        AwsErrors.of("creating the temporary queue '" + name + "'", failure)
                                .exception()));
    }

    /** Whether the connection is still there to own the queue. */
    private synchronized boolean own(String name) {
        if (closed) {
            return false;
        }
        names.add(name);
        if (beating == null) {
            long seconds = HEARTBEAT.toSeconds();
            beating = timer.scheduleWithFixedDelay(this::beat, seconds, seconds, TimeUnit.SECONDS);
        }
        return true;
    }

    private CompletableFuture<String> deletedAgain(String name) {
        return delete(name)
                .thenCompose(deleted ->
                        CompletableFuture.failedFuture(new IllegalStateException("the connection was closed")));
    }

    /** Tells that the queues are in use; complete when all that could be told was. */
    CompletableFuture<Void> beat() {
        Map<String, String> tags = tags();
        CompletableFuture<?>[] told = names.stream()
                .map(name -> urls.find(name)
                        .thenCompose(queue -> client.tagQueue(
                                request -> request.queueUrl(queue.url()).tags(tags)))
                        .exceptionally(failure -> {
                            LOG.warn("the heartbeat of the temporary queue {}: {}", name, failure.toString());
                            return null;
                        }))
                .toArray(CompletableFuture[]::new);
        sweeper.sweep();
        return CompletableFuture.allOf(told);
    }

    /** Complete when the queue is gone. */
    public CompletableFuture<Void> delete(String name) {
        return urls.find(name)
                .thenCompose(queue ->
                        Uninterrupted.request(() -> client.deleteQueue(request -> request.queueUrl(queue.url()))))
                .<Void>thenApply(deleted -> null)
                .exceptionallyCompose(failure -> AwsErrors.isMissingQueue(failure)
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.failedFuture(
                                AwsErrors.of("deleting the temporary queue '" + name + "'", failure)
                                        .exception()))
                .whenComplete((deleted, failure) -> {
                    if (failure == null) {
                        names.remove(name);
                        urls.forget(name);
                    }
                });
    }

    /** Deletes all that are left; a queue that can't be deleted now is swept later. */
    public CompletableFuture<Void> close() {
        synchronized (this) {
            closed = true;
            if (beating != null) {
                beating.cancel(false);
            }
        }
        return CompletableFuture.allOf(List.copyOf(names).stream()
                .map(name -> delete(name).exceptionally(failure -> {
                    LOG.warn("the temporary queue {} stays for now: {}", name, failure.toString());
                    return null;
                }))
                .toArray(CompletableFuture[]::new));
    }
}
