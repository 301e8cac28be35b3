/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spillway.camel.TestBroker;
import dev.spillway.camel.bridge.config.ConfigException;
import jakarta.jms.TextMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** The bridge by its configuration file, against a broker and an endpoint of SQS over the network. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class BridgeTest {

    private static final String FILE = """
            brokers:
              plant:
                class: org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory
                url: ${env:BROKER}
                properties:
                  callTimeout: 20000
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
                broker: plant
                jmsQueue: NAME
                sqsQueue: NAME.fifo
                deadLetterQueue: NAME.dead
                concurrentConsumers: 2
              - id: back
                template: sqs-to-jms
                broker: plant
                queues: [NAME*.fifo]
                sqsQueue: "{queue}"
                jmsQueue: "{queue}.back"
            """;

    @TempDir
    static Path data;

    private static TestBroker broker;

    @TempDir
    Path folder;

    private final String name = TestBroker.newName("orders") + "x";

    @BeforeAll
    static void start() {
        broker = new TestBroker(data);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void createQueue() {
        broker.createFifoQueue(name + ".fifo", Map.of());
    }

    @Test
    void a_message_goes_there_and_back_by_queues_that_are_named_and_that_match() throws Exception {
        try (Bridge bridge = bridge(FILE)) {
            bridge.make(bridge.plan());
            bridge.start();

            send("An order");

            TextMessage back = broker.receiveFromJms(TextMessage.class, name + ".fifo.back", 1)
                    .get(0);
            assertThat(back.getText()).isEqualTo("An order");
            assertThat(back.getStringProperty("JMSXGroupID")).isEqualTo("alice");
        }
    }

    @Test
    void health_and_metrics_tell_of_each_route() throws Exception {
        try (Bridge bridge = bridge(FILE)) {
            bridge.make(bridge.plan());
            InetSocketAddress address = bridge.start();
            assertThat(address.getAddress().isLoopbackAddress()).isTrue();

            await().atMost(TestBroker.SOON)
                    .until(() -> get(address, "/health/ready").statusCode() == 200);
            send("An order");
            broker.receiveFromJms(TextMessage.class, name + ".fifo.back", 1);

            await().atMost(TestBroker.SOON)
                    .untilAsserted(() -> assertThat(get(address, "/metrics").body())
                            .contains("spillway_bridge_messages_total{route=\"there\",outcome=\"accepted\"} 1\n")
                            .contains("spillway_bridge_connected{route=\"there\"} 2\n")
                            .contains("spillway_bridge_in_flight{route=\"there\"} 0\n")
                            .contains("spillway_bridge_suspended{route=\"back-" + name + ".fifo\"} 0\n"));
            assertThat(get(address, "/health/live").body()).isEqualTo("{\"status\":\"UP\"}\n");
            assertThat(get(address, "/health/ready").body())
                    .isEqualTo("{\"status\":\"UP\",\"routes\":{\"back-" + name + ".fifo\":\"UP\",\"there\":\"UP\"}}\n");
            assertThat(get(address, "/").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void the_dashboard_shows_each_metric_and_no_other() throws Exception {
        try (Bridge bridge = bridge(FILE)) {
            bridge.make(bridge.plan());
            InetSocketAddress address = bridge.start();

            Set<String> metrics = names(
                    "# TYPE (spillway_bridge_\\w+)", get(address, "/metrics").body());

            String dashboard = Files.readString(Path.of("grafana-dashboard.json"));
            assertThat(names("(spillway_bridge_\\w+?)(?:_bucket|_sum|_count)?\\W", dashboard))
                    .isNotEmpty()
                    .isEqualTo(metrics);
        }
    }

    private static Set<String> names(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void a_route_whose_target_is_not_there_is_not_ready() throws Exception {
        String nowhere = FILE.replace("sqsQueue: NAME.fifo", "sqsQueue: nowhere");
        try (Bridge bridge = bridge(nowhere)) {
            bridge.make(bridge.plan());
            InetSocketAddress address = bridge.start();

            send("An order");

            await().atMost(TestBroker.SOON).untilAsserted(() -> {
                HttpResponse<String> ready = get(address, "/health/ready");
                assertThat(ready.statusCode()).isEqualTo(503);
                assertThat(ready.body()).contains("\"there\":\"SUSPENDED\"");
            });
        }
    }

    @Test
    void what_is_wrong_with_a_broker_or_a_parameter_is_said_with_its_line() throws Exception {
        refused(FILE.replace("callTimeout", "calTimeout"), "bridge.yaml:3", "did you mean callTimeout?");
        refused(FILE.replace("20000", "soon"), "the property callTimeout takes a long");
        refused(FILE.replace("class: org", "class: net"), "its jar, and those that it needs, belong in the folder");
        refused(FILE.replace("concurrentConsumers: 2", "concurrentConsumers: 0"), "bridge.yaml:15", "it is 1 to 1000");
        refused(FILE.replace("concurrentConsumers: 2", "concurrentConsumers: two"), "concurrentConsumers: ", "two");
        refused(FILE.replace("    deadLetterQueue: NAME.dead\n", ""), "bridge.yaml:15", "deadLetterQueue");
        refused(FILE.replace("NAME*.fifo", "none*"), "SQS has no queue whose name is none*");
        refused(FILE.replace("sqs-to-jms", "jms-to-sqs"), "which JMS can't list; name the queues");
    }

    private void refused(String text, String... parts) {
        assertThatThrownBy(() -> file(text).makeAll())
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void the_command_line_is_checked() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(out, true, StandardCharsets.UTF_8);

        assertThat(Main.run(List.of(), Map.of(), err, err)).isEqualTo(2);
        assertThat(Main.run(List.of("a.yaml", "--chek"), Map.of(), err, err)).isEqualTo(2);
        assertThat(Main.run(List.of("nowhere.yaml"), Map.of(), err, err)).isEqualTo(1);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("wants one file, has 0")
                .contains("unknown option --chek")
                .contains("there is no file nowhere.yaml");
    }

    private Bridge bridge(String text) throws IOException {
        return file(text).open();
    }

    private BridgeFile file(String text) throws IOException {
        return BridgeFile.write(folder, text, name, broker);
    }

    private void send(String text) throws Exception {
        broker.sendToJms(name, context -> {
            TextMessage message = context.createTextMessage(text);
            message.setStringProperty("JMSXGroupID", "alice");
            return List.of(message);
        });
    }

    private static HttpResponse<String> get(InetSocketAddress address, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
