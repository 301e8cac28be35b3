/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spillway.artemis.SpillwayBroker;
import dev.spillway.artemis.SpillwayConfig;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.payloadoffloading.PayloadS3Pointer;

/** Messages larger than SQS takes, whose bodies travel through S3. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class S3OffloadTest {

    private static final long SOON = 20_000;
    private static final int LARGE = 5 << 20;

    @TempDir
    static Path data;

    private static SpillwayBroker broker;
    private static SqsClient sqs;
    private static int queues;

    private final FakeS3 s3 = new FakeS3();
    private final List<JMSException> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final String name = "large-" + ++queues;
    private SpillwayConnectionFactory factory;
    private Connection connection;

    @BeforeAll
    static void start() {
        broker = SpillwayBroker.start(data, new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account()), null);
        sqs = SqsClient.builder()
                .endpointOverride(broker.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    @AfterAll
    static void stop() {
        sqs.close();
        broker.close();
    }

    @AfterEach
    void close() {
        gate.countDown();
        if (factory != null) {
            factory.close();
        }
        s3.close();
    }

    private Session connect(int mode, String... options) throws JMSException {
        factory = new SpillwayConnectionFactory(
                "spillway:" + broker.endpoint() + "?createDestinations=true&" + String.join("&", options));
        connection = factory.createConnection();
        connection.setExceptionListener(told::add);
        connection.start();
        return connection.createSession(mode);
    }

    private Session withBucket(int mode, String... options) throws JMSException {
        String more = options.length == 0 ? "" : "&" + String.join("&", options);
        return connect(mode, "s3Bucket=payloads&s3Endpoint=" + s3.uri() + more);
    }

    private Session withBucket() throws JMSException {
        return withBucket(Session.AUTO_ACKNOWLEDGE);
    }

    private static String large() {
        return "größer ".repeat(LARGE / 8);
    }

    private String url() {
        return sqs.createQueue(request -> request.queueName(name)).queueUrl();
    }

    private software.amazon.awssdk.services.sqs.model.Message stored() {
        return sqs.receiveMessage(
                        request -> request.queueUrl(url()).waitTimeSeconds(5).messageAttributeNames("All"))
                .messages()
                .get(0);
    }

    private void pointerSent(String bucket, String key, String attribute) {
        sqs.sendMessage(request -> request.queueUrl(url())
                .messageBody(new PayloadS3Pointer(bucket, key).toJson())
                .messageAttributes(Map.of(
                        attribute,
                        MessageAttributeValue.builder()
                                .dataType("Number")
                                .stringValue("5")
                                .build())));
    }

    @Test
    void a_text_of_5_MiB_comes_as_it_was_sent_and_leaves_nothing_in_the_bucket() throws JMSException {
        Session session = withBucket();
        Queue queue = session.createQueue(name);
        TextMessage message = session.createTextMessage(large());
        message.setStringProperty("colour", "blue");
        session.createProducer(queue).send(message);
        assertThat(s3.objects).hasSize(1);

        TextMessage received = (TextMessage) session.createConsumer(queue).receive(SOON);

        assertThat(received.getText()).isEqualTo(large());
        assertThat(received.getStringProperty("colour")).isEqualTo("blue");
        assertThat(received.propertyExists("ExtendedPayloadSize")).isFalse();
        await().untilAsserted(() -> assertThat(s3.objects).isEmpty());
    }

    @Test
    void bytes_of_5_MiB_come_as_they_were_sent() throws JMSException {
        Session session = withBucket();
        Queue queue = session.createQueue(name);
        byte[] content = new byte[LARGE];
        new Random(1).nextBytes(content);
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(content);
        session.createProducer(queue).send(message);

        Message received = session.createConsumer(queue).receive(SOON);

        assertThat(received.getBody(byte[].class)).isEqualTo(content);
    }

    @Test
    void sqs_holds_a_pointer_that_the_extended_clients_library_reads() throws JMSException {
        Session session = withBucket();
        TextMessage message = session.createTextMessage(large());
        for (int i = 0; i < 20; i++) {
            message.setIntProperty("p" + i, i);
        }
        session.createProducer(session.createQueue(name)).send(message);

        var stored = stored();

        PayloadS3Pointer pointer = PayloadS3Pointer.fromJson(stored.body());
        assertThat(pointer.getS3BucketName()).isEqualTo("payloads");
        assertThat(s3.text("/payloads/" + pointer.getS3Key())).isEqualTo(large());
        assertThat(stored.messageAttributes()).hasSizeLessThanOrEqualTo(10);
        assertThat(stored.messageAttributes().get("ExtendedPayloadSize").dataType())
                .isEqualTo("Number");
        assertThat(stored.messageAttributes().get("ExtendedPayloadSize").stringValue())
                .isEqualTo(Integer.toString(s3.objects.values().iterator().next().length));
    }

    @Test
    void a_message_that_the_extended_client_sent_comes_with_its_payload() throws JMSException {
        s3.objects.put("/payloads/some/key", "hello".getBytes(UTF_8));
        pointerSent("payloads", "some/key", "SQSLargePayloadSize");

        Session session = withBucket();
        TextMessage received =
                (TextMessage) session.createConsumer(session.createQueue(name)).receive(SOON);

        assertThat(received.getText()).isEqualTo("hello");
        assertThat(received.getPropertyNames().asIterator())
                .toIterable()
                .noneMatch(each -> each.toString().contains("PayloadSize"));
        await().untilAsserted(() -> assertThat(s3.objects).isEmpty());
    }

    @Test
    void a_message_that_fits_goes_through_sqs_alone_unless_the_threshold_is_lower() throws JMSException {
        Session session = withBucket(Session.AUTO_ACKNOWLEDGE, "s3Threshold=1000");
        Queue queue = session.createQueue(name);

        session.createProducer(queue).send(session.createTextMessage("small"));
        assertThat(s3.objects).isEmpty();
        session.createProducer(queue).send(session.createTextMessage("x".repeat(1000)));
        assertThat(s3.objects).hasSize(1);
    }

    @Test
    void without_a_bucket_a_larger_message_is_refused_naming_the_limit_and_the_option() throws JMSException {
        Session session = connect(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue(name);

        assertThatThrownBy(() -> session.createProducer(queue).send(session.createTextMessage(large())))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("1048576")
                .hasMessageContaining("s3Bucket");
    }

    @Test
    void properties_that_are_too_large_alone_are_refused_and_nothing_is_stored() throws JMSException {
        Session session = withBucket();
        Queue queue = session.createQueue(name);
        TextMessage message = session.createTextMessage("small");
        message.setStringProperty("huge", large());

        assertThatThrownBy(() -> session.createProducer(queue).send(message))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("properties");
        assertThat(s3.requests).isEmpty();
    }

    @Test
    void a_property_of_the_markers_name_is_refused_where_it_would_be_lost() throws JMSException {
        Session session = withBucket();
        Queue queue = session.createQueue(name);
        TextMessage message = session.createTextMessage(large());
        message.setIntProperty("ExtendedPayloadSize", 1);

        assertThatThrownBy(() -> session.createProducer(queue).send(message))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("ExtendedPayloadSize");
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
    void what_a_transaction_sends_comes_with_its_commit_and_not_after_its_rollback() throws JMSException {
        Session session = withBucket(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue(name);
        session.createProducer(queue).send(session.createTextMessage("first " + large()));
        session.rollback();
        session.createProducer(queue).send(session.createTextMessage("second " + large()));
        session.commit();
        MessageConsumer consumer = session.createConsumer(queue);

        assertThat(((TextMessage) consumer.receive(SOON)).getText()).startsWith("second");
        session.rollback();
        assertThat(((TextMessage) consumer.receive(SOON)).getText()).startsWith("second");
        session.commit();

        // that of the rollback is nobody's
        await().untilAsserted(() -> assertThat(s3.objects).hasSize(1));
        assertThat(consumer.receiveNoWait()).isNull();
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
        assertThat(told).isNotEmpty();
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
    void a_browser_shows_the_payload_and_leaves_it() throws JMSException {
        Session session = withBucket();
        Queue queue = session.createQueue(name);
        session.createProducer(queue).send(session.createTextMessage(large()));

        TextMessage seen =
                (TextMessage) session.createBrowser(queue).getEnumeration().nextElement();

        assertThat(seen.getText()).isEqualTo(large());
        assertThat(s3.objects).hasSize(1);
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
    void payloads_are_kept_where_the_application_wants_them() throws JMSException {
        Session session = withBucket(Session.CLIENT_ACKNOWLEDGE, "s3DeleteObjects=false");
        Queue queue = session.createQueue(name);
        session.createProducer(queue).send(session.createTextMessage(large()));
        session.createConsumer(queue).receive(SOON).acknowledge();
        connection.close();

        assertThat(s3.requests).noneMatch(request -> request.startsWith("DELETE"));
    }

    @Test
    void closing_waits_until_the_payload_of_what_was_acknowledged_is_gone() throws JMSException {
        Session session = withBucket();
        Queue queue = session.createQueue(name);
        session.createProducer(queue).send(session.createTextMessage(large()));
        session.createConsumer(queue).receive(SOON);
        factory.close();

        assertThat(s3.objects).isEmpty();
    }

    @Test
    void a_message_stays_hidden_for_as_long_as_its_payload_takes() throws Exception {
        Session session = withBucket(Session.AUTO_ACKNOWLEDGE, "visibilityTimeout=2");
        Queue queue = session.createQueue(name);
        session.createProducer(queue).send(session.createTextMessage(large()));
        long from = System.nanoTime();
        s3.fault = exchange -> {
            boolean get = exchange.getRequestMethod().equals("GET");
            if (get) {
                await().until(() ->
                        System.nanoTime() - from > Duration.ofSeconds(4).toNanos());
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

        var visible = sqs.getQueueAttributes(request -> request.queueUrl(url()).attributeNames(QueueAttributeName.ALL))
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
