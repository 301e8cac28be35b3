/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.bridge;

import dev.spillway.benchmarks.requests.RequestCount;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A queue of SQS. */
final class SqsEnd implements End {

    private static final int BATCH = 10;
    private static final int AT_ONCE = 8;

    private final SqsAsyncClient client;
    private final String url;

    private SqsEnd(SqsAsyncClient client, String url) {
        this.client = client;
        this.url = url;
    }

    /** A new queue. */
    static SqsEnd create(URI endpoint, String name) {
        SqsAsyncClient client =
                new RequestCount().at(endpoint, SqsAsyncClient.builder()).build();
        return new SqsEnd(
                client,
                client.createQueue(request -> request.queueName(name)).join().queueUrl());
    }

    @Override
    public void fill(long from, long to) {
        atOnce(lane -> {
            for (long first = from + (long) lane * BATCH; first < to; first += (long) AT_ONCE * BATCH) {
                send(first, Math.min(to, first + BATCH));
            }
        });
    }

    private void send(long from, long to) {
        List<SendMessageBatchRequestEntry> entries = LongStream.range(from, to)
                .mapToObj(number -> SendMessageBatchRequestEntry.builder()
                        .id(Long.toString(number))
                        .messageBody(End.body(number))
                        .build())
                .toList();
        var answer = client.sendMessageBatch(request -> request.queueUrl(url).entries(entries))
                .join();
        if (!answer.failed().isEmpty()) {
            throw new IllegalStateException("not sent: " + answer.failed());
        }
    }

    @Override
    public long depth() {
        var attributes = client.getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .join()
                .attributes();
        return attributes.values().stream().mapToLong(Long::parseLong).sum();
    }

    @Override
    public Map<Long, Integer> drain() {
        Map<Long, Integer> numbers = new ConcurrentHashMap<>();
        atOnce(lane -> {
            for (List<Message> messages = receive(); !messages.isEmpty(); messages = receive()) {
                messages.forEach(message -> numbers.merge(End.number(message.body()), 1, Integer::sum));
                delete(messages);
            }
        });
        return numbers;
    }

    private List<Message> receive() {
        return client.receiveMessage(request ->
                        request.queueUrl(url).maxNumberOfMessages(BATCH).waitTimeSeconds(1))
                .join()
                .messages();
    }

    private void delete(List<Message> messages) {
        List<DeleteMessageBatchRequestEntry> entries = messages.stream()
                .map(message -> DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
                .toList();
        client.deleteMessageBatch(request -> request.queueUrl(url).entries(entries))
                .join();
    }

    private static void atOnce(IntConsumer work) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<Void>> lanes = IntStream.range(0, AT_ONCE)
                    .mapToObj(lane -> CompletableFuture.runAsync(() -> work.accept(lane), threads))
                    .toList();
            lanes.forEach(CompletableFuture::join);
        } finally {
            threads.shutdown();
        }
    }

    @Override
    public void close() {
        client.deleteQueue(request -> request.queueUrl(url)).join();
        client.close();
    }
}
