/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an application sees when the service, or the way to it, fails: real requests, answers that are spoilt. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class HttpFaultsTest {

    private static final long SOON = 30_000;

    @RegisterExtension
    static final LoopbackBroker BROKER = new LoopbackBroker();

    private FaultyServer server;
    private SpillwayConnectionFactory factory;
    private Connection connection;
    private Session session;
    private Queue queue;
    private final List<JMSException> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void connect() throws JMSException {
        server = new FaultyServer(BROKER.endpoint());
        factory = new SpillwayConnectionFactory(
                server.uri() + "?region=us-east-1&createDestinations=true&visibilityTimeout=5");
        connection = factory.createConnection();
        connection.setExceptionListener(told::add);
        connection.start();
        session = connection.createSession();
        queue = session.createQueue("faults-" + UUID.randomUUID());
        session.createProducer(queue).close();
    }

    @AfterEach
    void close() {
        factory.close();
        server.close();
    }

    /** Spoils the first requests of an operation. */
    private AtomicInteger first(int times, String spoilt, FaultyServer.Fault fault) {
        AtomicInteger left = new AtomicInteger(times);
        server.fault = (operation, exchange) ->
                operation.equals(spoilt) && left.getAndDecrement() > 0 && fault.spoils(operation, exchange);
        return left;
    }

    private void send(String text) throws JMSException {
        session.createProducer(queue).send(session.createTextMessage(text));
    }

    private String received() throws JMSException {
        return session.createConsumer(queue).receive(SOON).getBody(String.class);
    }

    @Test
    void a_send_survives_throttling_and_server_errors() throws JMSException {
        first(2, "SendMessageBatch", (operation, exchange) -> FaultyServer.error(exchange, 503, "ServiceUnavailable"));
        send("after 503");
        first(2, "SendMessageBatch", (operation, exchange) -> FaultyServer.error(exchange, 400, "ThrottlingException"));
        send("after throttling");

        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(List.of(
                        consumer.receive(SOON).getBody(String.class),
                        consumer.receive(SOON).getBody(String.class)))
                .containsExactlyInAnyOrder("after 503", "after throttling");
    }

    @Test
    void throttling_that_does_not_end_is_a_resource_allocation_exception_with_awss_code_and_request_id() {
        server.fault = (operation, exchange) ->
                operation.equals("SendMessageBatch") && FaultyServer.error(exchange, 400, "RequestThrottled");

        JMSException thrown = catchThrowableOfType(ResourceAllocationException.class, () -> send("x"));

        assertThat(thrown).hasMessageContaining("request-7");
        assertThat(thrown.getErrorCode()).isEqualTo("RequestThrottled");
        assertThat(thrown.getLinkedException()).isNotNull();
    }

    @Test
    void a_send_whose_answer_is_lost_is_sent_again() throws JMSException {
        first(1, "SendMessageBatch", (operation, exchange) -> server.answerLost(exchange));

        send("perhaps twice");

        assertThat(received()).isEqualTo("perhaps twice");
    }

    @Test
    void a_fifo_send_whose_answer_is_lost_is_stored_once() throws JMSException {
        queue = session.createQueue("faults-" + UUID.randomUUID() + ".fifo");
        session.createProducer(queue).close();
        first(1, "SendMessageBatch", (operation, exchange) -> server.answerLost(exchange));

        send("once");
        send("next");

        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(consumer.receive(SOON).getBody(String.class)).isEqualTo("once");
        assertThat(consumer.receive(SOON).getBody(String.class)).isEqualTo("next");
    }

    @Test
    void credentials_that_have_expired_are_a_security_exception() {
        server.fault = (operation, exchange) -> FaultyServer.error(exchange, 403, "ExpiredTokenException");

        assertThatThrownBy(() -> send("x"))
                .isInstanceOf(JMSSecurityException.class)
                .hasMessageContaining("ExpiredTokenException");
    }

    @Test
    void a_consumer_whose_credentials_have_expired_tells_of_it_and_asks_seldom() throws JMSException {
        server.fault = (operation, exchange) ->
                operation.equals("ReceiveMessage") && FaultyServer.error(exchange, 403, "ExpiredTokenException");
        session.createConsumer(queue).setMessageListener(message -> {});

        await().atMost(Duration.ofSeconds(30)).until(() -> !told.isEmpty());
        assertThat(told.get(0)).isInstanceOf(JMSSecurityException.class);
        assertThat(server.operations.stream().filter("ReceiveMessage"::equals)).hasSizeLessThan(20);
    }

    @Test
    void a_full_in_flight_limit_is_told_and_receiving_goes_on_when_it_is_over() throws JMSException {
        List<String> received = new CopyOnWriteArrayList<>();
        AtomicInteger left =
                first(1_000, "ReceiveMessage", (operation, exchange) -> FaultyServer.error(exchange, 403, "OverLimit"));
        session.createConsumer(queue).setMessageListener(message -> received.add("one"));
        connection.createSession().createProducer(queue).send(session.createTextMessage("x"));
        await().atMost(Duration.ofSeconds(60)).until(() -> !told.isEmpty());

        left.set(0);

        await().atMost(Duration.ofSeconds(60)).until(() -> received.size() == 1);
        assertThat(told.get(0)).isInstanceOf(ResourceAllocationException.class);
    }

    @Test
    void a_receive_whose_answer_is_lost_loses_no_message() throws JMSException {
        send("hidden for a while");
        first(1, "ReceiveMessage", (operation, exchange) -> server.answerLost(exchange));

        assertThat(received()).isEqualTo("hidden for a while");
    }

    @Test
    void a_fifo_receive_whose_answer_is_lost_loses_nothing_and_repeats_nothing() throws JMSException {
        queue = session.createQueue("faults-" + UUID.randomUUID() + ".fifo");
        session.createProducer(queue).close();
        send("once");
        first(1, "ReceiveMessage", (operation, exchange) -> server.answerLost(exchange));

        assertThat(received()).isEqualTo("once");
        assertThat(session.createConsumer(queue).receiveNoWait()).isNull();
    }

    @Test
    void a_message_whose_deletion_failed_comes_again() throws JMSException {
        send("again");
        first(
                100,
                "DeleteMessageBatch",
                (operation, exchange) -> FaultyServer.error(exchange, 400, "InvalidParameterValue"));
        MessageConsumer consumer = session.createConsumer(queue);

        assertThat(consumer.receive(SOON).getBody(String.class)).isEqualTo("again");
        assertThat(consumer.receive(SOON).getBody(String.class)).isEqualTo("again");
    }

    @Test
    void a_queue_that_is_deleted_under_a_producer_is_an_invalid_destination() throws JMSException {
        MessageProducer producer = session.createProducer(queue);
        server.fault = (operation, exchange) ->
                operation.equals("SendMessageBatch") && FaultyServer.error(exchange, 400, "QueueDoesNotExist");

        assertThatThrownBy(() -> producer.send(session.createMessage()))
                .isInstanceOf(InvalidDestinationException.class)
                .hasMessageContaining("QueueDoesNotExist");
    }

    @Test
    void closing_does_not_wait_for_a_service_that_does_not_answer() throws JMSException {
        server.fault = (operation, exchange) -> !operation.equals("SendMessageBatch");
        session.createConsumer(queue).setMessageListener(message -> {});
        await().until(() -> server.operations.contains("ReceiveMessage"));

        long start = System.nanoTime();
        connection.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }
}
