/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * The receives of one worker, as many and as large as {@link ReceiveSize} says: a lone one is a long poll, several at once don't
 * wait. Used by one thread, but for {@link #stop}.
 */
final class Receives {

    private final PollSettings settings;
    private final ReceiveSize size;
    private final Backlog backlog;
    private volatile boolean stopped;
    private volatile @Nullable CompletableFuture<?> waiting;

    /** @param backlog what the workers of the route have found of the queue */
    Receives(PollSettings settings, Backlog backlog) {
        this.settings = settings;
        this.size = new ReceiveSize(settings.batchSize(), settings.payloads() != null, backlog);
        this.backlog = backlog;
    }

    /**
     * The next messages, in order.
     *
     * @throws CompletionException if SQS gives none since it fails
     */
    List<Message> next(String url) {
        int requests = size.requests();
        ReceiveMessageRequest request =
                request(url, size.eachRequest(), requests == 1 ? settings.waitTimeSeconds() : 0);
        List<CompletableFuture<ReceiveMessageResponse>> answers = IntStream.range(0, requests)
                .mapToObj(i -> settings.client().receiveMessage(request))
                .toList();
        if (requests == 1) {
            await(answers.get(0));
        }
        List<Message> messages = join(answers);
        size.received(messages);
        return messages;
    }

    /**
     * Some messages, beside others that are held, with one request.
     *
     * @param seconds how long to wait for them
     * @throws CompletionException if SQS gives none since it fails
     */
    List<Message> atMost(int max, String url, int seconds) {
        CompletableFuture<ReceiveMessageResponse> answer =
                settings.client().receiveMessage(request(url, Math.min(max, ReceiveSize.MAX_MESSAGES), seconds));
        await(answer);
        return answer.join().messages();
    }

    private ReceiveMessageRequest request(String url, int max, int seconds) {
        return ReceiveMessageRequest.builder()
                .queueUrl(url)
                .maxNumberOfMessages(max)
                .waitTimeSeconds(seconds)
                .visibilityTimeout(settings.visibilityTimeout())
                .messageAttributeNames("All")
                .messageSystemAttributeNames(
                        MessageSystemAttributeName.MESSAGE_GROUP_ID,
                        MessageSystemAttributeName.SENT_TIMESTAMP,
                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                .build();
    }

    /** A poll that {@link #stop} ends. */
    private void await(CompletableFuture<ReceiveMessageResponse> poll) {
        waiting = poll;
        if (stopped) {
            poll.cancel(true);
        }
    }

    /** What some give is taken though others fail: it is hidden from everybody else. */
    private List<Message> join(List<CompletableFuture<ReceiveMessageResponse>> answers) {
        List<Message> messages = new ArrayList<>();
        RuntimeException failure = null;
        for (CompletableFuture<ReceiveMessageResponse> answer : answers) {
            try {
                List<Message> some = answer.join().messages();
                if (some.isEmpty()) {
                    backlog.end();
                }
                messages.addAll(some);
            } catch (RuntimeException failed) {
                failure = failed;
            }
        }
        if (failure != null && messages.isEmpty()) {
            throw failure;
        }
        return messages;
    }

    /** What was received goes back. */
    void beginAgain() {
        size.beginAgain();
    }

    /** A long poll is not waited for. */
    void stop() {
        stopped = true;
        CompletableFuture<?> poll = waiting;
        if (poll != null) {
            poll.cancel(true);
        }
    }
}
