/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.artemis.SpillwayBroker;
import dev.spillway.artemis.SpillwayConfig;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A route from a queue of a broker to a queue of SQS. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class JmsToSqsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path data;

    private static SpillwayBroker broker;
    private static ActiveMQConnectionFactory factory;
    private static SqsAsyncClient sqs;
    private static int queues;

    private final String source = "orders-" + ++queues;
    private final String deadLetters = source + "-dead";
    private final String target = source + "-out.fifo";
    private final FaultySqs faulty = new FaultySqs(sqs);
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private String url = "";

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

    @AfterEach
    void stopRoute() {
        camel.stop();
    }

    @Test
    void a_message_arrives_with_its_group_and_its_typed_property() throws Exception {
        send(context -> List.of(text(context, "An order", "alice")));
        bridge(1);

        var message = receive(1).get(0);

        assertThat(message.body()).isEqualTo("An order");
        assertThat(message.attributesAsStrings()).containsEntry("MessageGroupId", "alice");
        assertThat(message.messageAttributes().get("number").dataType()).isEqualTo("Number.int");
    }

    @Test
    void ten_messages_of_ten_groups_take_one_request() throws Exception {
        send(context -> IntStream.range(0, 10)
                .mapToObj(i -> text(context, "order " + i, "group " + i))
                .toList());
        bridge(1);

        receive(10);

        assertThat(faulty.requests).hasValue(1);
    }

    @Test
    void a_message_that_sqs_refuses_is_dead_lettered_with_the_reason_and_the_others_arrive() throws Exception {
        faulty.refused = entry -> entry.messageBody().equals("poison");
        send(context -> List.of(
                text(context, "one", "alice"), text(context, "poison", "alice"), text(context, "two", "alice")));
        bridge(1);

        assertThat(receive(2)).extracting(message -> message.body()).containsExactly("one", "two");

        try (JMSContext context = factory.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(deadLetters))) {
            TextMessage dead = (TextMessage) consumer.receive(SOON.toMillis());
            assertThat(dead.getText()).isEqualTo("poison");
            assertThat(dead.getIntProperty("number")).isEqualTo(7);
            assertThat(dead.getStringProperty("SpillwayDeadLetterReason"))
                    .isEqualTo("as told (InvalidMessageContents)");
            assertThat(dead.getStringProperty("SpillwayDeadLetterQueue")).isEqualTo(source);
        }
    }

    @Test
    void an_outage_longer_than_the_brokers_delivery_attempts_loses_and_duplicates_nothing() throws Exception {
        faulty.outages.set(40);
        send(context -> IntStream.range(0, 30)
                .mapToObj(i -> text(context, "order " + i, "group " + i % 3))
                .toList());
        bridge(2);

        assertThat(receive(30)).extracting(message -> message.body()).doesNotHaveDuplicates();
        assertThat(faulty.outages).hasValue(0);
        assertThat(depth(source)).isZero();
    }

    @Test
    void the_order_of_each_group_is_kept_while_entries_fail_at_random() throws Exception {
        Random random = new Random(42);
        faulty.failing = entry -> {
            synchronized (random) {
                return random.nextInt(5) == 0;
            }
        };
        send(context -> IntStream.range(0, 200)
                .mapToObj(i -> text(context, i % 4 + ":" + i, "group " + i % 4))
                .toList());
        bridge(3);

        Map<String, List<Integer>> byGroup = receive(200).stream()
                .map(message -> message.body().split(":"))
                .collect(Collectors.groupingBy(
                        parts -> parts[0],
                        Collectors.mapping(parts -> Integer.valueOf(parts[1]), Collectors.toList())));

        assertThat(byGroup)
                .hasSize(4)
                .allSatisfy((group, numbers) -> assertThat(numbers).isSorted().hasSize(50));
    }

    private void bridge(int workers) throws Exception {
        url = sqs.createQueue(
                        request -> request.queueName(target).attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                .join()
                .queueUrl();
        camel.getRegistry().bind("broker", factory);
        camel.getRegistry().bind("sqs", faulty);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("spillway-jms:" + source + "?connectionFactory=#broker&deadLetterQueue=" + deadLetters
                                + "&concurrentConsumers=" + workers + "&firstProbeMillis=1&maxProbeMillis=4")
                        .to("spillway-sqs:" + target + "?client=#sqs");
            }
        });
        camel.start();
    }

    private interface Source {
        List<Message> messages(JMSContext context) throws Exception;
    }

    private void send(Source messages) throws Exception {
        try (JMSContext context = factory.createContext()) {
            for (Message message : messages.messages(context)) {
                context.createProducer().send(context.createQueue(source), message);
            }
        }
    }

    private static Message text(JMSContext context, String text, String group) {
        try {
            TextMessage message = context.createTextMessage(text);
            message.setStringProperty("JMSXGroupID", group);
            message.setIntProperty("number", 7);
            return message;
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The messages in the order in which they are received, each deleted, and no more than expected. */
    private List<software.amazon.awssdk.services.sqs.model.Message> receive(int count) {
        List<software.amazon.awssdk.services.sqs.model.Message> received = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            var messages = sqs.receiveMessage(request -> request.queueUrl(url)
                            .maxNumberOfMessages(10)
                            .waitTimeSeconds(1)
                            .messageAttributeNames("All")
                            .messageSystemAttributeNamesWithStrings("All"))
                    .join()
                    .messages();
            messages.forEach(message -> sqs.deleteMessage(
                            request -> request.queueUrl(url).receiptHandle(message.receiptHandle()))
                    .join());
            received.addAll(messages);
            return received.size() >= count;
        });
        assertThat(received).hasSize(count);
        return received;
    }

    private static int depth(String queue) throws Exception {
        try (JMSContext context = factory.createContext();
                var browser = context.createBrowser(context.createQueue(queue))) {
            return Collections.list((Enumeration<?>) browser.getEnumeration()).size();
        }
    }
}
