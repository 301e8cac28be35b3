/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Each group in its order, by parallel workers, while both ends fail at random: entries of batches, requests, answers that are
 * lost, and outages; no message is blamed for what fails at such odds. A build has one round each way; {@code -Plong} has more, each with a seed of its own.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class GroupOrderTest {

    private static final int GROUPS = 20;
    private static final int MESSAGES = 15 * GROUPS;
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final List<String> SENT =
            IntStream.range(0, MESSAGES).mapToObj(Integer::toString).toList();

    /** Less than the broker's ten delivery attempts, since each may hit who holds the same message. */
    private static final int CUTS = 8;

    @TempDir
    static Path data;

    private static TestBroker broker;

    private final String name = BothEnds.newName("ordered");
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private String url;
    private SqsProxy proxy;
    private SqsAsyncClient sqs;

    @BeforeAll
    static void start() {
        broker = new TestBroker(data);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, Integer.getInteger("spillway.bridge.rounds", 1));
    }

    @BeforeEach
    void startProxy() throws Exception {
        url = broker.createFifoQueue(name + ".fifo", Map.of());
        proxy = new SqsProxy(broker.endpoint());
        sqs = BothEnds.client(proxy.uri(), AwsRetryStrategy.doNotRetry());
    }

    @AfterEach
    void stopRoute() {
        camel.stop();
        sqs.close();
        proxy.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void from_a_broker_to_sqs_each_message_arrives_once_and_in_the_order_of_its_group(int seed) throws Exception {
        Chance chance = new Chance(seed);
        proxy.fault = chance::ofSqs;

        moveFromJms(chance, FaultyBroker.of(broker.factory(), chance::ofBroker));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void so_it_is_while_connections_to_the_broker_are_cut(int seed) throws Exception {
        Chance chance = new Chance(seed);
        try (MortalFactory mortal = new MortalFactory(broker.url())) {
            AtomicInteger cuts = new AtomicInteger(CUTS);
            proxy.fault = () -> {
                if (chance.oneOf(20) && cuts.getAndDecrement() > 0) {
                    mortal.cut();
                }
                return chance.ofSqs();
            };

            moveFromJms(chance, mortal);
        }
    }

    private void moveFromJms(Chance chance, ConnectionFactory source) throws Exception {
        sendToJms();
        proxy.failing = body -> chance.oneOf(8);
        route(
                source,
                "spillway-jms:" + name + "?connectionFactory=#broker&deadLetterQueue=" + name
                        + ".dead&concurrentConsumers=4&firstProbeMillis=1&maxProbeMillis=10&poisonAfter=0",
                "spillway-sqs:" + name + ".fifo?client=#sqs");

        await().atMost(LIMIT).until(() -> broker.depthOfSqs(url) == MESSAGES && broker.depthOfJms(name) == 0);
        camel.stop();

        List<String> arrived = broker.receiveFromSqs(url, MESSAGES).stream()
                .map(message -> message.body())
                .toList();
        assertThat(arrived).containsExactlyInAnyOrderElementsOf(SENT);
        assertInOrder(arrived);
        assertThat(broker.depthOfJms(name + ".dead")).isZero();
        assertThat(broker.depthOfJms(TestBroker.GIVEN_UP)).isZero();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void from_sqs_to_a_broker_each_message_arrives_and_in_the_order_of_its_group(int seed) throws Exception {
        Chance chance = new Chance(seed);
        sendToSqs();
        proxy.fault = chance::ofSqs;
        route(
                FaultyBroker.of(broker.factory(), chance::ofBroker),
                "spillway-sqs:" + name + ".fifo?client=#sqs&concurrentConsumers=4&waitTimeSeconds=1&visibilityTimeout=2"
                        + "&firstProbeMillis=1&maxProbeMillis=10&poisonAfter=0",
                "spillway-jms:" + name + "?connectionFactory=#broker");

        await().atMost(LIMIT).until(() -> broker.depthOfSqs(url) == 0);
        camel.stop(); // a worker may hold what another had already: it would come in addition

        List<String> arrived = broker.textsFromJms(name, MESSAGES);
        assertThat(arrived.stream().distinct()).containsExactlyInAnyOrderElementsOf(SENT);
        assertInOrder(arrived);
    }

    /** Of those that arrived twice, by the first. */
    private static void assertInOrder(List<String> arrived) {
        Map<Integer, List<Integer>> groups = arrived.stream()
                .distinct()
                .map(Integer::valueOf)
                .collect(Collectors.groupingBy(number -> number % GROUPS));
        assertThat(groups)
                .hasSize(GROUPS)
                .allSatisfy((group, numbers) -> assertThat(numbers).isSorted());
    }

    private void route(ConnectionFactory jms, String from, String to) throws Exception {
        camel.getRegistry().bind("broker", ConnectionFactory.class, jms);
        camel.getRegistry().bind("sqs", sqs);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        });
        camel.start();
    }

    private void sendToJms() throws JMSException {
        broker.sendToJms(name, context -> {
            List<Message> messages = new ArrayList<>();
            for (String text : SENT) {
                TextMessage message = context.createTextMessage(text);
                message.setStringProperty("JMSXGroupID", group(text));
                messages.add(message);
            }
            return messages;
        });
    }

    private void sendToSqs() {
        for (int first = 0; first < MESSAGES; first += 10) {
            List<SendMessageBatchRequestEntry> entries = SENT.subList(first, first + 10).stream()
                    .map(text -> SendMessageBatchRequestEntry.builder()
                            .id(text)
                            .messageBody(text)
                            .messageGroupId(group(text))
                            .messageDeduplicationId(text)
                            .build())
                    .toList();
            assertThat(broker.sqs()
                            .sendMessageBatch(request -> request.queueUrl(url).entries(entries))
                            .join()
                            .failed())
                    .isEmpty();
        }
    }

    private static String group(String text) {
        return "group-" + Integer.parseInt(text) % GROUPS;
    }

    /** What fails, from one seed; which thread asks when is up to the machine. */
    private static final class Chance {

        private static final int OUTAGE = 30;

        private final Random random;
        private int outage;

        Chance(int seed) {
            this.random = new Random(seed);
        }

        synchronized boolean oneOf(int count) {
            return random.nextInt(count) == 0;
        }

        /** Now and then no request is served for a while. */
        synchronized SqsProxy.Fault ofSqs() {
            if (outage == 0 && oneOf(60)) {
                outage = OUTAGE;
            }
            if (outage > 0) {
                outage--;
                return SqsProxy.Fault.UNAVAILABLE;
            }
            return switch (random.nextInt(24)) {
                case 0 -> SqsProxy.Fault.CUT;
                case 1 -> SqsProxy.Fault.ANSWER_LOST;
                case 2 -> SqsProxy.Fault.UNAVAILABLE;
                default -> SqsProxy.Fault.NONE;
            };
        }

        synchronized FaultyBroker.Fault ofBroker() {
            return switch (random.nextInt(16)) {
                case 0 -> FaultyBroker.Fault.NOT_DONE;
                case 1 -> FaultyBroker.Fault.ANSWER_LOST;
                default -> FaultyBroker.Fault.NONE;
            };
        }
    }
}
