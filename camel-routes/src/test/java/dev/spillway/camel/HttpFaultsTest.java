/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.camel.SqsProxy.Fault;
import dev.spillway.camel.outage.RouteFigures;
import dev.spillway.camel.route.BatchConsumer;
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
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * Both routes while HTTP requests to SQS fail. With {@code -Dspillway.bridge.outage=SECONDS} the outage is longer than in a
 * build.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class HttpFaultsTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("spillway.bridge.outage", 1));

    /** Artemis gives up on a message after ten. */
    private static final int DELIVERY_ATTEMPTS = 10;

    private static final int GROUPS = 4;

    @TempDir
    static Path data;

    private static TestBroker broker;

    private final String name = TestBroker.newName("orders");
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

    @BeforeEach
    void startProxy() throws Exception {
        url = broker.createFifoQueue(name + ".fifo", Map.of());
        proxy = new SqsProxy(broker.endpoint());
        sqs = BothEnds.client(proxy.uri(), AwsRetryStrategy.doNotRetry());
        camel.getRegistry().bind("broker", broker.factory());
        camel.getRegistry().bind("sqs", sqs);
    }

    @AfterEach
    void stopRoute() {
        camel.stop();
        sqs.close();
        proxy.close();
    }

    @Test
    void an_outage_of_sqs_loses_and_dead_letters_nothing() throws Exception {
        Random random = new Random(1);
        proxy.fault = () -> chance(random, 2) ? Fault.CUT : Fault.UNAVAILABLE;
        sendToJms(40);
        RouteFigures figures = startJmsToSqs("");
        await().atMost(SOON.plus(OUTAGE)).pollDelay(OUTAGE).until(() -> figures.outages() > 2 * DELIVERY_ATTEMPTS);

        proxy.fault = () -> Fault.NONE;

        assertThat(broker.receiveFromSqs(url, 40))
                .extracting(message -> message.body())
                .doesNotHaveDuplicates();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(broker.depthOfJms(name)).isZero());
        assertThat(broker.depthOfJms(name + ".dead")).isZero();
        assertThat(broker.depthOfJms(TestBroker.GIVEN_UP)).isZero();
        assertThat(figures.refused()).isZero();
    }

    @Test
    void entries_that_fail_and_answers_that_are_lost_leave_each_group_in_order_and_each_message_once()
            throws Exception {
        Random random = new Random(2);
        proxy.failing = body -> chance(random, 6);
        proxy.fault = () -> chance(random, 8) ? Fault.ANSWER_LOST : chance(random, 8) ? Fault.CUT : Fault.NONE;
        sendToJms(80);
        startJmsToSqs("&poisonAfter=0"); // a third of the tries fail

        List<Integer> arrived = broker.receiveFromSqs(url, 80).stream()
                .map(message -> Integer.valueOf(message.body()))
                .toList();

        assertThat(arrived).doesNotHaveDuplicates();
        assertThat(byGroup(arrived))
                .hasSize(GROUPS)
                .allSatisfy((group, numbers) -> assertThat(numbers).isSorted());
        assertThat(broker.depthOfJms(name + ".dead")).isZero();
    }

    @Test
    void a_source_whose_requests_fail_loses_nothing_and_keeps_each_group_in_order() throws Exception {
        sendToSqs(40);
        Random random = new Random(3);
        proxy.fault = () -> chance(random, 8) ? Fault.CUT : Fault.NONE;
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("spillway-sqs:" + name + ".fifo?client=#sqs&waitTimeSeconds=1&visibilityTimeout=2"
                                + "&concurrentConsumers=2")
                        .to("spillway-jms:" + name + ".back?connectionFactory=#broker");
            }
        });
        camel.start();

        await().atMost(SOON).until(() -> broker.depthOfSqs(url) == 0);
        camel.stop(); // a worker may hold what another had already: it would come in addition

        List<Integer> first = broker.textsFromJms(name + ".back", 40).stream()
                .map(Integer::valueOf)
                .distinct()
                .toList();
        assertThat(first)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.iterate(0, i -> i + 1).limit(40).toList());
        assertThat(byGroup(first))
                .allSatisfy((group, numbers) -> assertThat(numbers).isSorted());
    }

    /** They are hidden for longer than the test waits, so that only another try deletes them in time. */
    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "CUT", "ENTRIES_FAIL", "ANSWER_LOST"})
    void deletes_that_fail_are_tried_again_so_that_nothing_crosses_twice(Fault fault) throws Exception {
        sendToSqs(20);
        AtomicInteger left = new AtomicInteger(5);
        proxy.faulty = operation -> operation.equals("DeleteMessageBatch");
        proxy.fault = () -> left.getAndUpdate(count -> Math.max(0, count - 1)) > 0 ? fault : Fault.NONE;
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("spillway-sqs:" + name + ".fifo?client=#sqs&waitTimeSeconds=1&visibilityTimeout=600")
                        .to("spillway-jms:" + name + ".back?connectionFactory=#broker");
            }
        });
        camel.start();

        await().atMost(SOON).until(() -> broker.depthOfSqs(url) == 0);

        assertThat(left).hasValue(0);
        assertThat(broker.receiveFromJms(TextMessage.class, name + ".back", 20))
                .extracting(TextMessage::getText)
                .doesNotHaveDuplicates();
    }

    private void sendToSqs(int count) {
        for (int i = 0; i < count; i++) {
            String number = Integer.toString(i);
            broker.sqs()
                    .sendMessage(request -> request.queueUrl(url)
                            .messageBody(number)
                            .messageGroupId("group-" + Integer.parseInt(number) % GROUPS)
                            .messageDeduplicationId(number))
                    .join();
        }
    }

    private RouteFigures startJmsToSqs(String options) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("spillway-jms:" + name + "?connectionFactory=#broker&deadLetterQueue=" + name + ".dead"
                                + "&concurrentConsumers=2&firstProbeMillis=1&maxProbeMillis=10" + options)
                        .routeId("faulty")
                        .to("spillway-sqs:" + name + ".fifo?client=#sqs");
            }
        });
        camel.start();
        return ((BatchConsumer) camel.getRoute("faulty").getConsumer()).figures();
    }

    private void sendToJms(int count) throws Exception {
        broker.sendToJms(name, context -> {
            List<Message> messages = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                TextMessage message = context.createTextMessage(Integer.toString(i));
                message.setStringProperty("JMSXGroupID", "group-" + i % GROUPS);
                messages.add(message);
            }
            return messages;
        });
    }

    private static boolean chance(Random random, int oneOf) {
        synchronized (random) {
            return random.nextInt(oneOf) == 0;
        }
    }

    private static Map<Integer, List<Integer>> byGroup(List<Integer> numbers) {
        return numbers.stream().collect(Collectors.groupingBy(number -> number % GROUPS));
    }
}
