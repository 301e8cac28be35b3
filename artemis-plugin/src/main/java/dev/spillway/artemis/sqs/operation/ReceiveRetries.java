/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.sqs.ReceiveAttempts;
import dev.spillway.artemis.sqs.ReceiveAttempts.Attempt;
import dev.spillway.artemis.sqs.SqsErrors;
import dev.spillway.artemis.sqs.SqsQueue;
import dev.spillway.artemis.store.Receipt;
import dev.spillway.artemis.store.ReceivedMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Receives under a ReceiveRequestAttemptId: a second call under an id is answered with what the first one brought. */
final class ReceiveRetries {

    private final ReceiveAttempts attempts = new ReceiveAttempts();

    /** One call of ReceiveMessage. */
    interface Call {

        /** Begins a receive. */
        CompletableFuture<List<ReceivedMessage>> receive();

        /** @param receivedAt milliseconds since the epoch; the handles of the messages tell it */
        ReceiveMessageResponse answer(List<ReceivedMessage> messages, long receivedAt);
    }

    /**
     * Answers as the earlier call under this id was answered; without one, or if that found nothing, by a receive.
     *
     * @param visibilityMillis how long the messages are hidden from now on
     * @param now milliseconds since the epoch
     */
    CompletableFuture<ReceiveMessageResponse> call(
            SqsQueue queue, String id, long visibilityMillis, long now, Call call) {
        ReceiveAttempts.check(id);
        Attempt begun = new Attempt(now);
        Attempt earlier = attempts.enter(queue.name(), id, begun);
        if (earlier == null) {
            return begin(queue, id, begun, call);
        }
        if (earlier.receipts().isDone()) {
            List<ReceivedMessage> again = queue.stored()
                    .receiveAgain(earlier.receipts().join(), visibilityMillis)
                    .orElseThrow(() -> SqsErrors.receiveIsNotRetryable(id));
            return CompletableFuture.completedFuture(call.answer(again, earlier.at()));
        }
        return after(earlier.receipts(), () -> call(queue, id, visibilityMillis, now, call));
    }

    private CompletableFuture<ReceiveMessageResponse> begin(SqsQueue queue, String id, Attempt attempt, Call call) {
        CompletableFuture<List<ReceivedMessage>> received;
        try {
            received = call.receive();
        } catch (RuntimeException e) {
            received = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<List<ReceivedMessage>> brought = received;
        CompletableFuture<ReceiveMessageResponse> reply =
                ReceiveMessage.handOver(brought, queue.stored(), messages -> call.answer(messages, attempt.at()));
        reply.whenComplete((answer, failure) -> {
            List<Receipt> receipts = failure != null
                    ? List.of()
                    : brought.join().stream().map(ReceivedMessage::receipt).toList();
            if (receipts.isEmpty()) {
                attempts.forget(queue.name(), id, attempt);
            }
            attempt.receipts().complete(receipts);
        });
        return reply;
    }

    /** What another call is answered with that begins once this is complete. Cancelling it cancels that call. */
    private static CompletableFuture<ReceiveMessageResponse> after(
            CompletableFuture<?> first, Supplier<CompletableFuture<ReceiveMessageResponse>> second) {
        CompletableFuture<ReceiveMessageResponse> reply = new CompletableFuture<>();
        first.whenComplete((done, failed) -> {
            if (reply.isDone()) {
                return;
            }
            CompletableFuture<ReceiveMessageResponse> next;
            try {
                next = second.get();
            } catch (RuntimeException e) {
                next = CompletableFuture.failedFuture(e);
            }
            CompletableFuture<ReceiveMessageResponse> begun = next;
            begun.whenComplete((answer, failure) -> {
                if (failure == null) {
                    reply.complete(answer);
                } else {
                    reply.completeExceptionally(failure);
                }
            });
            reply.whenComplete((answer, failure) -> begun.cancel(false));
        });
        return reply;
    }
}
