/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Requests that are answered too late for the SDK's time-outs, and queues that are deleted while they are used. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class TimeoutsAndDeletedQueuesTest {

    private static final long SOON = 30_000;

    @RegisterExtension
    static final LoopbackBroker BROKER = new LoopbackBroker();

    private FaultyServer server;
    private SqsAsyncClient sqs;
    private SpillwayConnectionFactory factory;
    private Connection connection;
    private Session session;
    private Queue queue;
    private final List<JMSException> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void connect() throws JMSException {
        server = new FaultyServer(BROKER.endpoint());
        sqs = SqsAsyncClient.builder()
                .endpointOverride(URI.create(server.uri().substring("spillway:".length())))
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(timeouts -> timeouts.apiCallTimeout(Duration.ofSeconds(5)))
                .build();
        factory = SpillwayConnectionFactory.builder()
                .client(sqs)
                .visibilityTimeout(3)
                .build();
        connection = factory.createConnection();
        connection.setExceptionListener(told::add);
        connection.start();
        session = connection.createSession();
        queue = session.createQueue("gone-" + UUID.randomUUID());
        String name = queue.getQueueName();
        BROKER.client().createQueue(request -> request.queueName(name));
    }

    @AfterEach
    void close() {
        factory.close();
        sqs.close();
        server.close();
    }

    private void delete() throws JMSException {
        String name = queue.getQueueName();
        String url =
                BROKER.client().getQueueUrl(request -> request.queueName(name)).queueUrl();
        BROKER.client().deleteQueue(request -> request.queueUrl(url));
    }

    private void send(String text) throws JMSException {
        session.createProducer(queue).send(session.createTextMessage(text));
    }

    @Test
    void a_send_that_is_not_answered_in_time_fails_and_the_next_goes_through() throws JMSException {
        server.fault = (operation, exchange) -> operation.equals("SendMessageBatch");

        JMSException thrown = catchThrowableOfType(JMSException.class, () -> send("unanswered"));
        server.fault = (operation, exchange) -> false;
        send("answered");

        assertThat(thrown).hasMessageContaining(queue.getQueueName());
        assertThat(thrown.getLinkedException()).isInstanceOf(ApiCallTimeoutException.class);
        assertThat(session.createConsumer(queue).receive(SOON).getBody(String.class))
                .isEqualTo("answered");
    }

    @Test
    void an_asynchronous_send_that_is_not_answered_in_time_tells_its_listener() throws JMSException {
        server.fault = (operation, exchange) -> operation.equals("SendMessageBatch");
        CompletableFuture<Exception> failure = new CompletableFuture<>();

        session.createProducer(queue).send(session.createTextMessage("x"), new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                failure.complete(null);
            }

            @Override
            public void onException(Message message, Exception exception) {
                failure.complete(exception);
            }
        });

        assertThat(failure).succeedsWithin(Duration.ofSeconds(30));
        assertThat(failure.join()).isInstanceOf(JMSException.class);
    }

    @Test
    void what_a_receive_brought_that_was_answered_too_late_comes_again() throws JMSException {
        send("late");
        AtomicInteger swallowed = new AtomicInteger();
        server.fault = (operation, exchange) ->
                operation.equals("ReceiveMessage") && swallowed.getAndIncrement() == 0 && server.answerKept(exchange);

        MessageConsumer consumer = session.createConsumer(queue);
        Message received =
                await().atMost(Duration.ofSeconds(60)).until(() -> consumer.receive(1_000), Objects::nonNull);

        assertThat(received.getBody(String.class)).isEqualTo("late");
        assertThat(told).isEmpty();
    }

    @Test
    void a_long_poll_may_take_longer_than_the_time_out_of_other_requests() throws JMSException {
        MessageConsumer consumer = session.createConsumer(queue);

        assertThat(consumer.receive(8_000)).isNull();

        assertThat(Collections.frequency(server.operations, "ReceiveMessage")).isEqualTo(1);
        assertThat(told).isEmpty();
    }

    @Test
    void a_receive_that_waits_fails_when_its_queue_is_deleted_and_the_exception_listener_is_told_once()
            throws JMSException {
        MessageConsumer consumer = session.createConsumer(queue);
        CompletableFuture<Void> deleted = CompletableFuture.runAsync(() -> {
            await().until(() -> server.operations.contains("ReceiveMessage"));
            try {
                delete();
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        });

        assertThatThrownBy(consumer::receive)
                .isInstanceOf(InvalidDestinationException.class)
                .hasMessageContaining(queue.getQueueName());
        assertThatThrownBy(consumer::receive).isInstanceOf(InvalidDestinationException.class);

        assertThat(deleted).succeedsWithin(Duration.ofSeconds(30));
        await().until(() -> !told.isEmpty());
        assertThat(told).hasSize(1);
    }

    @Test
    void a_listener_whose_queue_is_deleted_tells_of_it_once_asks_seldom_and_closes_at_once() throws JMSException {
        session.createConsumer(queue).setMessageListener(message -> {});
        await().until(() -> server.operations.contains("ReceiveMessage"));

        delete();
        await().atMost(Duration.ofSeconds(60)).until(() -> !told.isEmpty());
        int before = server.operations.size();
        await().during(Duration.ofSeconds(2)).until(() -> server.operations.size() - before < 12);

        assertThat(told).hasSize(1);
        assertThat(told.get(0)).isInstanceOf(InvalidDestinationException.class);
        long start = System.nanoTime();
        connection.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
