/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.sqs.ScriptedSqs;
import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** What a consumer sees of faults that the service makes, and when it asks at all. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class ReceivingFaultsTest {

    private final ScriptedSqs sqs = new ScriptedSqs();
    private final SpillwayConnectionFactory factory = new SpillwayConnectionFactory(sqs);
    private final List<JMSException> told = new CopyOnWriteArrayList<>();
    private Connection connection;
    private Session session;

    @BeforeEach
    void connect() throws JMSException {
        connection = factory.createConnection();
        connection.setExceptionListener(told::add);
        connection.start();
        session = connection.createSession();
    }

    @AfterEach
    void close() throws JMSException {
        connection.close();
        factory.close();
    }

    private MessageConsumer consumer() throws JMSException {
        return session.createConsumer(session.createQueue("orders"));
    }

    @Test
    void a_receive_on_a_queue_that_is_gone_fails_and_the_exception_listener_is_told_once() throws JMSException {
        sqs.onReceive = request ->
                CompletableFuture.failedFuture(ScriptedSqs.error("AWS.SimpleQueueService.NonExistentQueue", 400));
        MessageConsumer consumer = consumer();

        assertThatThrownBy(consumer::receive)
                .isInstanceOf(InvalidDestinationException.class)
                .hasMessageContaining("NonExistentQueue");
        assertThatThrownBy(consumer::receive).isInstanceOf(InvalidDestinationException.class);

        await().until(() -> told.size() == 1);
        assertThat(told.get(0)).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    void a_receive_that_is_not_allowed_fails_as_a_security_exception() throws JMSException {
        sqs.onReceive = request -> CompletableFuture.failedFuture(ScriptedSqs.error("AccessDenied", 403));

        assertThatThrownBy(consumer()::receive)
                .isInstanceOf(JMSSecurityException.class)
                .extracting(e -> ((JMSException) e).getErrorCode())
                .isEqualTo("AccessDenied");
    }

    @Test
    void a_listener_survives_a_fault_that_passes_and_polls_are_paced_meanwhile() throws JMSException {
        List<String> received = new CopyOnWriteArrayList<>();
        sqs.onReceive = request -> CompletableFuture.failedFuture(ScriptedSqs.error("InternalError", 500));
        consumer().setMessageListener(message -> received.add(message.toString()));

        await().until(() -> told.size() == 1);
        assertThat(sqs.receives).hasSizeLessThan(10);

        sqs.onReceive = request -> sqs.deletes.isEmpty() && received.isEmpty()
                ? CompletableFuture.completedFuture(ReceiveMessageResponse.builder()
                        .messages(Message.builder()
                                .messageId("1")
                                .receiptHandle("r")
                                .body("at last")
                                .build())
                        .build())
                : new CompletableFuture<>();
        await().until(() -> !received.isEmpty() && !sqs.deletes.isEmpty());
    }

    @Test
    void a_listener_that_throws_an_error_gets_the_message_again_and_those_after_it() throws JMSException {
        List<String> ids = new CopyOnWriteArrayList<>();
        sqs.onReceive = request -> sqs.receives.size() > 2
                ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(ReceiveMessageResponse.builder()
                        .messages(Message.builder()
                                .messageId("" + sqs.receives.size())
                                .receiptHandle("r" + sqs.receives.size())
                                .body("text")
                                .build())
                        .build());
        consumer().setMessageListener(message -> {
            ids.add(message.toString());
            Thread.currentThread().interrupt();
            throw new NoClassDefFoundError("as scripted");
        });

        await().until(() -> ids.size() == 2);
        await().until(() ->
                sqs.changes.stream().mapToInt(change -> change.entries().size()).sum() == 2);
    }

    @ParameterizedTest
    @CsvSource({"1,0", "2,7", "3,14"})
    void a_message_whose_listener_threw_comes_again_at_once_the_first_time_then_when_the_application_wants(
            String received, int seconds) throws JMSException {
        sqs.onReceive = request -> sqs.receives.size() > 1
                ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(ReceiveMessageResponse.builder()
                        .messages(Message.builder()
                                .messageId("1")
                                .receiptHandle("r")
                                .body("text")
                                .attributes(Map.of(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, received))
                                .build())
                        .build());
        try (SpillwayConnectionFactory patient = new SpillwayConnectionFactory(sqs)) {
            patient.setRedeliveryDelay(7);
            Connection own = patient.createConnection();
            Session listening = own.createSession();
            listening.createConsumer(listening.createQueue("orders")).setMessageListener(message -> {
                throw new IllegalStateException("as scripted");
            });
            own.start();

            await().until(() -> !sqs.changes.isEmpty());
        }
        assertThat(sqs.changes.get(0).entries().get(0).visibilityTimeout()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_given_back_together_travels_together(boolean transacted) throws JMSException {
        List<Message> twenty = IntStream.range(0, 20)
                .mapToObj(i -> Message.builder()
                        .messageId("m" + i)
                        .receiptHandle("r" + i)
                        .body("text")
                        .build())
                .toList();
        sqs.onReceive = request -> sqs.receives.size() > 1
                ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(
                        ReceiveMessageResponse.builder().messages(twenty).build());
        Session session =
                connection.createSession(transacted ? Session.SESSION_TRANSACTED : Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
        for (int i = 0; i < 20; i++) {
            assertThat(consumer.receive(30_000)).isNotNull();
        }

        session.close();

        await().until(() -> sqs.changes.size() > 1);
        assertThat(sqs.changes).extracting(request -> request.entries().size()).containsExactly(10, 10);
    }

    @Test
    void the_exception_listener_is_called_once_at_a_time() throws JMSException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch release = new CountDownLatch(1);
        connection.setExceptionListener(failure -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            running.decrementAndGet();
            told.add(failure);
        });
        sqs.onReceive = request -> CompletableFuture.failedFuture(ScriptedSqs.error("AccessDenied", 403));

        assertThatThrownBy(consumer()::receive).isInstanceOf(JMSSecurityException.class);
        assertThatThrownBy(() ->
                        session.createConsumer(session.createQueue("others")).receive())
                .isInstanceOf(JMSSecurityException.class);
        await().during(Duration.ofMillis(100)).until(() -> most.get() == 1);
        release.countDown();

        await().until(() -> told.size() == 2);
        assertThat(most).hasValue(1);
    }

    @Test
    void a_service_that_answers_long_polls_at_once_with_nothing_is_not_asked_without_a_pause() throws JMSException {
        sqs.onReceive = request -> CompletableFuture.completedFuture(
                ReceiveMessageResponse.builder().build());

        assertThat(consumer().receive(1_000)).isNull();

        assertThat(sqs.receives).hasSizeBetween(2, 4);
    }

    @Test
    void nobody_polls_until_somebody_asks() throws JMSException {
        MessageConsumer consumer = consumer();
        assertThat(sqs.receives).isEmpty();

        assertThat(consumer.receive(50)).isNull();
        assertThat(sqs.receives).hasSize(1);

        connection.stop();
        assertThat(consumer.receive(50)).isNull();
        assertThat(consumer.receiveNoWait()).isNull();
        assertThat(sqs.receives).hasSize(1);
    }

    @Test
    void a_first_poll_asks_for_no_more_than_the_consumers_that_wait() throws JMSException {
        assertThat(consumer().receive(50)).isNull();

        assertThat(sqs.receives.get(0).maxNumberOfMessages()).isEqualTo(1);
        assertThat(sqs.receives.get(0).waitTimeSeconds()).isEqualTo(1);
        assertThat(sqs.receives.get(0).visibilityTimeout()).isEqualTo(30);
    }

    @Test
    void a_client_that_was_given_stays_open_and_has_no_uri() {
        assertThatThrownBy(() -> factory.setUri("spillway:aws")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SpillwayConnectionFactory.builder()
                        .client(sqs)
                        .uri("spillway:aws")
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void without_the_plugin_on_the_class_path_the_embedded_broker_is_asked_for_by_name() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (var embedded = new SpillwayConnectionFactory("spillway:embedded?data=unused")) {
            assertThatThrownBy(embedded::createConnection)
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("dev.spillway:artemis-plugin")
                    .hasMessageContaining("org.apache.artemis:artemis-server");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void closing_does_not_wait_for_a_service_that_never_answers() throws JMSException {
        consumer().setMessageListener(message -> {});
        await().until(() -> !sqs.receives.isEmpty());

        // it would not return at all
        connection.close();

        assertThatThrownBy(connection::createSession).isInstanceOf(jakarta.jms.IllegalStateException.class);
    }
}
