/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.Limits;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.ReceiptHandle;
import dev.spillway.artemis.sqs.SqsErrors;
import dev.spillway.artemis.sqs.SqsQueue;
import dev.spillway.artemis.store.MessageQueue.VisibilityChange;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

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
        Asked asked = ask(queue, request.receiptHandle(), request.visibilityTimeout());
        return Operation.reply(refusals(queue, List.of(asked)), refusals -> {
            refusals.get(0).ifPresent(refusal -> {
                throw refusal;
            });
            return ChangeMessageVisibilityResponse.builder().build();
        });
    }

    /** A change that was asked for by this receipt handle. */
    record Asked(VisibilityChange change, String handle) {}

    /** What a request asks for; refuses what can't be. */
    Asked ask(SqsQueue queue, @Nullable String handle, @Nullable Integer visibilityTimeout) {
        ReceiptHandle read = ReceiptHandle.decode(handle, queue.name());
        int seconds = Limits.visibilityTimeoutSince(visibilityTimeout, read.receivedAt(), clock.millis());
        return new Asked(new VisibilityChange(read.receipt(), seconds * 1_000L), String.valueOf(handle));
    }

    /** Makes the changes together. @return of each, in their order, why it was not made; empty if it was */
    static CompletableFuture<List<Optional<SqsException>>> refusals(SqsQueue queue, List<Asked> all) {
        return queue.stored()
                .changeVisibility(all.stream().map(Asked::change).toList())
                .thenCompose(changed -> {
                    List<CompletableFuture<Optional<SqsException>>> refusals = new ArrayList<>(all.size());
                    for (int i = 0; i < all.size(); i++) {
                        refusals.add(
                                changed.get(i)
                                        ? CompletableFuture.completedFuture(Optional.empty())
                                        : refusal(queue, all.get(i)));
                    }
                    return CompletableFuture.allOf(refusals.toArray(CompletableFuture[]::new))
                            .thenApply(done -> refusals.stream()
                                    .map(CompletableFuture::join)
                                    .toList());
                });
    }

    private static CompletableFuture<Optional<SqsException>> refusal(SqsQueue queue, Asked asked) {
        return queue.stored().isVisible(asked.change().receipt()).handle((visible, failure) -> {
            if (failure != null) {
                return Optional.of(Operation.asSqsException(failure));
            }
            return Optional.of(
                    visible
                            ? SqsErrors.messageNotInflight()
                            : SqsErrors.notAvailableForVisibilityChange(asked.handle()));
        });
    }
}
