/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.BatchEntries;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SqsQueue;
import java.util.ArrayList;
import java.util.List;
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
        SqsQueue queue = queues.at(request.queueUrl());
        BatchEntries.check(
                request.entries(),
                "ChangeMessageVisibilityBatchRequestEntry",
                ChangeMessageVisibilityBatchRequestEntry::id);

        List<ChangeMessageVisibilityBatchResultEntry> successful = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (ChangeMessageVisibilityBatchRequestEntry entry : request.entries()) {
            try {
                one.change(queue, entry.receiptHandle(), entry.visibilityTimeout());
                successful.add(ChangeMessageVisibilityBatchResultEntry.builder()
                        .id(entry.id())
                        .build());
            } catch (SqsException e) {
                failed.add(BatchEntries.failed(entry.id(), e));
            }
        }
        return CompletableFuture.completedFuture(ChangeMessageVisibilityBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build());
    }
}
