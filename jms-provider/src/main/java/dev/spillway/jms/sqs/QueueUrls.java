/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;

/** The URLs of queues by name; each is looked up once and kept until its queue turns out to be gone. */
final class QueueUrls {

    private final SqsAsyncClient client;
    private final boolean createMissing;
    private final ConcurrentHashMap<String, CompletableFuture<String>> urls = new ConcurrentHashMap<>();

    QueueUrls(SqsAsyncClient client, boolean createMissing) {
        this.client = client;
        this.createMissing = createMissing;
    }

    /** The URL; where so configured the queue is made if it is missing. Fails as the SDK does. */
    CompletableFuture<String> find(String queue) {
        CompletableFuture<String> known = urls.get(queue);
        if (known != null) {
            return known;
        }
        CompletableFuture<String> promise = new CompletableFuture<>();
        known = urls.putIfAbsent(queue, promise);
        if (known != null) {
            return known;
        }
        lookUp(queue)
                .exceptionallyCompose(failure -> createMissing && AwsErrors.isMissingQueue(failure)
                        ? create(queue)
                        : CompletableFuture.failedFuture(failure))
                .whenComplete((url, failure) -> {
                    if (failure != null) {
                        urls.remove(queue, promise);
                        promise.completeExceptionally(failure);
                    } else {
                        promise.complete(url);
                    }
                });
        return promise;
    }

    /** The URL of a queue that somebody else is to have made. */
    CompletableFuture<String> findExisting(String queue) {
        CompletableFuture<String> known = urls.get(queue);
        return known != null ? known : lookUp(queue);
    }

    /** Looks the queue up again when it is next used. */
    void forget(String queue) {
        urls.remove(queue);
    }

    private CompletableFuture<String> lookUp(String queue) {
        return client.getQueueUrl(request -> request.queueName(queue)).thenApply(GetQueueUrlResponse::queueUrl);
    }

    private CompletableFuture<String> create(String queue) {
        return client.createQueue(request -> request.queueName(queue)).thenApply(CreateQueueResponse::queueUrl);
    }
}
