/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.camel.outage.RouteFigures;
import dev.spillway.camel.route.BatchConsumer;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A route to a broker where a message makes its transaction fail, each time, as an outage of the broker would. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class PoisonedSendTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    private static TestBroker broker;

    private final String source = TestBroker.newName("unwelcome") + ".fifo";
    private final String target = TestBroker.newName("welcome");
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private String url;
    private String redriven;
    private String deadLetters;

    @BeforeAll
    static void start() {
        broker = new TestBroker(data);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** A queue that gives up on a message that was received twice. */
    @BeforeEach
    void createQueues() {
        deadLetters = broker.createFifoQueue("dead-" + source, Map.of());
        redriven = broker.createFifoQueue("redriven-" + source, Map.of());
        String arn = broker.attributes(redriven).get(QueueAttributeName.QUEUE_ARN);
        url = broker.createFifoQueue(
                source,
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":2}"));
    }

    @AfterEach
    void stopRoute() {
        camel.stop();
    }

    @Test
    void one_that_fails_the_transaction_of_all_is_dead_lettered_and_the_others_arrive() throws Exception {
        for (int i = 0; i < 10; i++) {
            send("group-" + i, Integer.toString(i));
        }

        RouteFigures figures = startRoute(new PoisonedBroker("5"::equals), "&deadLetterQueue=dead-" + source);

        assertThat(arrived(9)).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "6", "7", "8", "9");
        assertThat(broker.receiveFromSqs(deadLetters, 1)).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("5");
            assertThat(message.messageAttributes()
                            .get("SpillwayDeadLetterReason")
                            .stringValue())
                    .contains("failed it 3 times and took others in between", "not committed, as told");
        });
        assertNothingIsHeld(figures);
        assertThat(broker.depthOfSqs(redriven)).isZero();
    }

    @Test
    void a_group_goes_on_without_what_was_dead_lettered_of_it() throws Exception {
        send("a", "a0", "a1", "a2");
        for (int i = 0; i < 7; i++) {
            send("group-" + i, Integer.toString(i));
        }

        startRoute(new PoisonedBroker("a0"::equals), "&deadLetterQueue=dead-" + source);

        assertThat(arrived(9)).containsSubsequence("a1", "a2");
        assertThat(broker.receiveFromSqs(deadLetters, 1))
                .extracting(Message::body)
                .containsExactly("a0");
    }

    @Test
    void without_a_dead_letter_queue_it_goes_back_each_time_for_the_redrive_policy_to_count() throws Exception {
        send("a", "a0");
        RouteFigures figures = startRoute(new PoisonedBroker("a0"::equals), "");
        await().atMost(SOON).until(() -> figures.outages() > 0);

        int sent = 0;
        while (broker.depthOfSqs(redriven) == 0) {
            send("b", "b" + sent++);
            int arrived = sent;
            await().atMost(SOON).until(() -> broker.depthOfJms(target) >= arrived);
        }

        assertThat(broker.receiveFromSqs(redriven, 1)).extracting(Message::body).containsExactly("a0");
        assertThat(sent).isGreaterThanOrEqualTo(2 * 3); // twice as many as prove that it failed alone
    }

    @Test
    void in_an_outage_nothing_counts_and_no_receive_is_spent() throws Exception {
        for (int i = 0; i < 10; i++) {
            send("group-" + i, Integer.toString(i));
        }
        PoisonedBroker faulty = new PoisonedBroker("3"::equals);
        faulty.out = true;
        RouteFigures figures = startRoute(faulty, "&deadLetterQueue=dead-" + source);
        await().atMost(SOON).until(() -> figures.outages() > 40);
        assertThat(figures.refused()).isZero();
        assertThat(broker.depthOfSqs(deadLetters)).isZero();

        faulty.out = false;

        assertThat(arrived(9)).doesNotContain("3").doesNotHaveDuplicates();
        assertThat(broker.receiveFromSqs(deadLetters, 1))
                .extracting(Message::body)
                .containsExactly("3");
        assertNothingIsHeld(figures);
        assertThat(broker.depthOfSqs(redriven)).isZero();
    }

    @Test
    void a_poisoned_request_and_a_poisoned_reply_are_dead_lettered_each_on_its_side() throws Exception {
        String requests = TestBroker.newName("requests");
        for (String queue : List.of("-sqs", "-replies", "-dead")) {
            broker.sqs()
                    .createQueue(request -> request.queueName(requests + queue))
                    .join();
        }
        broker.sendToJms(
                requests,
                context -> IntStream.range(0, 10)
                        .<jakarta.jms.Message>mapToObj(i -> {
                            TextMessage message = context.createTextMessage(Integer.toString(i));
                            asReplyTo(message, context.createQueue(requests + ".answers"));
                            return message;
                        })
                        .toList());
        ConnectionFactory faulty = new PoisonedBroker("re: 6"::equals).before(broker.factory());
        try (SqsProxy proxy = new SqsProxy(broker.endpoint());
                var sqs = BothEnds.client(
                        proxy.uri(), software.amazon.awssdk.awscore.retry.AwsRetryStrategy.doNotRetry())) {
            proxy.poisoned = "2"::equals;
            try (RequestRoute route = new RequestRoute(faulty, sqs, requests, 3)) {
                List<Message> taken = broker.receiveFromSqs(broker.urlOfSqs(requests + "-sqs"), 9);
                taken.forEach(request -> reply(requests + "-replies", request));
                assertThat(broker.receiveFromJms(TextMessage.class, requests + ".answers", 8))
                        .extracting(TextMessage::getText)
                        .doesNotContain("re: 2", "re: 6");
                assertThat(broker.receiveFromJms(TextMessage.class, requests + ".dead", 1))
                        .extracting(TextMessage::getText)
                        .containsExactly("2");
                Message good = taken.stream()
                        .filter(request -> !request.body().equals("6"))
                        .findFirst()
                        .orElseThrow();
                String dead = broker.urlOfSqs(requests + "-dead");
                await().atMost(TestBroker.SOON).until(() -> {
                    reply(requests + "-replies", good); // only while others are taken is a message to blame
                    return broker.depthOfSqs(dead) > 0;
                });
                assertThat(broker.receiveFromSqs(dead, 1))
                        .extracting(Message::body)
                        .containsExactly("re: 6");
            }
        }
    }

    private static void reply(String queue, Message request) {
        broker.sqs()
                .sendMessage(reply -> reply.queueUrl(broker.urlOfSqs(queue))
                        .messageBody("re: " + request.body())
                        .messageAttributes(Map.of(
                                "JMS_SQSCorrelationID",
                                request.messageAttributes().get("JMS_SQSCorrelationID"))))
                .join();
    }

    private static void asReplyTo(TextMessage message, jakarta.jms.Queue queue) {
        try {
            message.setJMSReplyTo(queue);
        } catch (jakarta.jms.JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private RouteFigures startRoute(PoisonedBroker faulty, String options) throws Exception {
        camel.getRegistry().bind("broker", ConnectionFactory.class, faulty.before(broker.factory()));
        camel.getRegistry().bind("sqs", broker.sqs());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("spillway-sqs:" + source + "?client=#sqs&waitTimeSeconds=1&poisonAfter=3"
                                + "&firstProbeMillis=1&maxProbeMillis=10" + options)
                        .routeId("unwelcome")
                        .to("spillway-jms:" + target + "?connectionFactory=#broker");
            }
        });
        camel.start();
        return ((BatchConsumer) camel.getRoute("unwelcome").getConsumer()).figures();
    }

    private void send(String group, String... bodies) {
        for (String body : bodies) {
            broker.sqs()
                    .sendMessage(request -> request.queueUrl(url)
                            .messageBody(body)
                            .messageGroupId(group)
                            .messageDeduplicationId(body))
                    .join();
        }
    }

    private List<String> arrived(int count) throws Exception {
        List<String> texts = broker.textsFromJms(target, count);
        assertThat(texts).hasSize(count);
        return texts;
    }

    private void assertNothingIsHeld(RouteFigures figures) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(broker.depthOfSqs(url)).isZero();
            assertThat(figures.inFlight()).isZero();
            assertThat(figures.suspected()).isZero();
        });
    }
}
