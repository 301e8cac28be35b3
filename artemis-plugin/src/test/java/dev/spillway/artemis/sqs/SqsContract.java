/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What the themes of the contract share: a client, queues that go with the test, and bounded waits. */
@ExtendWith(SqsServers.Resolver.class)
abstract class SqsContract {

    private static final long BOUND_SECONDS = 60;

    /** Errors whose status in the Query protocol is another one than in AWS JSON. */
    private static final Set<String> FORBIDDEN_IN_QUERY =
            Set.of("OverLimit", "AWS.SimpleQueueService.PurgeQueueInProgress");

    final Backend backend;
    SqsAsyncClient client;
    private final List<String> queues = new ArrayList<>();

    SqsContract(Backend backend) {
        this.backend = backend;
    }

    @BeforeEach
    void connect(SqsServers servers, TestInfo test) throws IOException {
        for (DeviatesIn deviation : test.getTestMethod().orElseThrow().getAnnotationsByType(DeviatesIn.class)) {
            if (deviation.value() == backend) {
                Assumptions.abort(backend + " deviates from Amazon SQS: " + deviation.why());
            }
        }
        client = servers.client(backend);
    }

    @AfterEach
    void deleteQueues() {
        for (String url : queues) {
            client.deleteQueue(request -> request.queueUrl(url))
                    .exceptionally(gone -> null)
                    .join();
        }
    }

    static String randomName() {
        return "contract-" + UUID.randomUUID();
    }

    /** A new queue of a random name. */
    String queue() {
        return queue(Map.of());
    }

    String queue(Map<QueueAttributeName, String> attributes) {
        return queue(randomName(), attributes);
    }

    String queue(String name, Map<QueueAttributeName, String> attributes) {
        String url = done(client.createQueue(request -> request.queueName(name).attributes(attributes)))
                .queueUrl();
        queues.add(url);
        return url;
    }

    SendMessageResponse send(String url, String body) {
        return done(client.sendMessage(request -> request.queueUrl(url).messageBody(body)));
    }

    /** Receives one message, which is there or about to be, hidden for 30 seconds, with all of its attributes. */
    Message receive(String url) {
        return receive(url, request -> {});
    }

    Message receive(String url, Consumer<ReceiveMessageRequest.Builder> more) {
        List<Message> messages = poll(url, request -> more.accept(request.waitTimeSeconds(10)));
        assertThat(messages).as("messages received").hasSize(1);
        return messages.get(0);
    }

    /** Receives what is there, hidden for 30 seconds. */
    List<Message> poll(String url) {
        return poll(url, request -> {});
    }

    List<Message> poll(String url, Consumer<ReceiveMessageRequest.Builder> more) {
        return done(client.receiveMessage(request -> {
                    request.queueUrl(url)
                            .maxNumberOfMessages(10)
                            .visibilityTimeout(30)
                            .messageAttributeNames("All")
                            .messageSystemAttributeNamesWithStrings("All");
                    more.accept(request);
                }))
                .messages();
    }

    void delete(String url, Message message) {
        done(client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle())));
    }

    Map<QueueAttributeName, String> attributes(String url, QueueAttributeName... names) {
        return done(client.getQueueAttributes(request -> request.queueUrl(url).attributeNames(names)))
                .attributes();
    }

    /** The answer, within a bounded time. */
    static <A> A done(CompletableFuture<A> future) {
        try {
            return future.get(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the call failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer within " + BOUND_SECONDS + " seconds", e);
        }
    }

    /** The service's error with which the call fails. */
    static SqsException failure(CompletableFuture<?> future) {
        try {
            Object answer = future.get(BOUND_SECONDS, TimeUnit.SECONDS);
            return fail("expected a failure, but the answer is " + answer);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(SqsException.class);
            return (SqsException) e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer within " + BOUND_SECONDS + " seconds", e);
        }
    }

    void assertQueueDoesNotExist(CompletableFuture<?> future) {
        String more = backend == Backend.QUERY ? " for this wsdl version." : ".";
        assertError(future, "AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist" + more);
    }

    void assertError(CompletableFuture<?> future, String code, String message) {
        SqsException error = failure(future);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(error.statusCode()).isEqualTo(status(code));
    }

    private int status(String code) {
        return backend == Backend.QUERY && FORBIDDEN_IN_QUERY.contains(code) ? 403 : 400;
    }
}
