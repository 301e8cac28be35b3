/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.camel.batch.OutageException;
import dev.spillway.mapping.Attribute;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Sends batches to a queue of SQS and settles each message by its own entry of the answer. The deduplication id of a FIFO
 * queue is the message's id, so that what is sent again within five minutes arrives once. A message without a group is a
 * group of its own there. Safe for use by any number of threads.
 */
final class BatchSender {

    private final SqsAsyncClient client;
    private final String queueUrl;
    private final boolean fifo;
    private final WireForm form;

    BatchSender(SqsAsyncClient client, String queueUrl, WireForm form) {
        this.client = client;
        this.queueUrl = queueUrl;
        this.form = form;
        this.fifo = queueUrl.endsWith(".fifo");
    }

    /**
     * Returns when every message is settled.
     *
     * @throws OutageException if the queue takes nothing at present; what it took before is settled, the rest open
     */
    void send(Batch batch) throws OutageException {
        for (List<BatchMessage> open = batch.open(); !open.isEmpty(); open = batch.open()) {
            List<UnderWay> round = SendRound.next(open, fifo, form).stream()
                    .map(entries -> new UnderWay(entries, start(entries)))
                    .toList();
            OutageException outage = null;
            for (UnderWay request : round) {
                try {
                    finish(request);
                } catch (OutageException out) {
                    outage = out;
                }
            }
            if (outage != null) {
                throw outage;
            }
        }
    }

    /** A request that was made, to be answered. */
    private record UnderWay(List<SendRound.Entry> entries, CompletableFuture<SendMessageBatchResponse> answer) {}

    private CompletableFuture<SendMessageBatchResponse> start(List<SendRound.Entry> entries) {
        try {
            return client.sendMessageBatch(request(entries));
        } catch (IllegalStateException closed) {
            return CompletableFuture.failedFuture(closed);
        }
    }

    private void finish(UnderWay request) throws OutageException {
        List<SendRound.Entry> entries = request.entries();
        SendMessageBatchResponse answer;
        try {
            answer = request.answer().join();
        } catch (CompletionException failure) {
            Throwable cause = SqsFailures.unwrap(failure);
            if (!SqsFailures.isOfContent(cause)) {
                throw SqsFailures.outage("SendMessageBatch", queueUrl, cause);
            }
            if (entries.size() == 1) {
                entries.get(0).message().refuse(SqsFailures.reason(cause));
                return;
            }
            for (SendRound.Entry entry : entries) {
                finish(new UnderWay(List.of(entry), start(List.of(entry))));
            }
            return;
        }
        settle(entries, answer);
    }

    private void settle(List<SendRound.Entry> entries, SendMessageBatchResponse answer) throws OutageException {
        answer.successful()
                .forEach(entry ->
                        entries.get(Integer.parseInt(entry.id())).message().accept());
        OutageException outage = null;
        for (BatchResultErrorEntry failed : answer.failed()) {
            if (SqsFailures.isOfContent(failed)) {
                entries.get(Integer.parseInt(failed.id())).message().refuse(SqsFailures.reason(failed));
            } else {
                outage = SqsFailures.outage("SendMessageBatch", queueUrl, failed);
            }
        }
        long left = entries.stream()
                .filter(entry -> entry.message().state() == BatchMessage.State.OPEN)
                .count();
        if (left < entries.size()) {
            return; // it takes messages: what is left goes with the next request
        }
        if (outage != null) {
            throw outage;
        } else {
            throw new OutageException("SendMessageBatch to " + queueUrl + " was answered without its entries");
        }
    }

    private SendMessageBatchRequest request(List<SendRound.Entry> entries) {
        return SendMessageBatchRequest.builder()
                .queueUrl(queueUrl)
                .entries(IntStream.range(0, entries.size())
                        .mapToObj(i -> entry(Integer.toString(i), entries.get(i)))
                        .toList())
                .build();
    }

    private SendMessageBatchRequestEntry entry(String id, SendRound.Entry entry) {
        BatchMessage message = entry.message();
        String group = message.groupId() == null ? message.id() : message.groupId();
        return SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody(entry.wire().body())
                .messageAttributes(attributes(entry.wire().attributes()))
                .messageGroupId(fifo ? FifoIds.of(group) : null)
                .messageDeduplicationId(fifo ? FifoIds.of(message.id()) : null)
                .build();
    }

    private static Map<String, MessageAttributeValue> attributes(Map<String, Attribute> attributes) {
        Map<String, MessageAttributeValue> values = new HashMap<>();
        attributes.forEach((name, attribute) -> {
            byte[] binary = attribute.binaryValue();
            values.put(
                    name,
                    MessageAttributeValue.builder()
                            .dataType(attribute.dataType())
                            .stringValue(attribute.stringValue())
                            .binaryValue(binary == null ? null : SdkBytes.fromByteArrayUnsafe(binary))
                            .build());
        });
        return values;
    }
}
