/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.Limits;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.ReceiptHandle;
import dev.spillway.artemis.sqs.SqsErrors;
import dev.spillway.artemis.sqs.SqsQueue;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;

/** Sets how long from now a message in flight stays hidden, up to 12 hours after it was received; 0 ends it. */
final class ChangeMessageVisibility
        implements Operation<ChangeMessageVisibilityRequest, ChangeMessageVisibilityResponse> {

    private final Queues queues;
    private final Clock clock;

    ChangeMessageVisibility(Queues queues, Clock clock) {
        this.queues = queues;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<ChangeMessageVisibilityResponse> call(
            ChangeMessageVisibilityRequest request, Caller caller) {
        SqsQueue queue = queues.at(request.queueUrl(), caller, Action.CHANGE_MESSAGE_VISIBILITY);
        return Operation.reply(
                change(queue, request.receiptHandle(), request.visibilityTimeout()),
                done -> ChangeMessageVisibilityResponse.builder().build());
    }

    CompletableFuture<Void> change(SqsQueue queue, @Nullable String handle, @Nullable Integer visibilityTimeout) {
        ReceiptHandle read = ReceiptHandle.decode(handle, queue.name());
        int seconds = Limits.visibilityTimeoutSince(visibilityTimeout, read.receivedAt(), clock.millis());
        if (queue.stored().changeVisibility(read.receipt(), seconds * 1_000L)) {
            return CompletableFuture.completedFuture(null);
        }
        return queue.stored().isVisible(read.receipt()).thenAccept(visible -> {
            throw visible
                    ? SqsErrors.messageNotInflight()
                    : SqsErrors.notAvailableForVisibilityChange(String.valueOf(handle));
        });
    }
}
