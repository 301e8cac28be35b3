/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.BatchEntries;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.ReceiptHandle;
import dev.spillway.artemis.sqs.SqsErrors;
import dev.spillway.artemis.sqs.SqsQueue;
import dev.spillway.artemis.sqs.operation.BatchOutcome.Passed;
import dev.spillway.artemis.store.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;

/** Deletes up to ten messages together. */
final class DeleteMessageBatch implements Operation<DeleteMessageBatchRequest, DeleteMessageBatchResponse> {

    private final Queues queues;

    DeleteMessageBatch(Queues queues) {
        this.queues = queues;
    }

    @Override
    public CompletableFuture<DeleteMessageBatchResponse> call(DeleteMessageBatchRequest request, Caller caller) {
        SqsQueue queue = queues.at(request.queueUrl(), caller, Action.DELETE_MESSAGE);
        BatchEntries.check(request.entries(), "DeleteMessageBatchRequestEntry", DeleteMessageBatchRequestEntry::id);

        BatchOutcome<DeleteMessageBatchRequestEntry, Receipt> outcome = BatchOutcome.of(
                request.entries(),
                DeleteMessageBatchRequestEntry::id,
                entry -> ReceiptHandle.decode(entry.receiptHandle(), queue.name())
                        .receipt());
        List<Receipt> receipts = outcome.passed().stream().map(Passed::result).toList();
        return receipts.isEmpty()
                ? CompletableFuture.completedFuture(answer(outcome, Set.of()))
                : Operation.reply(queue.stored().delete(receipts), expired -> answer(outcome, expired));
    }

    private static DeleteMessageBatchResponse answer(
            BatchOutcome<DeleteMessageBatchRequestEntry, Receipt> outcome, Set<Receipt> expired) {
        List<DeleteMessageBatchResultEntry> successful =
                new ArrayList<>(outcome.passed().size());
        List<BatchResultErrorEntry> failed = new ArrayList<>(outcome.failed());
        for (var passed : outcome.passed()) {
            DeleteMessageBatchRequestEntry entry = passed.entry();
            if (expired.contains(passed.result())) {
                failed.add(BatchEntries.failed(entry.id(), SqsErrors.receiptHandleHasExpired(entry.receiptHandle())));
            } else {
                successful.add(
                        DeleteMessageBatchResultEntry.builder().id(entry.id()).build());
            }
        }
        return DeleteMessageBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build();
    }
}
