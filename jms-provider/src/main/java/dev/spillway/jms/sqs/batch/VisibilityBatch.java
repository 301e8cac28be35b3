/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.batch;

import dev.spillway.jms.sqs.queue.KnownQueue;
import dev.spillway.jms.sqs.queue.QueueUrls;
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
public final class VisibilityBatch extends ReceiptBatch<VisibilityChange, ChangeMessageVisibilityBatchRequestEntry> {

    public VisibilityBatch(QueueUrls urls, String queue) {
        super(urls, queue, "changing the visibility of messages in queue '" + queue + "'");
    }

    @Override
    ChangeMessageVisibilityBatchRequestEntry entry(String id, VisibilityChange change) {
        return ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(change.receiptHandle())
                .visibilityTimeout(change.seconds())
                .build();
    }

    @Override
    CompletableFuture<List<Outcome<Void>>> send(
            KnownQueue target, List<ChangeMessageVisibilityBatchRequestEntry> entries) {
        return target.client()
                .changeMessageVisibilityBatch(
                        request -> request.queueUrl(target.url()).entries(entries))
                .thenApply(response -> BatchOutcomes.of(
                        response.successful().stream()
                                .map(ChangeMessageVisibilityBatchResultEntry::id)
                                .toList(),
                        response.failed(),
                        entries.size(),
                        action));
    }
}
