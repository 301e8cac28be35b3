/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.queue;

import dev.spillway.jms.destination.QueueAddress;
import dev.spillway.jms.destination.SpillwayTemporaryQueue;
import dev.spillway.jms.sqs.client.AwsErrors;
import dev.spillway.jms.sqs.client.RegionalClients;
import dev.spillway.jms.sqs.client.Uninterrupted;
import dev.spillway.mapping.ReplyTo;
import jakarta.jms.JMSException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The URLs of queues by name, URL or ARN; each is looked up once and kept until its queue turns out to be gone. A URL is
 * taken as it is.
 */
public final class QueueUrls {

    private final RegionalClients clients;
    private final boolean createMissing;
    private final ConcurrentHashMap<String, CompletableFuture<KnownQueue>> known = new ConcurrentHashMap<>();
    /** The URL of a queue of the client's own account and region, without the queue's name. */
    private volatile @Nullable String home;

    public QueueUrls(RegionalClients clients, boolean createMissing) {
        this.clients = clients;
        this.createMissing = createMissing;
    }

    /** The queue; where so configured it is made if it is missing. Fails as the SDK does. */
    public CompletableFuture<KnownQueue> find(String queue) {
        CompletableFuture<KnownQueue> before = known.get(queue);
        if (before != null) {
            return before;
        }
        CompletableFuture<KnownQueue> promise = new CompletableFuture<>();
        before = known.putIfAbsent(queue, promise);
        if (before != null) {
            return before;
        }
        // one that was a connection's own, and is gone, stays gone
        boolean create = createMissing && !SpillwayTemporaryQueue.isName(queue);
        Uninterrupted.request(() -> lookUp(queue, create)).whenComplete((found, failure) -> {
            if (failure != null) {
                known.remove(queue, promise);
                promise.completeExceptionally(failure);
            } else {
                promise.complete(found);
            }
        });
        return promise;
    }

    /** A queue that was just made, in the client's own account and region. */
    void made(String queue, KnownQueue made) {
        home = homeOf(made.url(), queue);
        known.put(queue, CompletableFuture.completedFuture(made));
    }

    private static @Nullable String homeOf(String url, String queue) {
        return url.endsWith("/" + queue) ? url.substring(0, url.length() - queue.length()) : null;
    }

    /** A queue that somebody else is to have made. */
    private CompletableFuture<KnownQueue> findExisting(String queue) {
        CompletableFuture<KnownQueue> before = known.get(queue);
        return before != null
                ? before
                : lookUp(queue, false).thenApply(found -> {
                    known.putIfAbsent(queue, CompletableFuture.completedFuture(found));
                    return found;
                });
    }

    private CompletableFuture<KnownQueue> lookUp(String queue, boolean create) {
        QueueAddress address;
        SqsAsyncClient client;
        try {
            address = QueueAddress.parse(queue);
            client = clients.of(address.region());
        } catch (JMSException e) {
            return CompletableFuture.failedFuture(e);
        }
        if (address.url() != null) {
            return CompletableFuture.completedFuture(new KnownQueue(client, address.url()));
        }
        CompletableFuture<String> url = client.getQueueUrl(
                        request -> request.queueName(address.name()).queueOwnerAWSAccountId(address.account()))
                .thenApply(response -> response.queueUrl());
        if (address.account() != null) {
            return url.thenApply(found -> new KnownQueue(client, found));
        }
        return url.exceptionallyCompose(failure -> create && AwsErrors.isMissingQueue(failure)
                        ? create(client, queue)
                        : CompletableFuture.failedFuture(failure))
                .thenApply(found -> {
                    home = homeOf(found, queue);
                    return new KnownQueue(client, found);
                });
    }

    private static CompletableFuture<String> create(SqsAsyncClient client, String queue) {
        Map<QueueAttributeName, String> attributes =
                QueueAddress.isFifo(queue) ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of();
        return client.createQueue(request -> request.queueName(queue).attributes(attributes))
                .thenApply(response -> response.queueUrl());
    }

    /** Looks the queue up again when it is next used. */
    public void forget(String queue) {
        known.remove(queue);
    }

    /** A queue for replies as receivers of any library can reach it: its name, and its URL if there is such a queue. */
    public CompletableFuture<ReplyTo> toWire(ReplyTo replyTo) {
        String queue = replyTo.queueName();
        if (replyTo.queueUrl() != null) {
            return CompletableFuture.completedFuture(new ReplyTo(QueueAddress.nameIn(queue), replyTo.queueUrl()));
        }
        return findExisting(queue)
                .handle((found, missing) ->
                        missing == null ? new ReplyTo(QueueAddress.nameIn(queue), found.url()) : replyTo);
    }

    /** What a queue for replies is called here: by its name where that finds it, else by its URL. */
    public ReplyTo fromWire(ReplyTo replyTo) {
        String url = replyTo.queueUrl();
        return url == null || isHome(url, replyTo.queueName()) ? replyTo : new ReplyTo(url, url);
    }

    /** A server that is none of Amazon's may be known to others by another address; the path tells the queue. */
    private boolean isHome(String url, String name) {
        String here = home;
        if (here == null) {
            return false;
        }
        String there = here + name;
        return url.equals(there) || (!QueueAddress.isOfAws(url) && path(url).equals(path(there)));
    }

    private static String path(String url) {
        try {
            String path = URI.create(url).getPath();
            return path == null ? url : path;
        } catch (IllegalArgumentException e) {
            return url;
        }
    }
}
