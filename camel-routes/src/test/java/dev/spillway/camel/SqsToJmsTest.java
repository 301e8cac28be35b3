/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.artemis.SpillwayBroker;
import dev.spillway.artemis.SpillwayConfig;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
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
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A route from a queue of SQS to a queue of a broker. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class SqsToJmsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Map<String, MessageAttributeValue> NONE = Map.of();
    /** A java.util.Date, which nobody trusts. */
    private static final String DATE = "rO0ABXNyAA5qYXZhLnV0aWwuRGF0ZWhqgQFLWXQZAwAAeHB3CAAAAAAAAAAAeA==";

    @TempDir
    static Path data;

    private static SpillwayBroker broker;
    private static ActiveMQConnectionFactory factory;
    private static SqsAsyncClient sqs;
    private static int queues;

    private final String source = "in-" + ++queues + ".fifo";
    private final String target = "jms-" + queues;
    private final AtomicInteger outages = new AtomicInteger();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private String url;
    private String deadLetters;

    @BeforeAll
    static void start() {
        SpillwayConfig config = new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account());
        broker = SpillwayBroker.start(data, config, 0);
        factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + broker.jmsPort());
        sqs = broker.sqs();
    }

    @AfterAll
    static void stop() {
        factory.close();
        broker.close();
    }

    /** A queue that gives up on a message that was received twice. */
    @BeforeEach
    void createQueues() {
        deadLetters = queue("dead-" + source, Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(deadLetters).attributeNames(QueueAttributeName.QUEUE_ARN))
                .join()
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        url = queue(
                source,
                Map.of(
                        QueueAttributeName.FIFO_QUEUE,
                        "true",
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":2}"));
    }

    @AfterEach
    void stopRoute() {
        camel.stop();
    }

    @Test
    void a_message_arrives_with_its_group_and_its_attributes_and_leaves_the_queue() throws Exception {
        send("An order", "alice", Map.of("order-id", value("Number.int", "7"), "colour", value("String", "blue")));
        bridge();

        TextMessage message = receive(1).get(0);

        assertThat(message.getText()).isEqualTo("An order");
        assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo("alice");
        assertThat(message.getObjectProperty("order_x002D_id")).isEqualTo(7);
        assertThat(message.getStringProperty("colour")).isEqualTo("blue");
        await().atMost(SOON).untilAsserted(() -> assertThat(depth(url)).isZero());
    }

    @Test
    void an_attribute_that_would_steer_camel_does_not_come_in() throws Exception {
        send(
                "An order",
                "alice",
                Map.of(
                        "CamelJmsDestinationName", value("String", "elsewhere"),
                        "cAmElHttpUri", value("String", "http://elsewhere"),
                        "colour", value("String", "blue")));
        bridge();

        TextMessage message = receive(1).get(0);

        assertThat(message.propertyExists("CamelJmsDestinationName")).isFalse();
        assertThat(message.propertyExists("cAmElHttpUri")).isFalse();
        assertThat(message.getStringProperty("colour")).isEqualTo("blue");
    }

    @Test
    void a_message_that_cant_cross_is_dead_lettered_at_once_and_its_group_goes_on() throws Exception {
        send("alice 1", "alice", NONE);
        send(DATE, "alice", Map.of("JMS_SQSMessageType", value("String", "object")));
        send("alice 2", "alice", NONE);
        send("bob 1", "bob", NONE);
        bridge();

        List<String> texts = new ArrayList<>();
        for (TextMessage message : receive(3)) {
            texts.add(message.getText());
        }

        assertThat(texts)
                .containsExactlyInAnyOrder("alice 1", "alice 2", "bob 1")
                .containsSubsequence("alice 1", "alice 2");
        assertThat(sqs.receiveMessage(request -> request.queueUrl(deadLetters)
                                .messageAttributeNames("All")
                                .waitTimeSeconds(5))
                        .join()
                        .messages())
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.body()).isEqualTo(DATE);
                    assertThat(message.messageAttributes()
                                    .get("SpillwayDeadLetterReason")
                                    .stringValue())
                            .contains("trusted class");
                });
    }

    @Test
    void an_outage_longer_than_the_queues_receive_count_loses_and_duplicates_nothing() throws Exception {
        outages.set(40);
        for (int i = 0; i < 20; i++) {
            send("order " + i, "group-" + i % 3, NONE);
        }
        bridge();

        List<String> texts = new ArrayList<>();
        for (TextMessage message : receive(20)) {
            texts.add(message.getText());
        }

        assertThat(texts).doesNotHaveDuplicates();
        assertThat(outages).hasValue(0);
        assertThat(depth(deadLetters)).isZero();
    }

    private void bridge() throws Exception {
        camel.getRegistry().bind("broker", ConnectionFactory.class, failing(factory));
        camel.getRegistry().bind("sqs", sqs);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("spillway-sqs:" + source + "?client=#sqs&deadLetterQueue=dead-" + source
                                + "&firstProbeMillis=1&maxProbeMillis=4")
                        .to("spillway-jms:" + target + "?connectionFactory=#broker");
            }
        });
        camel.start();
    }

    /** A factory that can't connect as often as there are outages to come. */
    private ConnectionFactory failing(ConnectionFactory delegate) {
        return (ConnectionFactory) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ConnectionFactory.class}, (proxy, method, arguments) -> {
                    if (!method.getReturnType().equals(Connection.class)) {
                        return method.invoke(delegate, arguments);
                    }
                    if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new JMSException("out");
                    }
                    return delegate.createConnection();
                });
    }

    private static String queue(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .join()
                .queueUrl();
    }

    private static MessageAttributeValue value(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    private void send(String body, String group, Map<String, MessageAttributeValue> attributes) {
        sqs.sendMessage(request -> request.queueUrl(url)
                        .messageBody(body)
                        .messageGroupId(group)
                        .messageDeduplicationId(body.replaceAll("[^a-zA-Z0-9]", "-"))
                        .messageAttributes(attributes))
                .join();
    }

    private List<TextMessage> receive(int count) {
        List<TextMessage> received = new ArrayList<>();
        try (JMSContext context = factory.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(target))) {
            while (received.size() < count) {
                TextMessage message = (TextMessage) consumer.receive(SOON.toMillis());
                assertThat(message)
                        .as("message %s of %s", received.size() + 1, count)
                        .isNotNull();
                received.add(message);
            }
            assertThat(consumer.receiveNoWait()).isNull();
        }
        return received;
    }

    private static int depth(String queueUrl) {
        var attributes = sqs.getQueueAttributes(
                        request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL))
                .join()
                .attributes();
        return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }
}
