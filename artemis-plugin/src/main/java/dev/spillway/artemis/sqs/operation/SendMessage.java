/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SequenceNumber;
import dev.spillway.artemis.sqs.SqsQueue;
import dev.spillway.artemis.store.SentMessage;
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
        SqsQueue queue = queues.at(request.queueUrl(), caller, Action.SEND_MESSAGE);
        OutgoingMessage outgoing = OutgoingMessage.of(request, queue.attributes(), caller, clock.millis());
        return Operation.reply(queue.stored().send(List.of(outgoing.message())), sent -> answer(outgoing, sent.get(0)));
    }

    private static SendMessageResponse answer(OutgoingMessage outgoing, SentMessage sent) {
        return SendMessageResponse.builder()
                .messageId(sent.id().toString())
                .sequenceNumber(SequenceNumber.text(sent.sequence()))
                .md5OfMessageBody(outgoing.md5OfBody())
                .md5OfMessageAttributes(outgoing.md5OfAttributes())
                .md5OfMessageSystemAttributes(outgoing.md5OfSystemAttributes())
                .build();
    }
}
