/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SqsQueue;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Sends one message; complete once it is on disk. */
final class SendMessage implements Operation<SendMessageRequest, SendMessageResponse> {

    private final Queues queues;
    private final Clock clock;

    SendMessage(Queues queues, Clock clock) {
        this.queues = queues;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<SendMessageResponse> call(SendMessageRequest request, Caller caller) {
        SqsQueue queue = queues.at(request.queueUrl());
        OutgoingMessage outgoing = OutgoingMessage.of(request, queue.attributes(), caller, clock.millis());
        return Operation.reply(queue.stored().send(List.of(outgoing.message())), done -> answer(outgoing));
    }

    private static SendMessageResponse answer(OutgoingMessage sent) {
        return SendMessageResponse.builder()
                .messageId(sent.message().id().toString())
                .md5OfMessageBody(sent.md5OfBody())
                .md5OfMessageAttributes(sent.md5OfAttributes())
                .md5OfMessageSystemAttributes(sent.md5OfSystemAttributes())
                .build();
    }
}
