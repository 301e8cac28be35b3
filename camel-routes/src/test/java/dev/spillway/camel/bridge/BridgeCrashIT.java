/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.camel.TestBroker;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The bridge's jar as a process that is killed by {@code kill -9} while it moves messages both ways, and begins again. With
 * {@code -Dspillway.bridge.kills=N} more often than in a build.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class BridgeCrashIT {

    private static final int KILLS = Integer.getInteger("spillway.bridge.kills", 3);
    private static final int EACH_TIME = 300;
    private static final int GROUPS = 7;

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
                jmsQueue: orders
                sqsQueue: orders.fifo
                deadLetterQueue: dead
                concurrentConsumers: 2
              - id: back
                template: sqs-to-jms
                broker: plant
                sqsQueue: replies.fifo
                jmsQueue: replies
                deadLetterQueue: dead.fifo
                visibilityTimeout: 3
                concurrentConsumers: 2
            """;

    @TempDir
    static Path data;

    private static TestBroker broker;

    @TempDir
    Path folder;

    private Process bridge;

    @BeforeAll
    static void start() {
        broker = new TestBroker(data);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @AfterEach
    void kill() {
        if (bridge != null) {
            bridge.destroyForcibly();
        }
    }

    @Test
    void nothing_is_lost_and_nothing_goes_to_the_dead_letter_queues() throws Exception {
        String there = broker.createFifoQueue("orders.fifo", Map.of());
        String back = broker.createFifoQueue("replies.fifo", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "3"));
        String dead = broker.createFifoQueue("dead.fifo", Map.of());
        int sent = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            send(back, sent, EACH_TIME);
            sent += EACH_TIME;
            int orders = broker.depthOfSqs(there);
            int replies = broker.depthOfJms("replies");
            run();
            soon().until(() -> broker.depthOfSqs(there) > orders && broker.depthOfJms("replies") > replies);
            bridge.destroyForcibly().waitFor();
        }
        run();
        int all = sent;
        soon().untilAsserted(() -> assertThat(List.of(broker.depthOfSqs(there), broker.depthOfSqs(back)))
                .as("arrived on SQS, left on SQS")
                .containsExactly(all, 0));
        bridge.destroyForcibly().waitFor(); // a worker may hold what another had already: it would come in addition

        List<String> expected =
                IntStream.range(0, sent).mapToObj(Integer::toString).toList();
        assertThat(broker.receiveFromSqs(there, sent))
                .extracting(message -> message.body())
                .containsExactlyInAnyOrderElementsOf(expected);
        List<String> replies = texts(broker.depthOfJms("replies"));
        assertThat(replies.stream().distinct()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(firstOfEach(replies))
                .allSatisfy((group, numbers) -> assertThat(numbers).isSorted());
        assertThat(broker.depthOfJms("dead")).isZero();
        assertThat(broker.depthOfSqs(dead)).isZero();
        System.out.printf(
                "%d kills, %,d messages each way: none lost; duplicates on FIFO 0, on JMS %,d%n",
                KILLS, sent, replies.size() - sent);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(20));
    }

    private void run() throws IOException {
        Path file = Files.writeString(folder.resolve("bridge.yaml"), FILE);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("spillway.bridge.jar"),
                file.toString());
        builder.environment().put("BROKER", broker.url());
        builder.environment().put("ENDPOINT", broker.endpoint().toString());
        File log = folder.resolve("bridge.log").toFile();
        bridge = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private static void send(String back, int from, int count) throws JMSException {
        broker.sendToJms("orders", context -> {
            List<Message> messages = new ArrayList<>();
            for (int i = from; i < from + count; i++) {
                TextMessage message = context.createTextMessage(Integer.toString(i));
                message.setStringProperty("JMSXGroupID", "group-" + i % GROUPS);
                messages.add(message);
            }
            return messages;
        });
        for (int first = from; first < from + count; first += 10) {
            List<SendMessageBatchRequestEntry> entries = IntStream.range(first, first + 10)
                    .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                            .id(Integer.toString(i))
                            .messageBody(Integer.toString(i))
                            .messageGroupId("group-" + i % GROUPS)
                            .messageDeduplicationId(Integer.toString(i))
                            .build())
                    .toList();
            assertThat(broker.sqs()
                            .sendMessageBatch(request -> request.queueUrl(back).entries(entries))
                            .join()
                            .failed())
                    .isEmpty();
        }
    }

    private static List<String> texts(int count) throws JMSException {
        List<String> texts = new ArrayList<>();
        for (TextMessage message : broker.receiveFromJms(TextMessage.class, "replies", count)) {
            texts.add(message.getText());
        }
        return texts;
    }

    private static Map<Integer, List<Integer>> firstOfEach(List<String> texts) {
        return texts.stream()
                .distinct()
                .map(Integer::valueOf)
                .collect(Collectors.groupingBy(number -> number % GROUPS));
    }
}
