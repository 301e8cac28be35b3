/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A synchronous send with no other beside it makes its request on the application's thread: what ends it, and whom it holds up. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoneSendFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final LoopbackBroker BROKER = new LoopbackBroker();

    private FaultyServer server;
    private SpillwayConnectionFactory factory;
    private Connection connection;
    private Session session;
    private Queue queue;

    @BeforeEach
    void connect() throws JMSException {
        server = new FaultyServer(BROKER.endpoint());
        factory = new SpillwayConnectionFactory(server.uri() + "?region=us-east-1&createDestinations=true");
        connection = factory.createConnection();
        session = connection.createSession();
        queue = session.createQueue("lone-" + UUID.randomUUID());
        session.createProducer(queue).close();
    }

    @AfterEach
    void close() {
        factory.close();
        server.close();
    }

    /** Leaves the first send of all without an answer. */
    private void leaveTheFirstUnanswered() {
        AtomicInteger sends = new AtomicInteger();
        server.fault = (operation, exchange) -> operation.equals("SendMessageBatch") && sends.getAndIncrement() == 0;
    }

    /** A thread that sends, and what its send threw. */
    private record Sending(
            Thread thread, CompletableFuture<JMSException> thrown, CompletableFuture<Boolean> interrupted) {}

    private Sending send(String text) throws JMSException {
        MessageProducer producer = session.createProducer(queue);
        Message message = session.createTextMessage(text);
        CompletableFuture<JMSException> thrown = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                producer.send(message);
                thrown.complete(null);
            } catch (JMSException e) {
                thrown.complete(e);
            } finally {
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        return new Sending(thread, thrown, interrupted);
    }

    /** Waits until the server has the request, which the sender's own thread has made. */
    private void awaitRequest(Sending sending) {
        await().atMost(SOON).until(() -> server.operations.contains("SendMessageBatch"));
        assertThat(Stream.of(sending.thread().getStackTrace()).map(StackTraceElement::getClassName))
                .anyMatch(name -> name.endsWith(".BlockingExchange"));
    }

    @Test
    void an_interrupt_ends_a_send_that_is_not_answered_and_stays() throws JMSException {
        leaveTheFirstUnanswered();
        Sending sending = send("unanswered");
        awaitRequest(sending);

        sending.thread().interrupt();

        assertThat(sending.thrown())
                .succeedsWithin(SOON)
                .extracting(Exception::getMessage)
                .asString()
                .contains("the thread was interrupted while it waited");
        assertThat(sending.interrupted()).succeedsWithin(SOON).isEqualTo(true);
        assertThat(server.operations).containsOnlyOnce("SendMessageBatch");
    }

    @Test
    void a_thread_that_is_interrupted_already_does_not_wait() throws JMSException {
        leaveTheFirstUnanswered();
        MessageProducer producer = session.createProducer(queue);

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> producer.send(session.createMessage()))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("the thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closing_the_factory_ends_a_send_that_is_not_answered() throws JMSException {
        leaveTheFirstUnanswered();
        Sending sending = send("unanswered");
        awaitRequest(sending);

        factory.close();

        assertThat(sending.thrown()).succeedsWithin(SOON).isInstanceOf(JMSException.class);
    }

    @Test
    void others_send_beside_one_that_is_not_answered() throws JMSException {
        leaveTheFirstUnanswered();
        Sending sending = send("unanswered");
        awaitRequest(sending);
        List<Exception> failures = new CopyOnWriteArrayList<>();
        CountDownLatch completed = new CountDownLatch(3);

        Session other = connection.createSession();
        MessageProducer producer = other.createProducer(queue);
        for (int i = 0; i < 3; i++) {
            producer.send(other.createTextMessage("beside"), new CompletionListener() {
                @Override
                public void onCompletion(Message message) {
                    completed.countDown();
                }

                @Override
                public void onException(Message message, Exception exception) {
                    failures.add(exception);
                }
            });
        }

        await().atMost(SOON).until(() -> completed.getCount() == 0);
        assertThat(failures).isEmpty();
        assertThat(sending.thrown()).isNotDone();
        sending.thread().interrupt();
        assertThat(sending.thrown()).succeedsWithin(SOON);
    }

    @Test
    void a_send_finds_its_connection_closed_by_the_server_and_is_stored_nevertheless() throws JMSException {
        AtomicInteger sends = new AtomicInteger();
        server.fault = (operation, exchange) -> {
            if (operation.equals("SendMessageBatch") && sends.getAndIncrement() == 0) {
                exchange.getResponseHeaders().add("Connection", "close");
            }
            return false;
        };
        MessageProducer producer = session.createProducer(queue);
        producer.send(session.createTextMessage("first"));
        producer.send(session.createTextMessage("second"));

        connection.start();
        var consumer = session.createConsumer(queue);
        assertThat(List.of(
                        consumer.receive(SOON.toMillis()).getBody(String.class),
                        consumer.receive(SOON.toMillis()).getBody(String.class)))
                .containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void a_server_that_is_gone_is_a_jms_exception() throws JMSException {
        MessageProducer producer = session.createProducer(queue);
        producer.send(session.createMessage());
        server.close();

        assertThatThrownBy(() -> producer.send(session.createMessage()))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining(queue.getQueueName());
    }
}
