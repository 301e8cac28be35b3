/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spillway.camel.outage.RouteFigures;
import dev.spillway.camel.route.BatchConsumer;
import dev.spillway.jms.SpillwayConnectionFactory;
import dev.spillway.mapping.FakeS3;
import dev.spillway.mapping.S3Pointer;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Payloads that are too large for SQS, both ways through a bucket of S3. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class S3PayloadTest {

    private static final String LARGE = "größer ".repeat(300_000);

    private static final String OPTIONS = "client=#sqs&s3Client=#s3&s3Bucket=payloads";

    private static final String PROBES = "&firstProbeMillis=1&maxProbeMillis=10";

    @TempDir
    static Path data;

    private static TestBroker broker;

    private final FakeS3 s3 = new FakeS3();
    private final S3AsyncClient client = client(s3);
    private final String name = TestBroker.newName("large");
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private String url;
    private FaultySqs sqs;

    @BeforeAll
    static void start() {
        broker = new TestBroker(data);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void prepare() {
        url = createQueue(name + "-sqs");
        createQueue(name + "-dead");
        sqs = new FaultySqs(broker.sqs());
        camel.getRegistry().bind("broker", ConnectionFactory.class, broker.factory());
        camel.getRegistry().bind("s3", client);
    }

    @AfterEach
    void stopRoute() {
        camel.stop();
        client.close();
        s3.close();
    }

    @Test
    void a_large_message_of_a_broker_arrives_whole_at_an_application_with_the_jms_provider() throws Exception {
        jmsToSqs();
        sendToJms(LARGE);
        try (SpillwayConnectionFactory onSqs = onSqs();
                JMSContext application = onSqs.createContext(JMSContext.CLIENT_ACKNOWLEDGE)) {

            Message received = application
                    .createConsumer(application.createQueue(name + "-sqs"))
                    .receive(SOON_MILLIS);

            assertThat(received.getBody(String.class)).isEqualTo(LARGE);
            assertThat(received.getIntProperty("number")).isEqualTo(7);
            assertThat(s3.objects).hasSize(1);
            received.acknowledge();
            await().atMost(TestBroker.SOON).until(s3.objects::isEmpty);
        }
    }

    @Test
    void a_large_message_of_an_application_with_the_jms_provider_arrives_whole_at_a_broker() throws Exception {
        sqsToJms("");
        try (SpillwayConnectionFactory onSqs = onSqs();
                JMSContext application = onSqs.createContext()) {
            application.createProducer().setProperty("number", 7).send(application.createQueue(name + "-sqs"), LARGE);
        }

        Message received = received();

        assertThat(received.getBody(String.class)).isEqualTo(LARGE);
        assertThat(received.getIntProperty("number")).isEqualTo(7);
        assertThat(Collections.list(received.getPropertyNames())).doesNotContain(S3Pointer.SIZE);
        await().atMost(TestBroker.SOON).until(s3.objects::isEmpty);
    }

    @Test
    void an_object_is_deleted_after_its_message_is() throws Exception {
        List<Integer> depths = new CopyOnWriteArrayList<>();
        s3.fault = exchange -> {
            if (exchange.getRequestMethod().equals("DELETE")) {
                depths.add(broker.depthOfSqs(url));
            }
            return false;
        };
        point("payloads", "key", LARGE);
        sqsToJms("");

        assertThat(received().getBody(String.class)).isEqualTo(LARGE);

        await().atMost(TestBroker.SOON).until(s3.objects::isEmpty);
        assertThat(depths).containsExactly(0);
    }

    @Test
    void while_s3_takes_nothing_a_message_waits_and_is_not_to_blame() throws Exception {
        s3.fault = exchange -> FakeS3.error(exchange, 503, "SlowDown");
        RouteFigures figures = jmsToSqs();
        sendToJms(LARGE);
        await().atMost(TestBroker.SOON).until(() -> figures.outages() > 10);

        s3.fault = exchange -> false;

        assertThat(broker.receiveFromSqs(url, 1).get(0).body()).contains("payloads");
        assertThat(s3.objects).hasSize(1);
        assertThat(figures.refused()).isZero();
        assertThat(broker.depthOfJms(name + ".dead")).isZero();
    }

    @Test
    void while_s3_gives_nothing_a_message_waits_and_is_not_to_blame() throws Exception {
        s3.fault = exchange -> FakeS3.error(exchange, 503, "SlowDown");
        point("payloads", "key", LARGE);
        RouteFigures figures = sqsToJms("&deadLetterQueue=" + name + "-dead");
        await().atMost(TestBroker.SOON).until(() -> figures.outages() > 10);

        s3.fault = exchange -> false;

        assertThat(received().getBody(String.class)).isEqualTo(LARGE);
        await().atMost(TestBroker.SOON).until(() -> figures.accepted() == 1);
        assertThat(figures.refused()).isZero();
    }

    @Test
    void a_route_that_stops_while_s3_gives_nothing_leaves_the_message_in_its_queue() throws Exception {
        s3.fault = exchange -> FakeS3.error(exchange, 503, "SlowDown");
        point("payloads", "key", LARGE);
        RouteFigures figures = sqsToJms("");
        await().atMost(TestBroker.SOON).until(() -> figures.outages() > 1);

        camel.stop();

        assertThat(broker.receiveFromSqs(url, 1).get(0).body()).contains("payloads");
        assertThat(s3.objects).hasSize(1);
    }

    @Test
    void a_payload_is_stored_once_however_often_its_send_is_tried() throws Exception {
        sqs.outages.set(5);
        jmsToSqs();
        sendToJms(LARGE);

        broker.receiveFromSqs(url, 1);

        assertThat(sqs.requests).hasSizeGreaterThan(5);
        assertThat(s3.requests).filteredOn(request -> request.startsWith("PUT")).hasSize(1);
    }

    @Test
    void a_message_whose_payload_is_missing_is_dead_lettered_as_it_is_with_the_reason() throws Exception {
        String pointer = point("payloads", "gone", null);
        point("payloads", "key", LARGE);
        sqsToJms("&deadLetterQueue=" + name + "-dead");

        assertThat(received().getBody(String.class)).isEqualTo(LARGE);

        var dead = broker.receiveFromSqs(broker.urlOfSqs(name + "-dead"), 1).get(0);
        assertThat(dead.body()).isEqualTo(pointer);
        assertThat(dead.messageAttributes().get("SpillwayDeadLetterReason").stringValue())
                .isEqualTo("its payload is not in S3: bucket payloads, key gone");
    }

    @Test
    void a_payload_that_s3_forbids_while_it_gives_others_is_dead_lettered_and_the_others_cross() throws Exception {
        s3.fault = exchange -> exchange.getRequestURI().getPath().endsWith("/forbidden")
                && FakeS3.error(exchange, 403, "AccessDenied");
        String pointer = point("payloads", "forbidden", "a secret");
        RouteFigures figures = sqsToJms("&poisonAfter=2&deadLetterQueue=" + name + "-dead");
        AtomicInteger others = new AtomicInteger();

        await().atMost(TestBroker.SOON).until(() -> {
            point("payloads", "key" + others.incrementAndGet(), LARGE);
            return broker.depthOfSqs(broker.urlOfSqs(name + "-dead")) == 1;
        });

        broker.receiveFromJms(TextMessage.class, name + ".back", others.get());
        var dead = broker.receiveFromSqs(broker.urlOfSqs(name + "-dead"), 1).get(0);
        assertThat(dead.body()).isEqualTo(pointer);
        assertThat(dead.messageAttributes().get("SpillwayDeadLetterReason").stringValue())
                .startsWith("its payload failed 2 times while others went;")
                .contains("GetObject of 'forbidden' on S3 bucket payloads failed: ", "Status Code: 403");
        await().atMost(TestBroker.SOON).until(() -> figures.accepted() == others.get() && figures.refused() == 1);
    }

    @Test
    void while_s3_forbids_every_object_no_message_is_to_blame_and_small_ones_cross() throws Exception {
        s3.fault = exchange -> FakeS3.error(exchange, 403, "AccessDenied");
        point("payloads", "first", LARGE);
        point("payloads", "second", LARGE);
        RouteFigures figures = sqsToJms("&poisonAfter=1&deadLetterQueue=" + name + "-dead");
        for (int i = 0; i < 5; i++) {
            long outages = figures.outages();
            broker.sqs()
                    .sendMessage(request -> request.queueUrl(url).messageBody("small"))
                    .join();
            assertThat(received().getBody(String.class)).isEqualTo("small");
            await().atMost(TestBroker.SOON).until(() -> figures.outages() > outages + 2);
        }

        s3.fault = exchange -> false;

        assertThat(broker.receiveFromJms(TextMessage.class, name + ".back", 2))
                .allSatisfy(message -> assertThat(message.getText()).isEqualTo(LARGE));
        await().atMost(TestBroker.SOON).until(() -> figures.accepted() == 7);
        assertThat(figures.refused()).isZero();
    }

    @Test
    void while_s3_takes_nothing_no_large_message_is_to_blame_though_small_ones_cross() throws Exception {
        s3.fault = exchange -> FakeS3.error(exchange, 503, "SlowDown");
        RouteFigures figures = jmsToSqs("&poisonAfter=1");
        sendToJms(LARGE);
        for (int i = 0; i < 5; i++) {
            long outages = figures.outages();
            sendToJms("small");
            assertThat(broker.receiveFromSqs(url, 1).get(0).body()).isEqualTo("small");
            await().atMost(TestBroker.SOON).until(() -> figures.outages() > outages + 2);
        }

        s3.fault = exchange -> false;

        assertThat(broker.receiveFromSqs(url, 1).get(0).body()).contains("payloads");
        await().atMost(TestBroker.SOON).until(() -> figures.accepted() == 6);
        assertThat(figures.refused()).isZero();
        assertThat(broker.depthOfJms(name + ".dead")).isZero();
    }

    @Test
    void a_pointer_to_another_bucket_or_out_of_its_own_is_a_text() throws Exception {
        String other = point("secrets", "key", "a secret");
        String outside = point("payloads", "../secrets/key", null);
        sqsToJms("");

        assertThat(broker.receiveFromJms(TextMessage.class, name + ".back", 2))
                .extracting(TextMessage::getText)
                .containsExactlyInAnyOrder(other, outside);
        assertThat(s3.requests).isEmpty();
    }

    @Test
    void a_bucket_without_a_client_and_a_threshold_out_of_range_are_refused() {
        refused("client=#sqs&s3Bucket=payloads", "there is s3Bucket and no s3Client; both are there, or neither");
        refused("client=#sqs&s3Client=#s3", "there is s3Client and no s3Bucket; both are there, or neither");
        refused("client=#sqs&s3Client=#s3&s3Bucket=a/b", "s3Bucket is 'a/b'; it is the name of a bucket");
        refused(OPTIONS + "&s3Threshold=1048577", "s3Threshold is 1048577; it is 0 to 1048576");
    }

    private void refused(String options, String message) {
        camel.getRegistry().bind("sqs", sqs);
        assertThatThrownBy(() -> camel.getEndpoint("spillway-sqs:" + name + "?" + options)
                        .createProducer())
                .hasStackTraceContaining(message);
    }

    private static final long SOON_MILLIS = TestBroker.SOON.toMillis();

    private RouteFigures jmsToSqs() throws Exception {
        return jmsToSqs("");
    }

    private RouteFigures jmsToSqs(String more) throws Exception {
        camel.getRegistry().bind("sqs", sqs);
        return route(
                "spillway-jms:" + name + "?connectionFactory=#broker&deadLetterQueue=" + name + ".dead" + PROBES + more,
                "spillway-sqs:" + name + "-sqs?" + OPTIONS);
    }

    private RouteFigures sqsToJms(String more) throws Exception {
        camel.getRegistry().bind("sqs", broker.sqs());
        return route(
                "spillway-sqs:" + name + "-sqs?waitTimeSeconds=1&" + OPTIONS + PROBES + more,
                "spillway-jms:" + name + ".back?connectionFactory=#broker");
    }

    private RouteFigures route(String from, String to) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId("large").to(to);
            }
        });
        camel.start();
        return ((BatchConsumer) camel.getRoute("large").getConsumer()).figures();
    }

    private void sendToJms(String text) throws Exception {
        broker.sendToJms(name, context -> {
            TextMessage message = context.createTextMessage(text);
            message.setIntProperty("number", 7);
            return List.of(message);
        });
    }

    private Message received() {
        return broker.receiveFromJms(Message.class, name + ".back", 1).get(0);
    }

    /** Sends a pointer, as amazon-sqs-java-extended-client does; returns its text. */
    private String point(String bucket, String key, String payload) {
        if (payload != null) {
            s3.objects.put("/" + bucket + "/" + key, payload.getBytes(StandardCharsets.UTF_8));
        }
        String pointer = new S3Pointer(bucket, key).toBody();
        broker.sqs()
                .sendMessage(request -> request.queueUrl(url)
                        .messageBody(pointer)
                        .messageAttributes(Map.of(
                                S3Pointer.SIZE,
                                MessageAttributeValue.builder()
                                        .dataType("Number")
                                        .stringValue("7")
                                        .build())))
                .join();
        return pointer;
    }

    private SpillwayConnectionFactory onSqs() throws Exception {
        return new SpillwayConnectionFactory("spillway:" + broker.endpoint()
                + "?region=us-east-1&accessKey=any&secretKey=any&s3Bucket=payloads&s3Endpoint=" + s3.uri());
    }

    private static String createQueue(String queue) {
        SqsAsyncClient sqs = broker.sqs();
        return sqs.createQueue(request -> request.queueName(queue)).join().queueUrl();
    }

    private static S3AsyncClient client(FakeS3 s3) {
        return S3AsyncClient.builder()
                .endpointOverride(URI.create(s3.uri()))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }
}
