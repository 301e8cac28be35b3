/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.camel.TestBroker;
import dev.spillway.camel.bridge.BridgeFile.Checked;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --check} tells of a configuration file, line by line. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class CheckTest {

    private static final String FILE = """
            brokers:
              plant:
                class: org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory
                url: ${env:BROKER}
            aws:
              region: us-east-1
              endpoint: ${env:ENDPOINT}
              accessKeyId: any
              secretAccessKey: any
            mappings:
              - id: back
                template: sqs-to-jms
                broker: plant
                queues: [NAME*.fifo]
                sqsQueue: "{queue}"
                jmsQueue: "{queue}.back"
              - id: there
                template: jms-to-sqs
                broker: plant
                jmsQueue: NAME
                sqsQueue: NAME.fifo
                deadLetterQueue: NAME.dead
                concurrentConsumers: 2
            """;

    private static final String MAY_BE_SENT_TO =
            ": is there; whether it may be sent to, some brokers tell with the first message only";

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
    void it_tells_line_by_line_what_is_there_and_moves_nothing() throws Exception {
        broker.sendToJms(name, context -> List.of(context.createTextMessage("An order")));

        Checked checked = check(FILE);

        assertThat(checked.exit()).isZero();
        assertThat(checked.text().lines()).first().asString().startsWith("ok     broker plant: connected, ActiveMQ ");
        assertThat(checked.text().lines().skip(1))
                .containsExactly(
                        "ok     route back-" + name + ".fifo: SQS " + name + ".fifo -> plant " + name + ".fifo.back",
                        "ok     SQS queue " + name + ".fifo: may be received from",
                        "ok     plant queue " + name + ".fifo.back" + MAY_BE_SENT_TO,
                        "ok     route there: plant " + name + " -> SQS " + name + ".fifo",
                        "ok     plant queue " + name + ": may be consumed",
                        "ok     plant queue " + name + ".dead" + MAY_BE_SENT_TO,
                        "ok     SQS queue " + name + ".fifo: may be sent to");
        assertThat(broker.depthOfJms(name)).isEqualTo(1);
    }

    @Test
    void a_queue_that_is_missing_fails_and_is_named() throws Exception {
        failed(check(FILE.replace("sqsQueue: NAME.fifo", "sqsQueue: nowhere")), "SQS queue nowhere: GetQueueUrl: ");
    }

    @Test
    void of_a_broker_that_can_not_be_reached_no_queue_is_tried() throws Exception {
        Checked checked = check(FILE.replace("${env:BROKER}", "tcp://127.0.0.1:1"));

        failed(checked, "broker plant: ");
        failed(checked, "plant queue " + name + ": not tried, since the broker can't be reached");
        assertThat(checked.text()).contains("ok     SQS queue " + name + ".fifo: may be sent to\n");
    }

    @Test
    void what_is_wrong_with_one_mapping_keeps_no_other_from_being_tried() throws Exception {
        Checked noQueues = check(FILE.replace("NAME*.fifo", "none*"));
        failed(noQueues, folder.resolve("bridge.yaml") + ":11: SQS has no queue whose name is none*");
        assertThat(noQueues.text()).contains("ok     plant queue " + name + ": may be consumed\n");

        Checked noNumber = check(FILE.replace("queues:", "concurrentConsumers: 0\n    queues:"));
        failed(noNumber, folder.resolve("bridge.yaml") + ":11: route back-" + name + ".fifo: concurrentConsumers");
        assertThat(noNumber.text()).contains("ok     plant queue " + name + ": may be consumed\n");
    }

    /** As clients do that connect again by themselves: they make a connection at once, and wait with its first session. */
    public static final class Waiting extends ActiveMQConnectionFactory {

        @Override
        public Connection createConnection() {
            return (Connection) Proxy.newProxyInstance(
                    Waiting.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        try {
                            new CountDownLatch(1).await();
                            return null;
                        } catch (InterruptedException given) {
                            throw new JMSException("given up");
                        }
                    });
        }
    }

    @Test
    void a_client_that_waits_without_end_for_its_broker_is_given_up() throws Exception {
        BridgeFile file = file(FILE.replace("    url: ${env:BROKER}\n", "")
                .replace(ActiveMQConnectionFactory.class.getName(), Waiting.class.getName()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (Bridge bridge = file.open()) {
            assertThat(Check.run(bridge, new PrintStream(out, true, StandardCharsets.UTF_8), Duration.ofSeconds(5)))
                    .isFalse();
        }

        Checked checked = new Checked(1, out.toString(StandardCharsets.UTF_8));
        failed(checked, "broker plant: no answer within 5 s");
        assertThat(checked.text()).contains("ok     SQS queue " + name + ".fifo: may be received from\n");
    }

    private static void failed(Checked checked, String line) {
        assertThat(checked.exit()).isOne();
        assertThat(checked.text().lines()).anyMatch(each -> each.startsWith("FAILED " + line));
    }

    private Checked check(String text) throws IOException {
        return file(text).check();
    }

    private BridgeFile file(String text) throws IOException {
        return BridgeFile.write(folder, text, name, broker);
    }
}
