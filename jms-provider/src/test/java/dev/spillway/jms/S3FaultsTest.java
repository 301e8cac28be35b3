/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spillway.mapping.FakeS3;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.payloadoffloading.PayloadS3Pointer;

/** Payloads in S3 that are late, missing, refused, or that no application asked for. */
class S3FaultsTest extends S3Fixture {

    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void open() {
        gate.countDown();
    }

    @Test
    void a_send_whose_payload_is_refused_fails_and_nothing_is_sent() throws JMSException {
        s3.fault = exchange -> FakeS3.error(exchange, 403, "AccessDenied");
        Session session = withBucket();
        Queue queue = session.createQueue(name);

        assertThatThrownBy(() -> session.createProducer(queue).send(session.createTextMessage(large())))
                .isInstanceOf(JMSSecurityException.class)
                .hasMessageContaining("payloads")
                .hasMessageContaining("AccessDenied");
        assertThat(session.createConsumer(queue).receiveNoWait()).isNull();
    }

    @Test
    void messages_of_a_session_keep_their_order_while_a_payload_is_stored() throws Exception {
        s3.fault = exchange -> {
            passed(gate);
            return false;
        };
        Session session = withBucket();
        Queue queue = session.createQueue(name + ".fifo");
        var producer = session.createProducer(queue);
        List<String> sent = new CopyOnWriteArrayList<>();
        var done = new Completed(sent);
        producer.send(session.createTextMessage(large()), done);
        producer.send(session.createTextMessage("small"), done);
        await().until(() -> !s3.requests.isEmpty());
        assertThat(sent).isEmpty();
        gate.countDown();

        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(((TextMessage) consumer.receive(SOON)).getText()).isEqualTo(large());
        assertThat(((TextMessage) consumer.receive(SOON)).getText()).isEqualTo("small");
    }

    @Test
    void a_message_whose_payload_is_missing_is_kept_and_comes_once_the_payload_is_there() throws JMSException {
        pointerSent("payloads", "late", "ExtendedPayloadSize");
        Session session = withBucket();
        MessageConsumer consumer = session.createConsumer(session.createQueue(name));

        assertThat(consumer.receive(1_500)).isNull();
        await().until(() -> !told.isEmpty());
        assertThat(told.get(0)).hasMessageContaining("NoSuchKey").hasMessageContaining("'late'");
        // hidden for 1 s, 2 s, 4 s: no hot loop
        assertThat(s3.requests).hasSizeLessThan(4);

        s3.objects.put("/payloads/late", "hello".getBytes(UTF_8));
        assertThat(((TextMessage) consumer.receive(SOON)).getText()).isEqualTo("hello");
    }

    @Test
    void a_message_of_a_group_stays_behind_one_whose_payload_is_missing() throws JMSException {
        Session session = withBucket(Session.AUTO_ACKNOWLEDGE, "s3Threshold=1000");
        Queue queue = session.createQueue(name + ".fifo");
        session.createProducer(queue).send(session.createTextMessage("first".repeat(1000)));
        session.createProducer(queue).send(session.createTextMessage("second"));
        Map<String, byte[]> payloads = Map.copyOf(s3.objects);
        s3.objects.clear();
        MessageConsumer consumer = session.createConsumer(queue);

        assertThat(consumer.receive(500)).isNull();
        s3.objects.putAll(payloads);

        assertThat(((TextMessage) consumer.receive(SOON)).getText()).startsWith("first");
        assertThat(((TextMessage) consumer.receive(SOON)).getText()).isEqualTo("second");
    }

    @Test
    void a_pointer_to_another_bucket_is_a_text_and_is_never_followed() throws JMSException {
        s3.objects.put("/secrets/key", "secret".getBytes(UTF_8));
        pointerSent("secrets", "key", "ExtendedPayloadSize");
        Session session = withBucket();

        TextMessage received =
                (TextMessage) session.createConsumer(session.createQueue(name)).receive(SOON);

        assertThat(received.getText()).isEqualTo(new PayloadS3Pointer("secrets", "key").toJson());
        session.close();
        assertThat(s3.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../secrets/key", "a/../../secrets/key", "./key"})
    void a_key_that_could_lead_out_of_the_bucket_is_never_followed(String key) throws JMSException {
        pointerSent("payloads", key, "ExtendedPayloadSize");
        Session session = withBucket();

        TextMessage received =
                (TextMessage) session.createConsumer(session.createQueue(name)).receive(SOON);

        assertThat(received.getText()).isEqualTo(new PayloadS3Pointer("payloads", key).toJson());
        assertThat(s3.requests).isEmpty();
    }

    @Test
    void a_pointer_without_a_bucket_set_is_a_text() throws JMSException {
        pointerSent("payloads", "key", "ExtendedPayloadSize");
        Session session = connect(Session.AUTO_ACKNOWLEDGE);

        TextMessage received =
                (TextMessage) session.createConsumer(session.createQueue(name)).receive(SOON);

        assertThat(received.getText()).contains("PayloadS3Pointer");
    }

    @Test
    void a_message_stays_hidden_for_as_long_as_its_payload_takes() throws Exception {
        Session session = withBucket(Session.AUTO_ACKNOWLEDGE, "visibilityTimeout=4");
        Queue queue = session.createQueue(name);
        session.createProducer(queue).send(session.createTextMessage(large()));
        long from = System.nanoTime();
        s3.fault = exchange -> {
            boolean get = exchange.getRequestMethod().equals("GET");
            if (get) {
                await().until(() ->
                        System.nanoTime() - from > Duration.ofSeconds(7).toNanos());
            }
            return false;
        };

        Message received = session.createConsumer(queue).receive(SOON);

        assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
        assertThat(s3.requests).filteredOn(each -> each.startsWith("GET")).hasSize(1);
    }

    @Test
    void a_connection_that_closes_while_a_payload_is_read_gives_the_message_back_at_once() throws Exception {
        Session session = withBucket();
        Queue queue = session.createQueue(name);
        session.createProducer(queue).send(session.createTextMessage(large()));
        s3.fault = exchange -> {
            passed(gate);
            return false;
        };
        MessageConsumer consumer = session.createConsumer(queue);
        consumer.setMessageListener(message -> {});
        await().until(() -> s3.requests.stream().anyMatch(each -> each.startsWith("GET")));
        connection.close();

        var visible = BROKER.client()
                .getQueueAttributes(request -> request.queueUrl(url()).attributeNames(QueueAttributeName.ALL))
                .attributes();
        assertThat(visible.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo("1");
        assertThat(told).isEmpty();
    }

    private static void passed(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Completed(List<String> sent) implements jakarta.jms.CompletionListener {
        @Override
        public void onCompletion(Message message) {
            sent.add(message.toString());
        }

        @Override
        public void onException(Message message, Exception exception) {
            sent.add(exception.toString());
        }
    }
}
