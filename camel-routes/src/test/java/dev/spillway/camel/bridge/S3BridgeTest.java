/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spillway.camel.TestBroker;
import dev.spillway.camel.bridge.config.ConfigException;
import dev.spillway.mapping.FakeS3;
import jakarta.jms.JMSContext;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Payloads through S3 by the bridge's configuration file. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class S3BridgeTest {

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
              s3:
                bucket: payloads
                endpoint: ${env:S3}
                threshold: 1000
            management:
              port: 0
            mappings:
              - id: there
                template: jms-to-sqs
                broker: plant
                jmsQueue: NAME
                sqsQueue: NAME-sqs
                deadLetterQueue: NAME.dead
              - id: back
                template: sqs-to-jms
                broker: plant
                sqsQueue: NAME-sqs
                jmsQueue: NAME.back
                waitTimeSeconds: 1
              - id: ask
                template: jms-request-sqs-reply
                broker: plant
                jmsQueue: NAME.ask
                deadLetterQueue: NAME.dead
                sqsQueue: NAME-ask
                sqsReplyQueue: NAME-ask
                sqsDeadLetterQueue: NAME-dead
                replySecret: a secret of the test
                waitTimeSeconds: 1
            """;

    private static final String LARGE = "large ".repeat(500);

    @TempDir
    static Path data;

    private static TestBroker broker;

    @TempDir
    Path folder;

    private final FakeS3 s3 = new FakeS3();
    private final String name = TestBroker.newName("large");

    @BeforeAll
    static void start() {
        broker = new TestBroker(data);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void createQueues() {
        for (String queue : List.of("-sqs", "-ask", "-dead")) {
            broker.sqs().createQueue(request -> request.queueName(name + queue)).join();
        }
    }

    @AfterEach
    void closeS3() {
        s3.close();
    }

    @Test
    void a_large_message_goes_there_and_back_through_s3() throws Exception {
        try (Bridge bridge = bridge(FILE)) {
            bridge.make(bridge.plan());
            bridge.start();

            broker.sendToJms(name, context -> List.of(context.createTextMessage(LARGE)));

            assertThat(broker.receiveFromJms(TextMessage.class, name + ".back", 1)
                            .get(0)
                            .getText())
                    .isEqualTo(LARGE);
        }
        assertThat(s3.requests).anyMatch(request -> request.startsWith("PUT /payloads/"));
        assertThat(s3.objects).isEmpty();
    }

    /** The queue of requests is that of the replies: each request is its own reply. */
    @Test
    void a_large_reply_comes_to_its_requester_through_s3() throws Exception {
        try (Bridge bridge = bridge(FILE);
                JMSContext requester = broker.factory().createContext()) {
            bridge.make(bridge.plan());
            bridge.start();
            TemporaryQueue replies = requester.createTemporaryQueue();
            TextMessage request = requester.createTextMessage(LARGE);
            request.setJMSReplyTo(replies);
            requester.createProducer().send(requester.createQueue(name + ".ask"), request);

            assertThat(requester.createConsumer(replies).receiveBody(String.class, TestBroker.SOON.toMillis()))
                    .isEqualTo(LARGE);
        }
        assertThat(s3.requests).anyMatch(request -> request.startsWith("PUT /payloads/"));
    }

    @Test
    void a_check_tells_whether_the_bucket_is_there_and_may_be_read_from() throws Exception {
        assertThat(file(FILE).check())
                .satisfies(checked -> assertThat(checked.exit()).isZero())
                .satisfies(checked -> assertThat(checked.text())
                        .contains("ok     S3 bucket payloads: is there\n")
                        .containsOnlyOnce("ok     S3 bucket payloads: may be read from\n"));
        assertThat(s3.requests).noneMatch(request -> request.startsWith("PUT"));

        s3.fault = exchange -> exchange.getRequestMethod().equals("GET") && FakeS3.error(exchange, 403, "AccessDenied");
        assertThat(file(FILE).check().text()).contains("FAILED S3 bucket payloads: GetObject: ");

        s3.fault = exchange -> {
            exchange.sendResponseHeaders(403, -1);
            return true;
        };
        assertThat(file(FILE).check())
                .satisfies(checked -> assertThat(checked.exit()).isOne())
                .satisfies(checked -> assertThat(checked.text()).contains("FAILED S3 bucket payloads: HeadBucket: "));
    }

    @Test
    void what_is_wrong_with_the_bucket_is_said_with_its_line() throws Exception {
        refused(FILE.replace("bucket: payloads", "bucket: a/b"), "bridge.yaml:11", "aws.s3.bucket is a/b");
        refused(FILE.replace("    bucket: payloads\n", ""), "bridge.yaml:11", "aws.s3 has no bucket");
        refused(FILE.replace("bucket: payloads", "buckets: payloads"), "did you mean bucket?");
        refused(FILE.replace("threshold: 1000", "threshold: -1"), "it is a number from 0 to 1048576");
        refused(FILE.replace("waitTimeSeconds: 1", "s3Bucket: other"), "unknown key mappings.s3Bucket");
    }

    private void refused(String text, String... parts) {
        assertThatThrownBy(() -> bridge(text).close())
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(parts);
    }

    private Bridge bridge(String text) throws IOException {
        return file(text).open();
    }

    private BridgeFile file(String text) throws IOException {
        return BridgeFile.write(folder, text, name, broker).with("S3", s3.uri());
    }
}
