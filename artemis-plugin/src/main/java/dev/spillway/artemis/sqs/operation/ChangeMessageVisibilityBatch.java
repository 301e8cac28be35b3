/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.BatchEntries;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SqsQueue;
import dev.spillway.artemis.sqs.operation.BatchOutcome.Passed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;

/** ChangeMessageVisibility for up to ten messages, each with its own outcome. */
final class ChangeMessageVisibilityBatch
        implements Operation<ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResponse> {

    private final Queues queues;
    private final ChangeMessageVisibility one;

    ChangeMessageVisibilityBatch(Queues queues, ChangeMessageVisibility one) {
        this.queues = queues;
        this.one = one;
    }

    @Override
    public CompletableFuture<ChangeMessageVisibilityBatchResponse> call(
            ChangeMessageVisibilityBatchRequest request, Caller caller) {
        SqsQueue queue = queues.at(request.queueUrl(), caller, Action.CHANGE_MESSAGE_VISIBILITY);
        BatchEntries.check(
                request.entries(),
                "ChangeMessageVisibilityBatchRequestEntry",
                ChangeMessageVisibilityBatchRequestEntry::id);

        BatchOutcome<ChangeMessageVisibilityBatchRequestEntry, CompletableFuture<Void>> begun = BatchOutcome.of(
                request.entries(),
                ChangeMessageVisibilityBatchRequestEntry::id,
                entry -> one.change(queue, entry.receiptHandle(), entry.visibilityTimeout()));
        CompletableFuture<?>[] changes =
                begun.passed().stream().map(Passed::result).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(changes).handle((done, failure) -> answer(begun));
    }

    private static ChangeMessageVisibilityBatchResponse answer(
            BatchOutcome<ChangeMessageVisibilityBatchRequestEntry, CompletableFuture<Void>> over) {
        List<ChangeMessageVisibilityBatchResultEntry> successful =
                new ArrayList<>(over.passed().size());
        List<BatchResultErrorEntry> failed = new ArrayList<>(over.failed());
        for (var passed : over.passed()) {
            String id = passed.entry().id();
            passed.result().whenComplete((changed, failure) -> {
                if (failure == null) {
                    successful.add(ChangeMessageVisibilityBatchResultEntry.builder()
                            .id(id)
                            .build());
                } else {
                    failed.add(BatchEntries.failed(id, Operation.asSqsException(failure)));
                }
            });
        }
        return ChangeMessageVisibilityBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build();
    }
}
