/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.destination.QueueAddress;
import dev.spillway.jms.sqs.batch.BatchOutcomes;
import dev.spillway.jms.sqs.batch.Batcher;
import dev.spillway.jms.sqs.batch.Outcome;
import dev.spillway.jms.sqs.client.AwsErrors;
import dev.spillway.jms.sqs.queue.QueueUrls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * One SendMessageBatch request to one queue.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SendMessageBatch</a>
 */
final class SendBatch implements Batcher.Call<SendEntry, String> {

    private final QueueUrls urls;
    private final String queue;
    private final String action;
    /** Set when the service turns out to know no groups on standard queues; JMSXGroupID travels as a property anyway. */
    private volatile boolean groupsRefused;

    SendBatch(QueueUrls urls, String queue) {
        this.urls = urls;
        this.queue = queue;
        this.action = "sending to queue '" + queue + "'";
    }

    @Override
    public CompletableFuture<List<Outcome<String>>> of(List<SendEntry> entries) {
        boolean withGroups = !groupsRefused && entries.stream().anyMatch(entry -> entry.groupId() != null);
        return urls.find(queue)
                .thenCompose(target -> target.client()
                        .sendMessageBatch(
                                request -> request.queueUrl(target.url()).entries(requests(entries, withGroups))))
                .thenApply(response -> outcomes(entries, response))
                .exceptionallyCompose(failure -> failed(entries, withGroups, failure));
    }

    private static List<SendMessageBatchRequestEntry> requests(List<SendEntry> entries, boolean withGroups) {
        List<SendMessageBatchRequestEntry> requests = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            requests.add(entries.get(i).toRequest(Integer.toString(i), withGroups));
        }
        return requests;
    }

    private List<Outcome<String>> outcomes(List<SendEntry> entries, SendMessageBatchResponse response) {
        Map<Integer, Outcome<String>> answered = new HashMap<>();
        response.successful().forEach(entry -> answered.put(index(entry.id()), Outcome.success(entry.messageId())));
        for (BatchResultErrorEntry entry : response.failed()) {
            AwsErrors.Failure failure = AwsErrors.of(action, entry);
            boolean groupRefused = entries.get(index(entry.id())).groupId() != null && refusesGroups(entry.message());
            groupsRefused |= groupRefused;
            answered.put(index(entry.id()), Outcome.failure(failure.exception(), failure.passing() || groupRefused));
        }
        return BatchOutcomes.inOrder(answered, entries.size(), action);
    }

    private CompletableFuture<List<Outcome<String>>> failed(
            List<SendEntry> entries, boolean withGroups, Throwable failure) {
        if (withGroups && refusesGroups(AwsErrors.unwrap(failure).getMessage())) {
            groupsRefused = true;
            return of(entries);
        }
        if (entries.size() > 1 && AwsErrors.isBatchTooLong(failure)) {
            // the queue's own limit is below SQS's: halves, one after the other to keep the order
            int half = entries.size() / 2;
            return of(entries.subList(0, half))
                    .thenCompose(first -> of(entries.subList(half, entries.size()))
                            .thenApply(second -> {
                                List<Outcome<String>> both = new ArrayList<>(first);
                                both.addAll(second);
                                return both;
                            }));
        }
        if (AwsErrors.isMissingQueue(failure)) {
            urls.forget(queue);
        }
        return CompletableFuture.failedFuture(AwsErrors.of(action, failure).exception());
    }

    /** On a FIFO queue, which needs a group, it is something else that is refused. */
    private boolean refusesGroups(@Nullable String message) {
        return message != null
                && !QueueAddress.isFifo(queue)
                && (message.contains("not valid for this queue type") || message.contains("MessageGroupId"));
    }

    private static int index(String id) {
        return Integer.parseInt(id);
    }
}
