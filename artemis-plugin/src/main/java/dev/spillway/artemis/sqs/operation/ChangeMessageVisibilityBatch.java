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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

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

        BatchOutcome<ChangeMessageVisibilityBatchRequestEntry, ChangeMessageVisibility.Asked> outcome = BatchOutcome.of(
                request.entries(),
                ChangeMessageVisibilityBatchRequestEntry::id,
                entry -> one.ask(queue, entry.receiptHandle(), entry.visibilityTimeout()));
        List<ChangeMessageVisibility.Asked> changes =
                outcome.passed().stream().map(Passed::result).toList();
        return changes.isEmpty()
                ? CompletableFuture.completedFuture(answer(outcome, List.of()))
                : Operation.reply(
                        ChangeMessageVisibility.refusals(queue, changes), refusals -> answer(outcome, refusals));
    }

    private static ChangeMessageVisibilityBatchResponse answer(
            BatchOutcome<ChangeMessageVisibilityBatchRequestEntry, ChangeMessageVisibility.Asked> outcome,
            List<Optional<SqsException>> refusals) {
        List<ChangeMessageVisibilityBatchResultEntry> successful =
                new ArrayList<>(outcome.passed().size());
        List<BatchResultErrorEntry> failed = new ArrayList<>(outcome.failed());
        for (int i = 0; i < refusals.size(); i++) {
            ChangeMessageVisibilityBatchRequestEntry entry =
                    outcome.passed().get(i).entry();
            refusals.get(i)
                    .ifPresentOrElse(
                            refusal -> failed.add(BatchEntries.failed(entry.id(), refusal)),
                            () -> successful.add(ChangeMessageVisibilityBatchResultEntry.builder()
                                    .id(entry.id())
                                    .build()));
        }
        return ChangeMessageVisibilityBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build();
    }
}
