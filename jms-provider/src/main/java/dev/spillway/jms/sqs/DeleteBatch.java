/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;

/**
 * One DeleteMessageBatch request to one queue; the entries are receipt handles.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html">DeleteMessageBatch</a>
 */
final class DeleteBatch implements Batcher.Call<String, Void> {

    private final QueueUrls urls;
    private final String queue;
    private final String action;

    DeleteBatch(QueueUrls urls, String queue) {
        this.urls = urls;
        this.queue = queue;
        this.action = "acknowledging in queue '" + queue + "'";
    }

    @Override
    public CompletableFuture<List<Outcome<Void>>> of(List<String> receiptHandles) {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>(receiptHandles.size());
        for (int i = 0; i < receiptHandles.size(); i++) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .receiptHandle(receiptHandles.get(i))
                    .build());
        }
        return urls.find(queue)
                .thenCompose(target -> target.client()
                        .deleteMessageBatch(
                                request -> request.queueUrl(target.url()).entries(entries)))
                .thenApply(response -> BatchOutcomes.of(
                        response.successful().stream()
                                .map(DeleteMessageBatchResultEntry::id)
                                .toList(),
                        response.failed(),
                        entries.size(),
                        action))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        AwsErrors.of(action, failure).exception()));
    }
}
