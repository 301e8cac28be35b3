/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.camel.SqsProxy.Fault;
import dev.spillway.jms.SpillwayConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Several requesters at once, while HTTP requests to SQS fail at random and one bridge takes over from another. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class RequestReplyFaultsTest {

    private static final long PATIENCE = TimeUnit.MINUTES.toMillis(2);
    private static final int REQUESTERS = 4;
    private static final int REQUESTS = 10;

    @TempDir
    Path data;

    private final String requests = TestBroker.newName("requests");

    @Test
    void each_requester_gets_the_reply_to_each_of_its_requests_and_to_no_other() throws Exception {
        Random random = new Random(4);
        ExecutorService threads = Executors.newFixedThreadPool(REQUESTERS);
        try (TestBroker broker = new TestBroker(data);
                SqsProxy proxy = new SqsProxy(broker.endpoint());
                SqsAsyncClient sqs = client(proxy);
                SpillwayConnectionFactory onSqs = new SpillwayConnectionFactory(
                        "spillway:" + broker.endpoint() + "?region=us-east-1&accessKey=any&secretKey=any");
                JMSContext responder = onSqs.createContext()) {
            for (String queue : List.of("-sqs", "-replies", "-dead")) {
                broker.sqs()
                        .createQueue(request -> request.queueName(requests + queue))
                        .join();
            }
            proxy.fault = () -> fault(random);
            List<Future<Map<String, String>>> answers = new ArrayList<>();
            try (RequestRoute first = new RequestRoute(broker.factory(), sqs, requests, 0)) {
                for (int i = 0; i < REQUESTERS; i++) {
                    int requester = i;
                    answers.add(threads.submit(() -> ask(broker, "requester " + requester)));
                }
                await().atMost(PATIENCE, TimeUnit.MILLISECONDS)
                        .until(() -> broker.depthOfSqs(broker.urlOfSqs(requests + "-sqs")) > REQUESTS);
            }
            respond(responder);
            try (RequestRoute second = new RequestRoute(broker.factory(), sqs, requests, 0)) {
                for (Future<Map<String, String>> answer : answers) {
                    assertThat(answer.get())
                            .hasSize(REQUESTS)
                            .allSatisfy((question, reply) -> assertThat(reply).isEqualTo("re: " + question));
                }
            }
            assertThat(broker.depthOfJms(requests + ".dead")).isZero();
            assertThat(broker.depthOfJms(TestBroker.GIVEN_UP)).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    /** The replies by their questions. */
    private Map<String, String> ask(TestBroker broker, String name) throws JMSException {
        try (JMSContext context = broker.factory().createContext()) {
            TemporaryQueue replies = context.createTemporaryQueue();
            JMSConsumer consumer = context.createConsumer(replies);
            Map<String, String> questions = new HashMap<>();
            for (int i = 0; i < REQUESTS; i++) {
                TextMessage request = context.createTextMessage(name + ", " + i);
                request.setJMSReplyTo(replies);
                context.createProducer().send(context.createQueue(requests), request);
                questions.put(request.getJMSMessageID(), request.getText());
            }
            Map<String, String> answers = new HashMap<>();
            while (answers.size() < REQUESTS) {
                Message reply = consumer.receive(PATIENCE);
                assertThat(reply).as("another reply after " + answers).isNotNull();
                assertThat(questions).containsKey(reply.getJMSCorrelationID());
                answers.put(questions.get(reply.getJMSCorrelationID()), reply.getBody(String.class));
            }
            return answers;
        }
    }

    private void respond(JMSContext responder) {
        JMSContext replies = responder.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        responder.createConsumer(responder.createQueue(requests + "-sqs")).setMessageListener(request -> {
            try {
                replies.createProducer()
                        .setJMSCorrelationID(request.getJMSCorrelationID())
                        .send(request.getJMSReplyTo(), "re: " + request.getBody(String.class));
            } catch (JMSException e) {
                throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
            }
        });
    }

    private static Fault fault(Random random) {
        synchronized (random) {
            return switch (random.nextInt(10)) {
                case 0 -> Fault.CUT;
                case 1 -> Fault.UNAVAILABLE;
                case 2 -> Fault.ANSWER_LOST;
                default -> Fault.NONE;
            };
        }
    }

    private static SqsAsyncClient client(SqsProxy proxy) {
        return SqsAsyncClient.builder()
                .endpointOverride(proxy.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }
}
