/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** The log as whoever collects it reads it. */
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class LogsTest {

    private static final String FILE = """
            brokers:
              nowhere:
                class: org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory
                url: tcp://127.0.0.1:1
                user: bridge
                password: geheim
            aws:
              region: us-east-1
              endpoint: http://127.0.0.1:1
              accessKeyId: any
              secretAccessKey: streng-geheim
            management:
              port: 0
            mappings:
              - id: there
                template: jms-to-sqs
                broker: nowhere
                jmsQueue: größe
                sqsQueue: orders
                deadLetterQueue: dead
            """;

    /** A JVM of its own begins, on a machine that may be busy. */
    private static final Duration STARTED = Duration.ofSeconds(100);

    @TempDir
    Path folder;

    private Process bridge;

    @AfterEach
    void kill() {
        if (bridge != null) {
            bridge.destroyForcibly();
        }
    }

    @Test
    void each_line_of_a_bridge_is_an_object_that_names_its_route() throws Exception {
        run("logging: json\n" + FILE);

        await().atMost(STARTED)
                .untilAsserted(() -> assertThat(lines())
                        .map(LogsTest::parse)
                        .anySatisfy(line ->
                                assertThat(text(line, "message")).startsWith("Health and metrics: http://127.0.0.1:"))
                        .anySatisfy(line -> {
                            assertThat(text(line, "message")).startsWith("queue 'größe' failed and is tried again");
                            assertThat(text(line, "route")).isEqualTo("there");
                            assertThat(text(line, "level")).isEqualTo("WARN");
                            assertThat(text(line, "logger")).startsWith("dev.spillway.camel.");
                            assertThat(Instant.parse(text(line, "time"))).isBefore(Instant.now());
                        }));
        assertThat(String.join("\n", lines())).doesNotContain("geheim");
    }

    @Test
    void lines_are_for_people_unless_told_otherwise() throws Exception {
        run(FILE);

        await().atMost(STARTED)
                .untilAsserted(() -> assertThat(lines())
                        .anyMatch(line -> line.startsWith("Health and metrics: http://127.0.0.1:"))
                        .anyMatch(line -> line.contains(" failed and is tried again until it is there: "))
                        .noneMatch(line -> line.startsWith("{")));
    }

    @Test
    void whatever_a_message_has_arrives_and_is_one_line() {
        String message = "\"orders\" \\ \n\r\t\u0000\u001b[31m\u2028 größe \uD83D\uDE00 {0}";
        LogRecord logged = new LogRecord(Level.SEVERE, message);
        logged.setLoggerName("a.b");
        logged.setThrown(new IllegalStateException("it \"broke\"\nhere"));

        String line = new JsonFormatter().format(logged);

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n").doesNotContain("\r", "\u001b", "\u0000");
        JsonNode object = parse(line);
        assertThat(object.asObject()).containsOnlyKeys("time", "level", "logger", "message", "error");
        assertThat(text(object, "message")).isEqualTo(message);
        assertThat(text(object, "level")).isEqualTo("ERROR");
        assertThat(text(object, "error"))
                .startsWith("java.lang.IllegalStateException: it \"broke\"\nhere")
                .contains("\tat ");
    }

    @Test
    void a_line_of_a_route_names_it() {
        try (MDC.MDCCloseable route = MDC.putCloseable("camel.routeId", "orders-1")) {
            assertThat(text(parse(new JsonFormatter().format(new LogRecord(Level.FINE, "x"))), "route"))
                    .isEqualTo("orders-1");
        }
    }

    private static JsonNode parse(String line) {
        JsonNode node = JsonNode.parser().parse(line);
        assertThat(node.isObject()).as(line).isTrue();
        return node;
    }

    private static String text(JsonNode line, String field) {
        return line.field(field).map(JsonNode::asString).orElse("");
    }

    private List<String> lines() throws IOException {
        String text = Files.readString(folder.resolve("log"), UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private void run(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bridge.yaml"), text);
        File log = folder.resolve("log").toFile();
        bridge = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }
}
