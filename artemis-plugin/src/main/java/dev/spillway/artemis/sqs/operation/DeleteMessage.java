/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.ReceiptHandle;
import dev.spillway.artemis.sqs.SqsErrors;
import dev.spillway.artemis.sqs.SqsQueue;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;

/** Deletes one message; complete once that is on disk. A message that is gone is no error. */
final class DeleteMessage implements Operation<DeleteMessageRequest, DeleteMessageResponse> {

    private final Queues queues;

    DeleteMessage(Queues queues) {
        this.queues = queues;
    }

    @Override
    public CompletableFuture<DeleteMessageResponse> call(DeleteMessageRequest request, Caller caller) {
        SqsQueue queue = queues.at(request.queueUrl(), caller, Action.DELETE_MESSAGE);
        ReceiptHandle handle = ReceiptHandle.decode(request.receiptHandle(), queue.name());
        return Operation.reply(queue.stored().delete(List.of(handle.receipt())), expired -> {
            if (!expired.isEmpty()) {
                throw SqsErrors.receiptHandleHasExpired(request.receiptHandle());
            }
            return DeleteMessageResponse.builder().build();
        });
    }
}
