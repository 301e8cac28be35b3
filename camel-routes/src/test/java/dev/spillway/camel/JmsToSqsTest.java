/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A route from a queue of a broker to a queue of SQS. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class JmsToSqsTest {

    @TempDir
    static Path data;

    private static TestBroker broker;

    private final String source = TestBroker.newName("orders");
    private final String deadLetters = source + "-dead";
    private final String target = source + "-out.fifo";
    private final FaultySqs faulty = new FaultySqs(broker.sqs());
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private String url = "";

    @BeforeAll
    static void start() {
        broker = new TestBroker(data);
    }

    @AfterAll
    static void stop() {
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

        assertThat(faulty.requests).containsExactly(10);
    }

    @Test
    void a_hundred_messages_take_ten_requests_of_which_only_the_one_that_fails_is_made_again() throws Exception {
        faulty.outages.set(1);
        send(context -> IntStream.range(0, 100)
                .mapToObj(i -> text(context, "order " + i, "group " + i))
                .toList());
        bridge(1);

        assertThat(receive(100)).extracting(message -> message.body()).doesNotHaveDuplicates();
        assertThat(faulty.requests).hasSize(11).containsOnly(10);
    }

    @Test
    void what_was_delivered_before_goes_alone() throws Exception {
        send(context -> IntStream.range(0, 15)
                .mapToObj(i -> text(context, "order " + i, "group " + i))
                .toList());
        try (JMSContext died = broker.factory().createContext(JMSContext.SESSION_TRANSACTED);
                JMSConsumer consumer = died.createConsumer(died.createQueue(source))) {
            for (int i = 0; i < 5; i++) {
                assertThat(consumer.receive(TestBroker.SOON.toMillis())).isNotNull();
            }
        }
        bridge(1);

        receive(15);

        assertThat(faulty.requests).containsExactly(1, 1, 1, 1, 1, 10);
    }

    /** As with a message that the bridge dies of: each time costs all that is held a delivery attempt. */
    @Test
    void a_message_at_which_the_route_fails_each_time_takes_no_other_with_it_to_the_brokers_dead_letters()
            throws Exception {
        send(context -> IntStream.range(0, 50)
                .mapToObj(i -> text(context, i == 20 ? "culprit" : "order " + i, "group " + i))
                .toList());
        bridge(1, RouteFault.at("culprit"));

        assertThat(receive(49)).extracting(message -> message.body()).doesNotContain("culprit");

        TextMessage dead =
                broker.receiveFromJms(TextMessage.class, TestBroker.GIVEN_UP, 1).get(0);
        assertThat(dead.getText()).isEqualTo("culprit");
    }

    @Test
    void a_message_that_sqs_refuses_is_dead_lettered_with_the_reason_and_the_others_arrive() throws Exception {
        faulty.refused = entry -> entry.messageBody().equals("poison");
        send(context -> List.of(
                text(context, "one", "alice"), text(context, "poison", "alice"), text(context, "two", "alice")));
        bridge(1);

        assertThat(receive(2)).extracting(message -> message.body()).containsExactly("one", "two");

        TextMessage dead =
                broker.receiveFromJms(TextMessage.class, deadLetters, 1).get(0);
        assertThat(dead.getText()).isEqualTo("poison");
        assertThat(dead.getIntProperty("number")).isEqualTo(7);
        assertThat(dead.getStringProperty("SpillwayDeadLetterReason")).isEqualTo("as told (InvalidMessageContents)");
        assertThat(dead.getStringProperty("SpillwayDeadLetterQueue")).isEqualTo(source);
    }

    @Test
    void messages_without_an_id_arrive() throws Exception {
        try (JMSContext context = broker.factory().createContext()) {
            context.createProducer()
                    .setDisableMessageID(true)
                    .send(context.createQueue(source), "one")
                    .send(context.createQueue(source), "two");
        }
        bridge(1);

        assertThat(receive(2)).extracting(message -> message.body()).containsExactlyInAnyOrder("one", "two");
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
        await().atMost(TestBroker.SOON)
                .untilAsserted(() -> assertThat(broker.depthOfJms(source)).isZero());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 40})
    void the_order_of_each_group_is_kept_while_entries_fail_at_random(int groups) throws Exception {
        Random random = new Random(42);
        faulty.failing = entry -> {
            synchronized (random) {
                return random.nextInt(5) == 0;
            }
        };
        send(context -> IntStream.range(0, 200)
                .mapToObj(i -> text(context, i % groups + ":" + i, "group " + i % groups))
                .toList());
        bridge(3);

        Map<String, List<Integer>> byGroup = receive(200).stream()
                .map(message -> message.body().split(":"))
                .collect(Collectors.groupingBy(
                        parts -> parts[0],
                        Collectors.mapping(parts -> Integer.valueOf(parts[1]), Collectors.toList())));

        assertThat(byGroup)
                .hasSize(groups)
                .allSatisfy((group, numbers) -> assertThat(numbers).isSorted().hasSize(200 / groups));
    }

    private void bridge(int workers) throws Exception {
        bridge(workers, exchange -> {});
    }

    private void bridge(int workers, Processor step) throws Exception {
        url = broker.createFifoQueue(target, Map.of());
        camel.getRegistry().bind("broker", broker.factory());
        camel.getRegistry().bind("sqs", faulty);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("spillway-jms:" + source + "?connectionFactory=#broker&deadLetterQueue=" + deadLetters
                                + "&concurrentConsumers=" + workers + "&firstProbeMillis=1&maxProbeMillis=4")
                        .process(step)
                        .to("spillway-sqs:" + target + "?client=#sqs");
            }
        });
        camel.start();
    }

    private void send(TestBroker.Source messages) throws Exception {
        broker.sendToJms(source, messages);
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

    private List<software.amazon.awssdk.services.sqs.model.Message> receive(int count) {
        return broker.receiveFromSqs(url, count);
    }
}
