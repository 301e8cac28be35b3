/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.sqs.ScriptedSqs;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.SqsMapping;
import dev.spillway.mapping.WireMessage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** What becomes of requests that are given up, fail, or get no answer. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnansweredFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final ScriptedSqs sqs = new ScriptedSqs();
    private final SpillwayConnectionFactory factory =
            SpillwayConnectionFactory.builder().client(sqs).linger(60_000).build();
    private final ConcurrentLinkedQueue<CompletableFuture<ReceiveMessageResponse>> polls =
            new ConcurrentLinkedQueue<>();
    private Connection connection;

    @BeforeEach
    void connect() throws JMSException {
        connection = factory.createConnection();
        connection.start();
        sqs.onReceive = request -> {
            CompletableFuture<ReceiveMessageResponse> answer = new CompletableFuture<>();
            polls.add(answer);
            return answer;
        };
    }

    @AfterEach
    void close() throws JMSException {
        connection.close();
        factory.close();
    }

    private static ReceiveMessageResponse one(String id) {
        return ReceiveMessageResponse.builder()
                .messages(software.amazon.awssdk.services.sqs.model.Message.builder()
                        .messageId(id)
                        .receiptHandle("receipt-" + id)
                        .body("body-" + id)
                        .build())
                .build();
    }

    private static MessageConsumer consumer(Session session) throws JMSException {
        return session.createConsumer(session.createQueue("orders"));
    }

    @Test
    void a_listener_that_was_taken_off_takes_no_message_from_the_next_receive() throws JMSException {
        MessageConsumer consumer = consumer(connection.createSession());
        consumer.setMessageListener(message -> {});
        await().until(() -> !polls.isEmpty());
        consumer.setMessageListener(null);

        polls.remove().complete(one("1"));

        assertThat(consumer.receive(10_000).getBody(String.class)).isEqualTo("body-1");
        assertThat(sqs.changes).isEmpty();
    }

    @Test
    void an_acknowledgement_that_failed_is_tried_again_when_it_is_repeated() throws JMSException {
        sqs.onReceive = request ->
                sqs.receives.size() > 1 ? new CompletableFuture<>() : CompletableFuture.completedFuture(one("1"));
        var answer = sqs.onDelete;
        sqs.onDelete = request -> CompletableFuture.failedFuture(ScriptedSqs.error("AccessDenied", 403));
        Message message =
                consumer(connection.createSession(Session.CLIENT_ACKNOWLEDGE)).receive(10_000);
        assertThatThrownBy(message::acknowledge).hasMessageContaining("AccessDenied");

        assertThatThrownBy(message::acknowledge).hasMessageContaining("AccessDenied");
        sqs.onDelete = answer;
        message.acknowledge();

        assertThat(sqs.deletes).hasSize(3);
    }

    @Test
    void closing_a_browser_does_not_wait_long_for_a_service_that_does_not_answer() throws JMSException {
        sqs.onReceive = request -> CompletableFuture.completedFuture(one(Integer.toString(sqs.receives.size())));
        sqs.onChange = request -> null;
        Session session = connection.createSession();
        QueueBrowser browser = session.createBrowser(session.createQueue("orders"));
        assertThat(browser.getEnumeration().nextElement()).isNotNull();

        assertThat(CompletableFuture.runAsync(() -> end(session))).succeedsWithin(SOON);
    }

    private static void end(Session session) {
        try {
            session.close();
        } catch (JMSException e) {
            throw new java.lang.IllegalStateException(e);
        }
    }

    @Test
    void closing_the_factory_fails_the_sends_that_wait_to_be_sent() throws JMSException {
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        Message message = session.createTextMessage("waits for others");
        CompletableFuture<JMSException> failure = new CompletableFuture<>();
        Thread sender = new Thread(() -> {
            try {
                producer.send(message);
                failure.complete(null);
            } catch (JMSException e) {
                failure.complete(e);
            }
        });
        sender.start();
        await().until(() -> sender.getState() == Thread.State.WAITING);

        factory.close();

        assertThat(failure)
                .succeedsWithin(SOON)
                .isInstanceOf(IllegalStateException.class)
                .extracting(Exception::getMessage)
                .asString()
                .contains("the connection factory was closed");
        assertThat(sqs.sends).isEmpty();
    }

    @Test
    void a_body_that_was_asked_for_as_another_type_and_has_expired_is_deleted() throws Exception {
        AtomicLong expiry = new AtomicLong();
        sqs.onReceive = request -> {
            if (sqs.receives.size() > 1) {
                return new CompletableFuture<>();
            }
            // from now on, so that a slow start takes nothing of its time
            expiry.set(System.currentTimeMillis() + 4_000);
            return expiring(new Headers(null, null, null, null, Headers.DEFAULT_PRIORITY, true, 0, expiry.get(), 0));
        };
        try (JMSContext context = factory.createContext()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("orders"));
            assertThatThrownBy(() -> consumer.receiveBody(Integer.class, 10_000))
                    .isInstanceOf(MessageFormatRuntimeException.class);
            await().until(() -> System.currentTimeMillis() > expiry.get());

            assertThat(consumer.receive(50)).isNull();

            await().until(() -> sqs.deletes.size() == 1);
        }
    }

    private static CompletableFuture<ReceiveMessageResponse> expiring(Headers headers) {
        WireMessage wire = SqsMapping.encode(new MappedMessage(new Body.Text("text"), headers, Map.of()));
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        wire.attributes()
                .forEach((name, value) -> attributes.put(
                        name,
                        MessageAttributeValue.builder()
                                .dataType(value.dataType())
                                .stringValue(value.stringValue())
                                .build()));
        return CompletableFuture.completedFuture(ReceiveMessageResponse.builder()
                .messages(software.amazon.awssdk.services.sqs.model.Message.builder()
                        .messageId("1")
                        .receiptHandle("receipt")
                        .body(wire.body())
                        .messageAttributes(attributes)
                        .build())
                .build());
    }

    @Test
    void a_body_that_was_asked_for_as_another_type_is_not_handed_out_while_the_connection_is_stopped() {
        sqs.onReceive = request ->
                sqs.receives.size() > 1 ? new CompletableFuture<>() : CompletableFuture.completedFuture(one("1"));
        try (JMSContext context = factory.createContext()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("orders"));
            assertThatThrownBy(() -> consumer.receiveBody(Integer.class, 10_000))
                    .isInstanceOf(MessageFormatRuntimeException.class);
            context.stop();

            assertThat(consumer.receiveNoWait()).isNull();

            await().until(() -> sqs.changes.size() == 1);
        }
    }
}
