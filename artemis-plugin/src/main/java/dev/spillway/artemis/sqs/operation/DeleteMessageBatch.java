/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.BatchEntries;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.ReceiptHandle;
import dev.spillway.artemis.sqs.SqsErrors;
import dev.spillway.artemis.sqs.SqsQueue;
import dev.spillway.artemis.store.Receipt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Deletes up to ten messages together. */
final class DeleteMessageBatch implements Operation<DeleteMessageBatchRequest, DeleteMessageBatchResponse> {

    private final Queues queues;

    DeleteMessageBatch(Queues queues) {
        this.queues = queues;
    }

    @Override
    public CompletableFuture<DeleteMessageBatchResponse> call(DeleteMessageBatchRequest request, Caller caller) {
        SqsQueue queue = queues.at(request.queueUrl());
        BatchEntries.check(request.entries(), "DeleteMessageBatchRequestEntry", DeleteMessageBatchRequestEntry::id);

        Map<DeleteMessageBatchRequestEntry, Receipt> receipts = new LinkedHashMap<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (DeleteMessageBatchRequestEntry entry : request.entries()) {
            try {
                receipts.put(
                        entry,
                        ReceiptHandle.decode(entry.receiptHandle(), queue.name())
                                .receipt());
            } catch (SqsException e) {
                failed.add(BatchEntries.failed(entry.id(), e));
            }
        }
        return receipts.isEmpty()
                ? CompletableFuture.completedFuture(answer(receipts, Set.of(), failed))
                : Operation.reply(
                        queue.stored().delete(List.copyOf(receipts.values())),
                        expired -> answer(receipts, expired, failed));
    }

    private static DeleteMessageBatchResponse answer(
            Map<DeleteMessageBatchRequestEntry, Receipt> receipts,
            Set<Receipt> expired,
            List<BatchResultErrorEntry> failed) {
        List<DeleteMessageBatchResultEntry> successful = new ArrayList<>(receipts.size());
        receipts.forEach((entry, receipt) -> {
            if (expired.contains(receipt)) {
                failed.add(BatchEntries.failed(entry.id(), SqsErrors.receiptHandleHasExpired(entry.receiptHandle())));
            } else {
                successful.add(
                        DeleteMessageBatchResultEntry.builder().id(entry.id()).build());
            }
        });
        return DeleteMessageBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build();
    }
}
