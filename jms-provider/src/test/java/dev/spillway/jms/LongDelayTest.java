/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.sqs.ScriptedSqs;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Delivery delays that are longer than SQS keeps messages back. */
class LongDelayTest {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final ScriptedSqs sqs = new ScriptedSqs();
    private final SpillwayConnectionFactory factory = new SpillwayConnectionFactory(sqs);
    private Session session;

    @BeforeEach
    void connect() throws JMSException {
        Connection connection = factory.createConnection();
        connection.start();
        session = connection.createSession();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private TextMessage sent(long delay) throws JMSException {
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        producer.setDeliveryDelay(delay);
        TextMessage message = session.createTextMessage("later");
        producer.send(message);
        return message;
    }

    /** What was sent, as SQS hands it out. */
    private void received(int receiveCount) {
        SendMessageBatchRequestEntry entry = sqs.sends.get(0).entries().get(0);
        Message message = Message.builder()
                .messageId("1")
                .receiptHandle("receipt-" + receiveCount)
                .body(entry.messageBody())
                .messageAttributes(entry.messageAttributes())
                .attributes(
                        Map.of(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, Integer.toString(receiveCount)))
                .build();
        sqs.onReceive = request -> {
            sqs.onReceive = next -> new CompletableFuture<>();
            return CompletableFuture.completedFuture(
                    ReceiveMessageResponse.builder().messages(message).build());
        };
    }

    @Test
    void sqs_keeps_the_message_back_for_its_first_15_minutes() throws JMSException {
        TextMessage message = sent(60 * MINUTE);

        assertThat(sqs.sends.get(0).entries().get(0).delaySeconds()).isEqualTo(900);
        assertThat(message.getJMSDeliveryTime()).isEqualTo(message.getJMSTimestamp() + 60 * MINUTE);
    }

    @Test
    void a_message_that_is_received_early_is_hidden_until_it_is_due() throws JMSException {
        sent(60 * MINUTE);
        received(1);

        assertThat(session.createConsumer(session.createQueue("orders")).receive(300))
                .isNull();

        await().until(() -> !sqs.changes.isEmpty());
        assertThat(sqs.changes.get(0).entries().get(0).visibilityTimeout()).isBetween(3_300, 3_600);
        assertThat(sqs.deletes).isEmpty();
    }

    @Test
    void a_delay_of_days_is_waited_for_in_steps_of_12_hours() throws JMSException {
        sent(Duration.ofDays(3).toMillis());
        received(1);

        assertThat(session.createConsumer(session.createQueue("orders")).receive(300))
                .isNull();

        await().until(() -> !sqs.changes.isEmpty());
        assertThat(sqs.changes.get(0).entries().get(0).visibilityTimeout()).isEqualTo(43_200);
    }

    @Test
    void a_message_that_is_due_is_delivered_and_its_early_receives_do_not_count() throws JMSException {
        sent(60 * MINUTE);
        ago(61 * MINUTE);

        MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
        jakarta.jms.Message received = consumer.receive(10_000);

        assertThat(received.getBody(String.class)).isEqualTo("later");
        assertThat(received.getJMSRedelivered()).isFalse();
        assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
    }

    /** SQS hands the message out for the second time, and it was sent that long ago. */
    private void ago(long millis) {
        received(2);
        var onReceive = sqs.onReceive;
        sqs.onReceive = request -> onReceive
                .apply(request)
                .thenApply(response -> response.toBuilder()
                        .messages(response.messages().stream()
                                .map(message -> message.toBuilder()
                                        .messageAttributes(earlier(message.messageAttributes(), millis))
                                        .build())
                                .toList())
                        .build());
    }

    private static Map<String, MessageAttributeValue> earlier(Map<String, MessageAttributeValue> all, long millis) {
        Map<String, MessageAttributeValue> changed = new java.util.HashMap<>(all);
        changed.computeIfPresent("JMS_SpillwayHeaders", (name, value) -> {
            String text = value.stringValue();
            for (String time : new String[] {"timestamp", "deliveryTime"}) {
                long was = Long.parseLong(text.replaceFirst(".*" + time + "=(\\d+).*", "$1"));
                text = text.replaceFirst(time + "=\\d+", time + "=" + (was - millis));
            }
            return value.toBuilder().stringValue(text).build();
        });
        return changed;
    }

    @Test
    void a_delay_that_is_longer_than_the_queue_keeps_messages_is_refused() throws JMSException {
        sqs.attributes =
                Map.of(software.amazon.awssdk.services.sqs.model.QueueAttributeName.MESSAGE_RETENTION_PERIOD, "3600");

        assertThatThrownBy(() -> sent(60 * MINUTE))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("3600 s")
                .hasMessageContaining("MessageRetentionPeriod");
        assertThat(sqs.sends).isEmpty();
    }
}
