/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.camel.Specimen;
import dev.spillway.camel.Specimen.Content;
import dev.spillway.camel.Specimen.Headers;
import dev.spillway.camel.Specimen.Hex;
import dev.spillway.camel.SqsProxy;
import dev.spillway.camel.SqsProxy.Fault;
import dev.spillway.camel.TestBroker;
import dev.spillway.camel.bridge.config.BrokerConfig;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** What the bridge does with a broker of another make: a test class says how that is connected to. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class OtherBrokerContract {

    private static final String FILE = """
            libraries: LIBRARIES
            brokers:
              other:
                class: CLASS
                url: URL
            aws:
              region: us-east-1
              endpoint: ${env:ENDPOINT}
              accessKeyId: any
              secretAccessKey: any
            management:
              port: 0
            mappings:
              - id: there
                template: jms-to-sqs
                broker: other
                jmsQueue: NAME
                sqsQueue: NAME.fifo
                deadLetterQueue: NAME.dead
                concurrentConsumers: 2
                firstProbeMillis: 1
                maxProbeMillis: 10
              - id: back
                template: sqs-to-jms
                broker: other
                sqsQueue: NAME-replies.fifo
                jmsQueue: NAME.replies
                deadLetterQueue: NAME-dead.fifo
              - id: away
                template: jms-to-sqs
                broker: other
                jmsQueue: NAME.away
                sqsQueue: NAME-away.fifo
                deadLetterQueue: NAME.dead
              - id: home
                template: sqs-to-jms
                broker: other
                sqsQueue: NAME-away.fifo
                jmsQueue: NAME.home
                deadLetterQueue: NAME-dead.fifo
                # A bridge that is closed leaves a receive behind, which the proxy doesn't notice.
                waitTimeSeconds: 1
                visibilityTimeout: 2
            """;

    private static final int GROUPS = 4;
    private static final int COUNT = 60;

    @TempDir
    static Path data;

    private static TestBroker endpoint;

    @TempDir
    Path folder;

    private final String name = TestBroker.newName("other");
    private SqsProxy proxy;
    private BridgeFile file;
    private ConnectionFactory factory;
    private Bridge bridge;
    private String orders;
    private String replies;
    private String dead;

    abstract String libraries();

    abstract String className();

    abstract String url();

    /** Where the broker or its client puts what was delivered too often. */
    abstract String brokersDeadLetterQueue();

    @BeforeAll
    static void startEndpoint() {
        endpoint = new TestBroker(data);
    }

    @AfterAll
    static void stopEndpoint() {
        endpoint.close();
    }

    @BeforeEach
    void start() throws Exception {
        orders = endpoint.createFifoQueue(name + ".fifo", Map.of());
        replies = endpoint.createFifoQueue(name + "-replies.fifo", Map.of());
        dead = endpoint.createFifoQueue(name + "-dead.fifo", Map.of());
        endpoint.createFifoQueue(name + "-away.fifo", Map.of());
        proxy = new SqsProxy(endpoint.endpoint());
        String text = FILE.replace("LIBRARIES", libraries())
                .replace("CLASS", className())
                .replace("URL", url());
        file = BridgeFile.write(folder, text, name, endpoint)
                .with("ENDPOINT", proxy.uri().toString());
        factory = new ConnectionFactories(Path.of(libraries()))
                .make(new BrokerConfig("other", "test", className(), url(), Map.of(), null, Map.of(), null, null));
        bridge = file.open();
    }

    @AfterEach
    void stop() {
        bridge.close();
        proxy.close();
    }

    @Test
    void a_check_finds_all() {
        BridgeFile.Checked checked = file.check();

        assertThat(checked.text().lines()).allMatch(line -> line.startsWith("ok     "));
        assertThat(checked.exit()).isZero();
    }

    @Test
    void messages_cross_to_sqs_each_group_in_its_order() throws Exception {
        run();

        sendToOther(name, COUNT);

        assertThat(numbers(endpoint.receiveFromSqs(orders, COUNT).stream()
                        .map(message -> message.body())
                        .toList()))
                .hasSize(GROUPS)
                .allSatisfy((group, numbers) -> assertThat(numbers).isSorted().doesNotHaveDuplicates());
        await().atMost(TestBroker.SOON)
                .untilAsserted(() -> assertThat(depth(name)).isZero());
    }

    @Test
    void messages_cross_from_sqs_each_group_in_its_order_with_its_id() throws Exception {
        for (int i = 0; i < COUNT; i++) {
            sendToSqs(Integer.toString(i), "group-" + i % GROUPS, Map.of());
        }

        run();

        List<String> texts = new ArrayList<>();
        for (Message message : receive(name + ".replies", COUNT)) {
            String text = ((TextMessage) message).getText();
            assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo("group-" + Integer.parseInt(text) % GROUPS);
            texts.add(text);
        }
        assertThat(texts).doesNotHaveDuplicates();
        assertThat(numbers(texts))
                .allSatisfy((group, numbers) -> assertThat(numbers).isSorted());
        await().atMost(TestBroker.SOON)
                .untilAsserted(() -> assertThat(endpoint.depthOfSqs(replies)).isZero());
    }

    @Test
    void a_message_that_cant_cross_to_sqs_is_dead_lettered_as_it_was_and_the_next_crosses() throws Exception {
        run();

        try (JMSContext context = factory.createContext()) {
            TextMessage poison = context.createTextMessage("An order");
            poison.setJMSReplyTo(context.createTopic("nobody"));
            poison.setIntProperty("weight", 7);
            context.createProducer().send(context.createQueue(name), poison);
            context.createProducer().send(context.createQueue(name), "The next");
        }

        assertThat(endpoint.receiveFromSqs(orders, 1))
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("The next"));
        Message poison = receive(name + ".dead", 1).get(0);
        assertThat(((TextMessage) poison).getText()).isEqualTo("An order");
        assertThat(poison.getObjectProperty("weight")).isEqualTo(7);
        assertThat(poison.getStringProperty("SpillwayDeadLetterReason")).contains("topic");
    }

    @Test
    void a_message_that_cant_cross_from_sqs_is_dead_lettered_as_it_was_and_the_next_crosses() throws Exception {
        String date = "rO0ABXNyAA5qYXZhLnV0aWwuRGF0ZWhqgQFLWXQZAwAAeHB3CAAAAAAAAAAAeA=="; // which nobody trusts
        MessageAttributeValue object = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("object")
                .build();
        sendToSqs(date, "alice", Map.of("JMS_SQSMessageType", object));
        sendToSqs("The next", "alice", Map.of());

        run();

        Message next = receive(name + ".replies", 1).get(0);
        assertThat(((TextMessage) next).getText()).isEqualTo("The next");
        assertThat(endpoint.receiveFromSqs(dead, 1))
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo(date));
    }

    @Test
    void an_outage_of_sqs_spends_no_delivery_attempt() throws Exception {
        AtomicInteger refused = refuseSends();
        sendToOther(name, COUNT);
        run();
        await().atMost(TestBroker.SOON.multipliedBy(2)).until(() -> refused.get() > 40);

        proxy.fault = () -> Fault.NONE;

        assertThat(endpoint.receiveFromSqs(orders, COUNT))
                .extracting(message -> message.body())
                .doesNotHaveDuplicates();
        await().atMost(TestBroker.SOON)
                .untilAsserted(() -> assertThat(depth(name)).isZero());
        assertThat(depth(name + ".dead")).isZero();
        assertThat(depth(brokersDeadLetterQueue())).isZero();
    }

    /** With one worker: what a lost connection held, ActiveMQ Classic puts behind what another one has. */
    @Test
    void what_a_bridge_held_when_it_stopped_in_an_outage_crosses_by_the_next_in_its_order() throws Exception {
        AtomicInteger refused = refuseSends();
        sendToOther(name + ".away", COUNT);
        run();
        await().atMost(TestBroker.SOON).until(() -> refused.get() > 4);
        bridge.close();

        proxy.fault = () -> Fault.NONE;
        bridge = file.open();
        run();

        List<String> texts = new ArrayList<>();
        for (Message message : receive(name + ".home", COUNT)) {
            texts.add(((TextMessage) message).getText());
        }
        assertThat(numbers(texts))
                .hasSize(GROUPS)
                .allSatisfy((group, numbers) -> assertThat(numbers).isSorted().doesNotHaveDuplicates());
        assertThat(depth(brokersDeadLetterQueue())).isZero();
    }

    @Test
    void every_body_header_and_type_of_property_comes_back_as_it_was() throws Exception {
        run();

        try (JMSContext context = factory.createContext()) {
            for (Specimen specimen : specimens()) {
                specimen.send(context, name + ".away");
            }
        }

        List<Specimen> arrived = new ArrayList<>();
        for (Message message : receive(name + ".home", specimens().size())) {
            arrived.add(Specimen.of(message));
        }
        assertThat(arrived).containsExactlyInAnyOrderElementsOf(specimens());
        assertThat(depth(name + ".dead")).isZero();
    }

    private static List<Specimen> specimens() {
        Map<String, Object> properties = Map.of(
                "truth",
                true,
                "byte",
                (byte) -7,
                "short",
                (short) 700,
                "int",
                70_000,
                "long",
                7_000_000_000L,
                "float",
                0.1f,
                "double",
                Double.NEGATIVE_INFINITY,
                "text",
                "Grüße",
                "empty",
                "");
        Hex bytes = Hex.of(new byte[] {0, -1, 7});
        Map<String, Object> entries = new HashMap<>(properties);
        entries.put("char", 'c');
        entries.put("bytes", bytes);
        Headers all = new Headers("alice", "order 7", "invoice", "replies", 9, false, 5);
        Headers few = new Headers("bob", null, null, null, 4, true, 0);
        return List.of(
                new Specimen("Grüße\n", properties, all),
                new Specimen(bytes, properties, few),
                new Specimen(entries, Map.of(), all),
                new Specimen(List.copyOf(entries.values()), Map.of(), few),
                new Specimen(new Content("an object"), properties, all),
                new Specimen(null, properties, all));
    }

    /** How many were refused, of which the SDK makes four of each. */
    private AtomicInteger refuseSends() {
        AtomicInteger refused = new AtomicInteger();
        proxy.faulty = operation -> operation.equals("SendMessageBatch");
        proxy.fault = () -> {
            refused.incrementAndGet();
            return Fault.UNAVAILABLE;
        };
        return refused;
    }

    private void run() {
        bridge.make(bridge.plan());
        bridge.start();
    }

    private void sendToOther(String queue, int count) throws JMSException {
        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            for (int i = 0; i < count; i++) {
                TextMessage message = context.createTextMessage(Integer.toString(i));
                message.setStringProperty("JMSXGroupID", "group-" + i % GROUPS);
                context.createProducer().send(context.createQueue(queue), message);
            }
            context.commit();
        }
    }

    private void sendToSqs(String body, String group, Map<String, MessageAttributeValue> attributes) {
        endpoint.sqs()
                .sendMessage(request -> request.queueUrl(replies)
                        .messageBody(body)
                        .messageGroupId(group)
                        .messageDeduplicationId(body.replaceAll("[^a-zA-Z0-9]", "-"))
                        .messageAttributes(attributes))
                .join();
    }

    private List<Message> receive(String queue, int count) {
        List<Message> received = new ArrayList<>();
        try (JMSContext context = factory.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            while (received.size() < count) {
                Message message = consumer.receive(TestBroker.SOON.toMillis());
                assertThat(message)
                        .as("message %s of %s", received.size() + 1, count)
                        .isNotNull();
                received.add(message);
            }
        }
        return received;
    }

    private int depth(String queue) throws JMSException {
        try (JMSContext context = factory.createContext();
                var browser = context.createBrowser(context.createQueue(queue))) {
            return Collections.list(browser.getEnumeration()).size();
        }
    }

    private static Map<Integer, List<Integer>> numbers(List<String> texts) {
        return texts.stream().map(Integer::valueOf).collect(Collectors.groupingBy(number -> number % GROUPS));
    }
}
