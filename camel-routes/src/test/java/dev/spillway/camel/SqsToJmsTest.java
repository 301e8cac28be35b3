/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.camel.Processor;
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
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A route from a queue of SQS to a queue of a broker. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class SqsToJmsTest {

    private static final Map<String, MessageAttributeValue> NONE = Map.of();
    /** A java.util.Date, which nobody trusts. */
    private static final String DATE = "rO0ABXNyAA5qYXZhLnV0aWwuRGF0ZWhqgQFLWXQZAwAAeHB3CAAAAAAAAAAAeA==";

    @TempDir
    static Path data;

    private static TestBroker broker;

    private final String source = TestBroker.newName("in") + ".fifo";
    private final String target = TestBroker.newName("jms");
    private final AtomicInteger outages = new AtomicInteger();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private String url;
    private String deadLetters;

    @BeforeAll
    static void start() {
        broker = new TestBroker(data);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** A queue that gives up on a message that was received twice. */
    @BeforeEach
    void createQueues() {
        deadLetters = broker.createFifoQueue("dead-" + source, Map.of());
        String arn = broker.attributes(deadLetters).get(QueueAttributeName.QUEUE_ARN);
        url = broker.createFifoQueue(
                source,
                Map.of(
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
        await().atMost(TestBroker.SOON)
                .untilAsserted(() -> assertThat(broker.depthOfSqs(url)).isZero());
    }

    @Test
    void a_backlog_of_several_receives_arrives_once_with_each_group_in_order() throws Exception {
        for (int i = 0; i < 240; i++) {
            send(i % 40 + ":" + i, "group-" + i % 40, NONE);
        }
        bridge();

        List<String> texts = new ArrayList<>();
        for (TextMessage message : receive(240)) {
            texts.add(message.getText());
        }

        assertThat(texts).doesNotHaveDuplicates();
        assertThat(texts.stream()
                        .map(text -> text.split(":"))
                        .collect(Collectors.groupingBy(
                                parts -> parts[0],
                                Collectors.mapping(parts -> Integer.valueOf(parts[1]), Collectors.toList()))))
                .hasSize(40)
                .allSatisfy((group, numbers) -> assertThat(numbers).isSorted().hasSize(6));
        await().atMost(TestBroker.SOON)
                .untilAsserted(() -> assertThat(broker.depthOfSqs(url)).isZero());
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
        assertThat(broker.receiveFromSqs(deadLetters, 1)).singleElement().satisfies(message -> {
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
        assertThat(broker.depthOfSqs(deadLetters)).isZero();
    }

    /** As with a message that the bridge dies of: each time costs all that is held a receive. */
    @Test
    void a_message_at_which_the_route_fails_each_time_goes_alone_to_where_the_queue_gives_up_on_it() throws Exception {
        for (int i = 0; i < 30; i++) {
            send(i == 15 ? "culprit" : "order " + i, "group-" + i, NONE);
        }
        bridge(RouteFault.at("culprit"));

        List<String> texts = new ArrayList<>();
        for (TextMessage message : receive(29)) {
            texts.add(message.getText());
        }

        assertThat(texts).doesNotHaveDuplicates().doesNotContain("culprit");
        assertThat(broker.receiveFromSqs(deadLetters, 1))
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("culprit"));
    }

    private void bridge() throws Exception {
        bridge(exchange -> {});
    }

    private void bridge(Processor step) throws Exception {
        camel.getRegistry().bind("broker", ConnectionFactory.class, failing(broker.factory()));
        camel.getRegistry().bind("sqs", broker.sqs());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("spillway-sqs:" + source + "?client=#sqs&deadLetterQueue=dead-" + source
                                + "&firstProbeMillis=1&maxProbeMillis=4")
                        .process(step)
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

    private static MessageAttributeValue value(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    private void send(String body, String group, Map<String, MessageAttributeValue> attributes) {
        broker.sqs()
                .sendMessage(request -> request.queueUrl(url)
                        .messageBody(body)
                        .messageGroupId(group)
                        .messageDeduplicationId(body.replaceAll("[^a-zA-Z0-9]", "-"))
                        .messageAttributes(attributes))
                .join();
    }

    private List<TextMessage> receive(int count) {
        return broker.receiveFromJms(TextMessage.class, target, count);
    }
}
