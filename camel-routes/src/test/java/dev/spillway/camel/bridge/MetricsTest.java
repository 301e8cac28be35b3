/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.camel.SqsProxy;
import dev.spillway.camel.TestBroker;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus gets from a bridge, over HTTP. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class MetricsTest {

    /** The broker of the name "nowhere" can't be connected to. */
    private static final String FILE = """
            brokers:
              plant:
                class: org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory
                url: ${env:BROKER}
              nowhere:
                class: org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory
                url: tcp://127.0.0.1:1
            aws:
              region: us-east-1
              endpoint: ${env:ENDPOINT}
              accessKeyId: any
              secretAccessKey: any
            management:
              port: 0
              sampleSeconds: 1
            mappings:
              - id: there
                template: jms-to-sqs
                broker: plant
                jmsQueue: NAME
                sqsQueue: NAME-there
                deadLetterQueue: NAME.dead
              - id: back
                template: sqs-to-jms
                broker: nowhere
                sqsQueue: NAME-back
                jmsQueue: NAME.back
            """;

    @TempDir
    static Path data;

    private static TestBroker broker;

    @TempDir
    Path folder;

    private final String name = TestBroker.newName("measured");
    private SqsProxy proxy;
    private Bridge bridge;
    private InetSocketAddress address;

    @BeforeAll
    static void start() {
        broker = new TestBroker(data);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void startProxy() throws Exception {
        proxy = new SqsProxy(broker.endpoint());
        create("-back");
    }

    @AfterEach
    void stopBridge() {
        bridge.close();
        proxy.close();
    }

    @Test
    void what_waits_in_a_brokers_queue_is_counted_and_the_age_of_the_oldest_told() throws Exception {
        sendToJms(115);

        start(FILE); // SQS has no such queue, so that a batch is held

        await().atMost(TestBroker.SOON)
                .untilAsserted(() -> assertThat(metrics())
                        .contains("spillway_bridge_in_flight{route=\"there\"} 100\n")
                        .contains("spillway_bridge_source_messages{route=\"there\"} 15\n")
                        .contains("spillway_bridge_source_messages_capped{route=\"there\"} 0\n"));
        double age = age("there");
        assertThat(age).isPositive();
        await().atMost(TestBroker.SOON).until(() -> age("there") > age);
    }

    @Test
    void what_waits_in_a_queue_of_sqs_is_counted_and_the_age_of_the_oldest_told() throws Exception {
        String url = broker.sqs()
                .getQueueUrl(request -> request.queueName(name + "-back"))
                .join()
                .queueUrl();
        for (int i = 0; i < 25; i++) {
            broker.sqs()
                    .sendMessage(request -> request.queueUrl(url).messageBody("A reply"))
                    .join();
        }

        start(FILE); // no broker takes them, so that ten at most are held

        await().atMost(TestBroker.SOON).untilAsserted(() -> {
            double held = value("spillway_bridge_in_flight{route=\"back\"}").orElseThrow();
            assertThat(held).isBetween(1.0, 10.0);
            assertThat(value("spillway_bridge_source_messages{route=\"back\"}")).hasValue(25 - held);
        });
        double age = age("back");
        await().atMost(TestBroker.SOON).until(() -> age("back") > age);
    }

    @Test
    void counting_a_brokers_queue_ends_at_a_bound_and_says_so() throws Exception {
        sendToJms(JmsDepths.MAX_MESSAGES + 220); // of which a batch is held

        start(FILE);

        await().atMost(TestBroker.SOON)
                .untilAsserted(() ->
                        assertThat(metrics()).contains("spillway_bridge_source_messages_capped{route=\"there\"} 1\n"));
        assertThat(value("spillway_bridge_source_messages{route=\"there\"}").orElseThrow())
                .isPositive()
                .isLessThanOrEqualTo(JmsDepths.MAX_MESSAGES);
    }

    @Test
    void batches_and_requests_are_counted_with_those_that_are_tried_again() throws Exception {
        create("-there");
        AtomicBoolean first = new AtomicBoolean(true);
        proxy.fault = () -> first.getAndSet(false) ? SqsProxy.Fault.UNAVAILABLE : SqsProxy.Fault.NONE;

        start(FILE);
        sendToJms(1);

        await().atMost(TestBroker.SOON)
                .untilAsserted(() -> assertThat(metrics())
                        .contains("spillway_bridge_messages_total{route=\"there\",outcome=\"accepted\"} 1\n")
                        .contains("spillway_bridge_batch_messages_bucket{route=\"there\",le=\"1\"} 1\n")
                        .contains("spillway_bridge_batch_messages_bucket{route=\"there\",le=\"+Inf\"} 1\n")
                        .contains("spillway_bridge_batch_messages_sum{route=\"there\"} 1\n")
                        .contains("spillway_bridge_batch_messages_count{route=\"there\"} 1\n")
                        .contains("spillway_bridge_sqs_requests_total{operation=\"SendMessageBatch\",queue=\"" + name
                                + "-there\"} 1\n"));
        await().atMost(TestBroker.SOON)
                .untilAsserted(() -> assertThat(metrics().lines())
                        .filteredOn(line -> line.startsWith("spillway_bridge_sqs_retries_total{"))
                        .filteredOn(line -> line.endsWith("} 1"))
                        .hasSize(1));
    }

    @Test
    void a_queue_that_may_not_be_browsed_is_bridged_and_its_depth_is_not_told() throws Exception {
        create("-there");

        start(FILE.replace(ActiveMQConnectionFactory.class.getName(), NoBrowsing.class.getName()));
        await().atMost(TestBroker.SOON).until(NoBrowsing.REFUSED::get);
        sendToJms(3);

        await().atMost(TestBroker.SOON)
                .untilAsserted(() -> assertThat(metrics())
                        .contains("spillway_bridge_messages_total{route=\"there\",outcome=\"accepted\"} 3\n")
                        .contains("spillway_bridge_source_failures_total{route=\"there\"} 0\n")
                        .doesNotContain("spillway_bridge_source_messages{route=\"there\"}"));
    }

    @Test
    void nothing_is_browsed_where_the_file_says_so() throws Exception {
        sendToJms(25);

        start(FILE.replace("sampleSeconds: 1", "sampleSeconds: 1\n  browse: false"));

        await().atMost(TestBroker.SOON)
                .until(() ->
                        value("spillway_bridge_source_messages{route=\"back\"}").isPresent());
        assertThat(value("spillway_bridge_source_messages{route=\"there\"}")).isEmpty();
    }

    /** Artemis's, whose sessions refuse to browse. */
    public static final class NoBrowsing extends ActiveMQConnectionFactory {

        static final AtomicBoolean REFUSED = new AtomicBoolean();

        public NoBrowsing(String url) {
            super(url);
        }

        @Override
        public Connection createConnection() throws JMSException {
            return refusing(Connection.class, super.createConnection());
        }

        private static <T> T refusing(Class<T> type, T delegate) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (method.getName().equals("createBrowser")) {
                            REFUSED.set(true);
                            throw new JMSException("browsing is forbidden");
                        }
                        try {
                            Object made = method.invoke(delegate, arguments);
                            return made instanceof Session session ? refusing(Session.class, session) : made;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }
    }

    private void start(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("bridge.yaml"), text.replace("NAME", name));
        bridge = Bridge.of(
                file, Map.of("BROKER", broker.url(), "ENDPOINT", proxy.uri().toString()));
        bridge.make(bridge.plan());
        address = bridge.start();
    }

    private void create(String suffix) {
        broker.sqs().createQueue(request -> request.queueName(name + suffix)).join();
    }

    private void sendToJms(int count) throws Exception {
        broker.sendToJms(name, context -> {
            List<Message> messages = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                TextMessage message = context.createTextMessage("An order");
                messages.add(message);
            }
            return messages;
        });
    }

    private double age(String route) throws Exception {
        return value("spillway_bridge_source_oldest_age_seconds{route=\"" + route + "\"}")
                .orElseThrow();
    }

    private OptionalDouble value(String line) throws Exception {
        return metrics()
                .lines()
                .filter(each -> each.startsWith(line + " "))
                .mapToDouble(each -> Double.parseDouble(each.substring(line.length() + 1)))
                .findFirst();
    }

    private String metrics() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + address.getPort() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
