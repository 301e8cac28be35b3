/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;

/**
 * One ChangeMessageVisibilityBatch request to one queue.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html">ChangeMessageVisibilityBatch</a>
 */
final class VisibilityBatch implements Batcher.Call<VisibilityChange, Void> {

    private final QueueUrls urls;
    private final String queue;
    private final String action;

    VisibilityBatch(QueueUrls urls, String queue) {
        this.urls = urls;
        this.queue = queue;
        this.action = "changing the visibility of messages in queue '" + queue + "'";
    }

    @Override
    public CompletableFuture<List<Outcome<Void>>> of(List<VisibilityChange> changes) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>(changes.size());
        for (int i = 0; i < changes.size(); i++) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .receiptHandle(changes.get(i).receiptHandle())
                    .visibilityTimeout(changes.get(i).seconds())
                    .build());
        }
        return urls.find(queue)
                .thenCompose(target -> target.client()
                        .changeMessageVisibilityBatch(
                                request -> request.queueUrl(target.url()).entries(entries)))
                .thenApply(response -> BatchOutcomes.of(
                        response.successful().stream()
                                .map(ChangeMessageVisibilityBatchResultEntry::id)
                                .toList(),
                        response.failed(),
                        entries.size(),
                        action))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        AwsErrors.of(action, failure).exception()));
    }
}
