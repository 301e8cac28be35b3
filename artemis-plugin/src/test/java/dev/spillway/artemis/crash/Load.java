/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.crash;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Senders and receivers that write down what the broker has acknowledged to them, over all its lives. */
final class Load {

    /** What a killed broker had in flight goes on being so for that long. */
    private static final int VISIBILITY_SECONDS = 20;

    /** Bodies whose sends were acknowledged. */
    final Set<String> sent = ConcurrentHashMap.newKeySet();

    /** Bodies whose delete was asked for: it may or may not have been done when the broker died. */
    final Set<String> deleteRequested = ConcurrentHashMap.newKeySet();

    /** Bodies whose deletes were acknowledged. */
    final Set<String> deleted = ConcurrentHashMap.newKeySet();

    /** The highest receive count that was told, by body. */
    final Map<String, Integer> receiveCounts = new ConcurrentHashMap<>();

    private final AtomicInteger number = new AtomicInteger();

    static SqsAsyncClient client(URI endpoint) {
        return SqsAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(Duration.ofSeconds(30)))
                .build();
    }

    /** Sends batches of ten until the broker is gone. */
    void sendUntilItDies(SqsAsyncClient client, String queueUrl) {
        untilItDies(() -> {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                entries.add(SendMessageBatchRequestEntry.builder()
                        .id("m" + i)
                        .messageBody("message-" + number.incrementAndGet())
                        .build());
            }
            var answer = client.sendMessageBatch(
                            request -> request.queueUrl(queueUrl).entries(entries))
                    .join();
            answer.successful()
                    .forEach(success ->
                            sent.add(entries.get(Integer.parseInt(success.id().substring(1)))
                                    .messageBody()));
        });
    }

    /** Receives, and deletes every second message, until the broker is gone. */
    void receiveUntilItDies(SqsAsyncClient client, String queueUrl) {
        untilItDies(() -> deleteSome(client, queueUrl, receive(client, queueUrl, VISIBILITY_SECONDS)));
    }

    private void deleteSome(SqsAsyncClient client, String queueUrl, List<Message> messages) {
        List<Message> some = messages.stream()
                .filter(message -> message.body().hashCode() % 2 == 0)
                .toList();
        if (some.isEmpty()) {
            return;
        }
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Message message : some) {
            deleteRequested.add(message.body());
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id("m" + entries.size())
                    .receiptHandle(message.receiptHandle())
                    .build());
        }
        var answer = client.deleteMessageBatch(
                        request -> request.queueUrl(queueUrl).entries(entries))
                .join();
        answer.successful()
                .forEach(success -> deleted.add(
                        some.get(Integer.parseInt(success.id().substring(1))).body()));
    }

    /** Receives up to ten messages. @return what came; nothing after a second without a message */
    List<Message> receive(SqsAsyncClient client, String queueUrl, int visibilityTimeout) {
        List<Message> messages = client.receiveMessage(request -> request.queueUrl(queueUrl)
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(visibilityTimeout)
                        .waitTimeSeconds(1)
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .join()
                .messages();
        messages.forEach(message -> receiveCounts.merge(message.body(), count(message), Math::max));
        return messages;
    }

    /**
     * Takes what is there, what a killed broker had in flight too, until the queue counts nothing but what the caller
     * holds: a busy broker may find nothing for a second.
     *
     * @param held how many messages the caller has not deleted
     */
    static void drain(
            SqsAsyncClient client,
            String queueUrl,
            Supplier<List<Message>> receive,
            Consumer<List<Message>> taken,
            IntSupplier held) {
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> {
            for (List<Message> some = receive.get(); !some.isEmpty(); some = receive.get()) {
                taken.accept(some);
            }
            return client.getQueueAttributes(request -> request.queueUrl(queueUrl)
                            .attributeNames(
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                    .join()
                    .attributes()
                    .equals(Map.of(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            "0",
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                            Integer.toString(held.getAsInt())));
        });
    }

    static int count(Message message) {
        return Integer.parseInt(message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
    }

    private static void untilItDies(Runnable step) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                step.run();
            } catch (CompletionException e) {
                if (e.getCause() instanceof SdkException) {
                    return;
                }
                throw e;
            }
        }
    }
}
