/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spillway.camel.TestBroker;
import dev.spillway.camel.bridge.config.ConfigException;
import jakarta.jms.JMSContext;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Requests and their replies by the bridge's configuration file. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class RequestReplyBridgeTest {

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
            management:
              port: 0
            mappings:
              - id: ask
                template: jms-request-sqs-reply
                broker: plant
                jmsQueue: NAME
                deadLetterQueue: NAME.dead
                sqsQueue: NAME-sqs
                sqsReplyQueue: NAME-replies
                sqsDeadLetterQueue: NAME-dead
                replySecret: ${file:secret}
            """;

    @TempDir
    static Path data;

    private static TestBroker broker;

    @TempDir
    Path folder;

    private final String name = TestBroker.newName("quotes");

    @BeforeAll
    static void start() {
        broker = new TestBroker(data);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void prepare() throws IOException {
        for (String queue : List.of("-sqs", "-replies", "-dead")) {
            broker.sqs().createQueue(request -> request.queueName(name + queue)).join();
        }
        Files.writeString(folder.resolve("secret"), "a secret) of & the test+\n");
    }

    @Test
    void a_reply_comes_to_the_temporary_queue_of_its_requester_and_health_tells_of_both_ways() throws Exception {
        try (Bridge bridge = bridge(FILE);
                JMSContext requester = broker.factory().createContext()) {
            bridge.make(bridge.plan());
            InetSocketAddress address = bridge.start();
            await().atMost(TestBroker.SOON)
                    .until(() -> get(address, "/health/ready")
                            .equals("{\"status\":\"UP\",\"routes\":{\"ask\":\"UP\",\"ask.replies\":\"UP\"}}\n"));
            TemporaryQueue replies = requester.createTemporaryQueue();
            TextMessage request = requester.createTextMessage("How much?");
            request.setJMSReplyTo(replies);
            requester.createProducer().send(requester.createQueue(name), request);

            var received =
                    broker.receiveFromSqs(broker.urlOfSqs(name + "-sqs"), 1).get(0);
            broker.sqs()
                    .sendMessage(reply -> reply.queueUrl(broker.urlOfSqs(name + "-replies"))
                            .messageBody("Seven")
                            .messageAttributes(received.messageAttributes()))
                    .join();

            assertThat(requester.createConsumer(replies).receiveBody(String.class, TestBroker.SOON.toMillis()))
                    .isEqualTo("Seven");
            await().atMost(TestBroker.SOON)
                    .untilAsserted(() -> assertThat(get(address, "/metrics"))
                            .contains("messages_total{route=\"ask\",outcome=\"accepted\"} 1\n")
                            .contains("messages_total{route=\"ask.replies\",outcome=\"accepted\"} 1\n")
                            .contains("source_messages{route=\"ask.replies\"} "));
        }
    }

    @Test
    void a_check_tries_the_queue_of_replies_and_both_dead_letter_queues() throws Exception {
        BridgeFile.Checked checked = file(FILE).check();

        assertThat(checked.exit()).isZero();
        assertThat(checked.text().lines().skip(1))
                .containsExactly(
                        "ok     route ask: plant " + name + " -> SQS " + name + "-sqs, replies SQS " + name
                                + "-replies -> their requesters",
                        "ok     plant queue " + name + ": may be consumed",
                        "ok     plant queue " + name
                                + ".dead: is there; whether it may be sent to, some brokers tell with the first message only",
                        "ok     SQS queue " + name + "-sqs: may be sent to",
                        "ok     SQS queue " + name + "-replies: may be received from",
                        "ok     SQS queue " + name + "-dead: may be sent to");
    }

    @Test
    void what_is_missing_or_wrong_is_said_with_its_line_and_without_the_secret() throws Exception {
        refused(FILE.replace("    replySecret: ${file:secret}\n", ""), "bridge.yaml:13", "replySecret");
        refused(FILE.replace("${file:secret}", "short"), "bridge.yaml:13", "replySecret has 5 characters");
        refused(FILE.replace("    sqsReplyQueue: NAME-replies\n", ""), "bridge.yaml:13", "sqsReplyQueue");
        refused(FILE.replace("sqsReplyQueue:", "sqsReplysQueue:"), "did you mean sqsReplyQueue?");
    }

    private void refused(String text, String... parts) {
        assertThatThrownBy(() -> file(text).makeAll())
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(parts)
                .hasMessageNotContainingAny("a secret", "short");
    }

    private Bridge bridge(String text) throws IOException {
        return file(text).open();
    }

    private BridgeFile file(String text) throws IOException {
        return BridgeFile.write(folder, text, name, broker);
    }

    private static String get(InetSocketAddress address, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
