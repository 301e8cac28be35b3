/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spillway.artemis.SpillwayBroker;
import dev.spillway.artemis.SpillwayConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The SDK's client of SQS over it, and a real server. */
class SdkClientTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    static Path data;

    private static SpillwayBroker broker;
    private static SqsAsyncClient sqs;

    @BeforeAll
    static void start() {
        broker = SpillwayBroker.start(data, new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account()), null);
        sqs = client(broker.endpoint(), Apache5AsyncHttpClient.builder().maxConnections(20));
    }

    @AfterAll
    static void stop() {
        sqs.close();
        broker.close();
    }

    private static SqsAsyncClient client(URI endpoint, SdkAsyncHttpClient.Builder<?> http) {
        return SqsAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClientBuilder(http)
                .build();
    }

    private static <T> T get(CompletableFuture<T> answer) throws Exception {
        return answer.get(30, TimeUnit.SECONDS);
    }

    private static String queue(String name) throws Exception {
        // what is handed to a poll that nobody waits for any more soon comes back
        return get(sqs.createQueue(
                        queue -> queue.queueName(name).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "2"))))
                .queueUrl();
    }

    @Test
    void messages_are_sent_received_and_deleted() throws Exception {
        String url = queue("round-trip");
        get(sqs.sendMessageBatch(batch -> batch.queueUrl(url)
                .entries(IntStream.range(0, 10)
                        .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                                .id("m" + i)
                                .messageBody("\u00e4 \"quoted\" ".repeat(2_000) + i)
                                .build())
                        .toList())));

        Set<String> bodies = new HashSet<>();
        await().atMost(BOUND).untilAsserted(() -> {
            ReceiveMessageResponse received =
                    get(sqs.receiveMessage(poll -> poll.queueUrl(url).maxNumberOfMessages(10)));
            received.messages().forEach(message -> bodies.add(message.body()));
            for (var message : received.messages()) {
                get(sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle())));
            }
            assertThat(bodies).hasSize(10);
        });
        assertThat(bodies).allMatch(body -> body.startsWith("\u00e4 \"quoted\" "));
    }

    @Test
    void what_the_service_refuses_is_its_own_exception() {
        assertThatThrownBy(() -> sqs.getQueueUrl(queue -> queue.queueName("nobody-made-it"))
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void sends_go_on_while_polls_wait_and_polls_that_are_cancelled_give_their_connections_back() throws Exception {
        String url = queue("polled");
        String other = queue("sent-to");
        for (int round = 0; round < 3; round++) {
            List<CompletableFuture<ReceiveMessageResponse>> polls = new ArrayList<>();
            for (int i = 0; i < 19; i++) {
                polls.add(sqs.receiveMessage(poll -> poll.queueUrl(url).waitTimeSeconds(20)));
            }
            assertThat(get(sqs.sendMessage(send -> send.queueUrl(other).messageBody("x")))
                            .messageId())
                    .isNotEmpty();
            assertThat(polls).noneMatch(CompletableFuture::isDone);
            polls.forEach(poll -> poll.cancel(true));
        }
        get(sqs.sendMessage(send -> send.queueUrl(url).messageBody("for the next one")));
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(get(sqs.receiveMessage(
                                        poll -> poll.queueUrl(url).waitTimeSeconds(1)))
                                .messages())
                        .hasSize(1));
    }

    @Test
    void a_request_that_the_network_lost_is_tried_again() throws Exception {
        AtomicBoolean lost = new AtomicBoolean();
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> {
                    if (lost.compareAndSet(false, true)) {
                        connection.socket.close();
                    } else {
                        connection.ok("{\"QueueUrl\":\"http://localhost/q\"}");
                    }
                });
                SqsAsyncClient client = client(server.uri(""), Apache5AsyncHttpClient.builder())) {
            assertThat(get(client.getQueueUrl(queue -> queue.queueName("q"))).queueUrl())
                    .isEqualTo("http://localhost/q");
            assertThat(server.requests).hasSize(2);
        }
    }

    @Test
    void a_server_that_is_not_there_is_a_failure_of_the_client() throws Exception {
        LoopbackServer gone = LoopbackServer.http((request, connection) -> {});
        gone.close();
        try (SqsAsyncClient client = client(gone.uri(""), Apache5AsyncHttpClient.builder())) {
            assertThatThrownBy(() -> client.listQueues().join())
                    .hasCauseInstanceOf(SdkClientException.class)
                    .hasMessageContaining("localhost:" + gone.port());
        }
    }
}
