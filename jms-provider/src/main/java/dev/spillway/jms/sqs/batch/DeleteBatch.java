/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.batch;

import dev.spillway.jms.sqs.queue.KnownQueue;
import dev.spillway.jms.sqs.queue.QueueUrls;
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
public final class DeleteBatch extends ReceiptBatch<String, DeleteMessageBatchRequestEntry> {

    public DeleteBatch(QueueUrls urls, String queue) {
        super(urls, queue, "acknowledging in queue '" + queue + "'");
    }

    @Override
    DeleteMessageBatchRequestEntry entry(String id, String receiptHandle) {
        return DeleteMessageBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(receiptHandle)
                .build();
    }

    @Override
    CompletableFuture<List<Outcome<Void>>> send(KnownQueue target, List<DeleteMessageBatchRequestEntry> entries) {
        return target.client()
                .deleteMessageBatch(request -> request.queueUrl(target.url()).entries(entries))
                .thenApply(response -> BatchOutcomes.of(
                        response.successful().stream()
                                .map(DeleteMessageBatchResultEntry::id)
                                .toList(),
                        response.failed(),
                        entries.size(),
                        action));
    }
}
