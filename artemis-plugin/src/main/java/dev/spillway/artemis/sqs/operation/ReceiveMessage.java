/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.AttributeFilter;
import dev.spillway.artemis.sqs.IncomingMessage;
import dev.spillway.artemis.sqs.Limits;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SqsErrors;
import dev.spillway.artemis.sqs.SqsQueue;
import dev.spillway.artemis.sqs.SystemAttributes;
import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.MessageQueue.VisibilityChange;
import dev.spillway.artemis.store.ReceivedMessage;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Receives up to ten messages and hides them. A wait holds no thread; cancelling the future ends it, and no message is
 * lost to it. ReceiveRequestAttemptId means nothing for standard queues.
 */
final class ReceiveMessage implements Operation<ReceiveMessageRequest, ReceiveMessageResponse> {

    /** How many messages of a queue may be in flight. */
    static final int MAX_IN_FLIGHT = 120_000;

    private final Queues queues;
    private final Clock clock;
    private final ReceiveRetries retries = new ReceiveRetries();

    ReceiveMessage(Queues queues, Clock clock) {
        this.queues = queues;
        this.clock = clock;
    }

    @SuppressWarnings("deprecation") // Older SDKs ask by AttributeNames.
    @Override
    public CompletableFuture<ReceiveMessageResponse> call(ReceiveMessageRequest request, Caller caller) {
        SqsQueue queue = queues.at(request.queueUrl(), caller, Action.RECEIVE_MESSAGE);
        int max = Limits.maxNumberOfMessages(request.maxNumberOfMessages());
        int visibility = Limits.visibilityTimeout(
                request.visibilityTimeout(), queue.attributes().visibilityTimeout());
        int wait = Limits.waitTimeSeconds(
                request.waitTimeSeconds(), queue.attributes().receiveMessageWaitTimeSeconds());
        SystemAttributes system = SystemAttributes.of(
                request.attributeNamesAsStrings(), request.messageSystemAttributeNamesAsStrings(), queues.account());
        AttributeFilter filter = AttributeFilter.of(request.messageAttributeNames());

        ReceiveRetries.Call call = new ReceiveRetries.Call() {
            @Override
            public CompletableFuture<List<ReceivedMessage>> receive() {
                return ReceiveMessage.receive(queue, max, visibility, wait);
            }

            @Override
            public ReceiveMessageResponse answer(List<ReceivedMessage> messages, long receivedAt) {
                if (messages.isEmpty()) {
                    // No list, where clients may look whether there is one.
                    return ReceiveMessageResponse.builder().build();
                }
                return ReceiveMessageResponse.builder()
                        .messages(messages.stream()
                                .map(message -> IncomingMessage.of(message, queue.name(), receivedAt, system, filter))
                                .toList())
                        .build();
            }
        };
        String attemptId = request.receiveRequestAttemptId();
        return attemptId == null || queue.attributes().fifo().isEmpty()
                ? handOver(call.receive(), queue.stored(), messages -> call.answer(messages, clock.millis()))
                : retries.call(queue, attemptId, visibility * 1_000L, clock.millis(), call);
    }

    /** At the limit a short poll of a standard queue is told so; any other waits for room, and may find none. */
    private static CompletableFuture<List<ReceivedMessage>> receive(SqsQueue queue, int max, int visibility, int wait) {
        int room = room(queue.stored(), max);
        if (room > 0) {
            return queue.stored().receive(room, visibility * 1_000L, wait * 1_000L);
        }
        if (wait == 0 && queue.attributes().fifo().isEmpty()) {
            throw SqsErrors.tooManyInFlight(MAX_IN_FLIGHT);
        }
        return WaitForRoom.receive(queue.stored(), max, visibility * 1_000L, wait * 1_000L);
    }

    /** How many of so many messages may be received now; 0 or less for none. */
    static int room(MessageQueue queue, int max) {
        return (int) Math.min(max, MAX_IN_FLIGHT - queue.inFlight());
    }

    /** Messages that nobody got are visible again. */
    static void returned(List<ReceivedMessage> messages, MessageQueue queue) {
        var unused = queue.changeVisibility(messages.stream()
                .map(message -> new VisibilityChange(message.receipt(), 0))
                .toList());
    }

    /** The answer to the caller. One who cancelled gets nothing: the wait ends, and what came is visible again. */
    static CompletableFuture<ReceiveMessageResponse> handOver(
            CompletableFuture<List<ReceivedMessage>> received,
            MessageQueue queue,
            Function<List<ReceivedMessage>, ReceiveMessageResponse> answer) {
        CompletableFuture<ReceiveMessageResponse> reply = Operation.reply(received, answer);
        reply.whenComplete((done, failure) -> {
            if (failure != null && !received.cancel(false) && !received.isCompletedExceptionally()) {
                returned(received.join(), queue);
            }
        });
        return reply;
    }
}
