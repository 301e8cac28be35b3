/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** IBM MQ's client in the folder of libraries, as far as it goes without a queue manager. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class IbmMqTest {

    private static final Path LIBRARIES = Path.of("target", "ibm-mq").toAbsolutePath();

    private static final String FILE = """
            libraries: LIBRARIES
            brokers:
              mainframe:
                class: com.ibm.mq.jakarta.jms.MQConnectionFactory
                properties:
                  hostName: 127.0.0.1
                  port: 1
                  channel: BRIDGE.SVRCONN
                  queueManager: QM1
                  transportType: 1
                user: bridge
                password: geheim
            aws:
              region: us-east-1
              endpoint: http://127.0.0.1:1
              accessKeyId: any
              secretAccessKey: any
            mappings:
              - id: orders
                template: jms-to-sqs
                broker: mainframe
                jmsQueue: ORDERS
                sqsQueue: orders
                deadLetterQueue: ORDERS.DEAD
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void a_check_makes_its_factory_and_tells_why_no_queue_manager_is_reached() throws Exception {
        assertThat(check(FILE.replace("LIBRARIES", LIBRARIES.toString()))).isEqualTo(1);

        assertThat(text())
                .startsWith("FAILED broker mainframe: JMSWMQ0018: Failed to connect to queue manager 'QM1' ")
                .contains("host name '127.0.0.1(1)'", "MQRC_HOST_NOT_AVAILABLE", "ok     route orders: ")
                .doesNotContain("geheim");
    }

    @Test
    void a_wrong_property_is_refused_naming_the_nearest() throws Exception {
        assertThat(check(FILE.replace("LIBRARIES", LIBRARIES.toString()).replace("queueManager", "queueManger")))
                .isEqualTo(1);

        assertThat(text()).contains("has no property queueManger; did you mean queueManager?");
    }

    @Test
    void a_jar_that_its_client_needs_and_is_not_there_is_told() throws Exception {
        Path client;
        try (var jars = Files.list(LIBRARIES)) {
            client = jars.filter(jar -> jar.toString().contains("jakarta.client"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.copy(client, folder.resolve("client.jar"));

        assertThat(check(FILE.replace("LIBRARIES", folder.toString()))).isEqualTo(1);

        assertThat(text()).contains("org/json/JSONObject", "belongs in the folder 'libraries'");
    }

    private int check(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bridge.yaml"), text);
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Main.run(List.of(file.toString(), "--check"), Map.of(), print, print);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
