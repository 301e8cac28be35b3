/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.BatchEntries;
import dev.spillway.artemis.sqs.FifoAttributes;
import dev.spillway.artemis.sqs.MessageDeduplicationId;
import dev.spillway.artemis.sqs.QueueAttributes;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SequenceNumber;
import dev.spillway.artemis.sqs.SqsErrors;
import dev.spillway.artemis.sqs.SqsQueue;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.SentMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Sends up to ten messages. The good ones are stored together, in their order; the others are told one by one. */
final class SendMessageBatch implements Operation<SendMessageBatchRequest, SendMessageBatchResponse> {

    private final Queues queues;
    private final Clock clock;

    SendMessageBatch(Queues queues, Clock clock) {
        this.queues = queues;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<SendMessageBatchResponse> call(SendMessageBatchRequest request, Caller caller) {
        SqsQueue queue = queues.at(request.queueUrl(), caller, Action.SEND_MESSAGE);
        BatchEntries.check(request.entries(), "SendMessageBatchRequestEntry", SendMessageBatchRequestEntry::id);
        queue.attributes().fifo().ifPresent(fifo -> requireFifoParameters(request.entries(), fifo));

        List<NewMessage> messages = new ArrayList<>();
        List<Sendable> sendable = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        long now = clock.millis();
        long size = 0;
        for (SendMessageBatchRequestEntry entry : request.entries()) {
            try {
                OutgoingMessage outgoing = OutgoingMessage.of(entry, queue.attributes(), caller, now);
                messages.add(outgoing.message());
                sendable.add(new Sendable(entry.id(), outgoing));
                size += outgoing.size();
            } catch (SqsException e) {
                failed.add(BatchEntries.failed(entry.id(), e));
                size += bodySize(entry);
            }
        }
        if (size > QueueAttributes.MAX_MESSAGE_SIZE) {
            throw SqsErrors.batchRequestTooLong(QueueAttributes.MAX_MESSAGE_SIZE, size);
        }
        return messages.isEmpty()
                ? CompletableFuture.completedFuture(answer(sendable, List.of(), failed))
                : Operation.reply(queue.stored().send(messages), sent -> answer(sendable, sent, failed));
    }

    /** The absence of these fails the batch, and with another code than it fails a single message. */
    private static void requireFifoParameters(List<SendMessageBatchRequestEntry> entries, FifoAttributes queue) {
        for (SendMessageBatchRequestEntry entry : entries) {
            if (entry.messageGroupId() == null) {
                throw SqsErrors.missingInEntry("MessageGroupId");
            }
            MessageDeduplicationId.require(entry.messageDeduplicationId(), queue);
        }
    }

    /** What an entry that failed, perhaps for its size, counts in the sum. */
    private static long bodySize(SendMessageBatchRequestEntry entry) {
        return entry.messageBody() == null ? 0 : entry.messageBody().getBytes(StandardCharsets.UTF_8).length;
    }

    private static SendMessageBatchResponse answer(
            List<Sendable> sendable, List<SentMessage> sent, List<BatchResultErrorEntry> failed) {
        List<SendMessageBatchResultEntry> successful = new ArrayList<>(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            successful.add(success(sendable.get(i), sent.get(i)));
        }
        return SendMessageBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build();
    }

    private static SendMessageBatchResultEntry success(Sendable entry, SentMessage sent) {
        OutgoingMessage outgoing = entry.outgoing();
        return SendMessageBatchResultEntry.builder()
                .id(entry.id())
                .messageId(sent.id().toString())
                .sequenceNumber(SequenceNumber.text(sent.sequence()))
                .md5OfMessageBody(outgoing.md5OfBody())
                .md5OfMessageAttributes(outgoing.md5OfAttributes())
                .md5OfMessageSystemAttributes(outgoing.md5OfSystemAttributes())
                .build();
    }

    private record Sendable(String id, OutgoingMessage outgoing) {}
}
