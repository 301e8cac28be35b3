/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.camel.BothEnds;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The bridge's jar moves messages both ways between a broker and an endpoint of SQS, each a process, one of which is killed by
 * {@code kill -9} and begins again, once in a build. With {@code -Plong} more often.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class BridgeCrashIT {

    private static final int KILLS = Integer.getInteger("spillway.bridge.kills", 1);
    private static final int EACH_TIME = 300;
    private static final int GROUPS = 7;

    /** The ones that are killed. The broker is the source of one route and the target of the other, and so is the endpoint. */
    enum Victim {
        BRIDGE,
        BROKER,
        ENDPOINT
    }

    private static final String FILE = """
            brokers:
              plant:
                class: org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory
                # What is prefetched when the bridge dies would count as delivered, and Artemis gives up after ten times.
                url: ${env:BROKER}?consumerWindowSize=0
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
                jmsQueue: orders-NAME
                sqsQueue: orders-NAME.fifo
                deadLetterQueue: dead
                concurrentConsumers: 2
                firstProbeMillis: 100
                maxProbeMillis: 1000
              - id: back
                template: sqs-to-jms
                broker: plant
                sqsQueue: replies-NAME.fifo
                jmsQueue: replies-NAME
                deadLetterQueue: dead.fifo
                visibilityTimeout: 3
                concurrentConsumers: 2
                firstProbeMillis: 100
                maxProbeMillis: 1000
            """;

    @TempDir
    static Path folder;

    private static String url;
    private static URI uri;
    private static TestProcess broker;
    private static TestProcess endpoint;
    private static ActiveMQConnectionFactory factory;
    private static SqsAsyncClient sqs;
    private static BothEnds ends;
    private static String dead;

    @BeforeAll
    static void start() throws IOException {
        int jmsPort = TestProcess.freePort();
        int sqsPort = TestProcess.freePort();
        url = "tcp://127.0.0.1:" + jmsPort;
        uri = URI.create("http://127.0.0.1:" + sqsPort);
        broker = server("broker", 0, jmsPort);
        endpoint = server("endpoint", sqsPort, 0);
        broker.start();
        endpoint.start();
        factory = new ActiveMQConnectionFactory(url);
        sqs = BothEnds.client(uri, AwsRetryStrategy.standardRetryStrategy());
        ends = new BothEnds(factory, sqs);
        dead = ends.createFifoQueue("dead.fifo", Map.of());
    }

    private static TestProcess server(String name, int port, int jmsPort) {
        return new TestProcess(
                folder.resolve(name + ".log"),
                "Spillway is open.",
                Map.of(),
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.spillway.artemis.standalone.Main",
                        "--port=" + port,
                        "--jms-port=" + jmsPort,
                        "--data=" + folder.resolve(name)));
    }

    @AfterAll
    static void stop() {
        try (TestProcess first = broker;
                TestProcess second = endpoint) {
            factory.close();
            sqs.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_lost_and_nothing_goes_to_the_dead_letter_queues(Victim victim) throws Exception {
        String orders = "orders-" + victim;
        String replies = "replies-" + victim;
        String there = ends.createFifoQueue(orders + ".fifo", Map.of());
        String back = ends.createFifoQueue(replies + ".fifo", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "3"));
        int sent = KILLS * EACH_TIME;
        try (TestProcess bridge = bridge(victim.toString())) {
            if (victim != Victim.BRIDGE) {
                bridge.start();
            }
            for (int kill = 0; kill < KILLS; kill++) {
                int arrived = ends.depthOfSqs(there);
                int arrivedBack = ends.depthOfJms(replies);
                send(orders, back, kill * EACH_TIME);
                if (victim == Victim.BRIDGE) {
                    bridge.start();
                }
                soon().until(() -> ends.depthOfSqs(there) > arrived && ends.depthOfJms(replies) > arrivedBack);
                kill(victim, bridge);
            }
            if (victim == Victim.BRIDGE) {
                bridge.start();
            }
            soon().untilAsserted(() -> assertThat(
                            List.of(ends.depthOfSqs(there), ends.depthOfJms(orders), ends.depthOfSqs(back)))
                    .as("arrived on SQS, left in the broker, left on SQS")
                    .containsExactly(sent, 0, 0));
        } // a worker may hold what another had already: it would come in addition

        List<String> expected =
                IntStream.range(0, sent).mapToObj(Integer::toString).toList();
        List<String> arrived = ends.receiveFromSqs(there, sent).stream()
                .map(message -> message.body())
                .toList();
        List<String> arrivedBack = ends.textsFromJms(replies, sent);
        assertThat(arrived).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(arrivedBack.stream().distinct()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(List.of(firstOfEach(arrived), firstOfEach(arrivedBack)))
                .allSatisfy(groups -> assertThat(groups)
                        .hasSize(GROUPS)
                        .allSatisfy((group, numbers) -> assertThat(numbers).isSorted()));
        assertThat(ends.depthOfJms("dead")).isZero();
        assertThat(ends.depthOfSqs(dead)).isZero();
        System.out.printf(
                "%d kills of the %s, %,d messages each way: none lost; duplicates on FIFO 0, in the broker %,d%n",
                KILLS, victim, sent, arrivedBack.size() - sent);
    }

    private static void kill(Victim victim, TestProcess bridge) throws IOException {
        switch (victim) {
            case BRIDGE -> bridge.kill();
            case BROKER -> restart(broker);
            case ENDPOINT -> restart(endpoint);
        }
    }

    private static void restart(TestProcess process) throws IOException {
        process.kill();
        process.start();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(20));
    }

    private static TestProcess bridge(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), FILE.replace("NAME", name));
        return new TestProcess(
                folder.resolve(name + ".log"),
                "Health and metrics: ",
                Map.of("BROKER", url, "ENDPOINT", uri.toString()),
                List.of("-jar", System.getProperty("spillway.bridge.jar"), file.toString()));
    }

    /** Replies to SQS, and then orders to the broker at once, so that there is a backlog to be killed at. */
    private static void send(String orders, String back, int from) throws JMSException {
        for (int first = from; first < from + EACH_TIME; first += 10) {
            List<SendMessageBatchRequestEntry> entries = IntStream.range(first, first + 10)
                    .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                            .id(Integer.toString(i))
                            .messageBody(Integer.toString(i))
                            .messageGroupId("group-" + i % GROUPS)
                            .messageDeduplicationId(Integer.toString(i))
                            .build())
                    .toList();
            assertThat(sqs.sendMessageBatch(request -> request.queueUrl(back).entries(entries))
                            .join()
                            .failed())
                    .isEmpty();
        }
        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = context.createQueue(orders);
            for (int i = from; i < from + EACH_TIME; i++) {
                context.createProducer()
                        .setProperty("JMSXGroupID", "group-" + i % GROUPS)
                        .send(queue, Integer.toString(i));
            }
            context.commit();
        }
    }

    private static Map<Integer, List<Integer>> firstOfEach(List<String> texts) {
        return texts.stream()
                .distinct()
                .map(Integer::valueOf)
                .collect(Collectors.groupingBy(number -> number % GROUPS));
    }
}
