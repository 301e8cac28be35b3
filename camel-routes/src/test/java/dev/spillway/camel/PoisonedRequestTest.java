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
import java.util.Set;
import java.util.concurrent.TimeUnit;
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

/** A route to SQS where a message makes its request fail, each time, as an outage of SQS would. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class PoisonedRequestTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    private static TestBroker broker;

    private final String name = TestBroker.newName("poisoned");
    private DefaultCamelContext camel;
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
    }

    @AfterEach
    void stopRoute() {
        camel.stop();
        sqs.close();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERNAL_ERROR", "UNAVAILABLE", "CUT", "ENTRIES_FAIL"})
    void one_of_ten_that_fails_their_request_is_dead_lettered_and_the_others_arrive(Fault fault) throws Exception {
        proxy.poisonFault = fault;
        proxy.poisoned = "5"::equals;
        send(null, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

        RouteFigures figures = startRoute(1);

        assertThat(arrived(9)).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "6", "7", "8", "9");
        TextMessage dead = deadLetters(1).get(0);
        assertThat(dead.getText()).isEqualTo("5");
        assertThat(dead.getStringProperty("colour")).isEqualTo("blue");
        assertThat(dead.getStringProperty("SpillwayDeadLetterReason"))
                .contains("failed it 3 times and took others in between", "SendMessageBatch");
        assertThat(figures.refused()).isOne();
        assertThat(figures.accepted()).isEqualTo(9);
        assertNothingIsHeld(figures);
    }

    @Test
    void an_entry_that_sqs_fails_each_time_though_it_takes_the_others_is_dead_lettered() throws Exception {
        proxy.failing = "5"::equals;
        send(null, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

        startRoute(1);
        assertThat(arrived(9)).doesNotContain("5");
        send(null, "10", "11", "12", "13"); // no answer says that it is well while it has nothing else to answer

        assertThat(arrived(4)).containsExactlyInAnyOrder("10", "11", "12", "13");
        assertThat(deadLetters(1)).extracting(TextMessage::getText).containsExactly("5");
    }

    @Test
    void two_that_fail_their_requests_are_dead_lettered() throws Exception {
        proxy.poisoned = Set.of("0", "7")::contains;
        send(null, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

        RouteFigures figures = startRoute(2);

        assertThat(arrived(8)).doesNotContain("0", "7").doesNotHaveDuplicates();
        passOthersUntilDeadLettered(2);
        assertThat(deadLetters(2)).extracting(TextMessage::getText).containsExactlyInAnyOrder("0", "7");
        assertNothingIsHeld(figures);
    }

    @Test
    void a_group_waits_for_its_poisoned_head_and_goes_on_without_it_and_other_groups_don_t_wait() throws Exception {
        proxy.poisoned = "a0"::equals;
        send("a", "a0", "a1", "a2");
        send("b", "b0", "b1", "b2");
        send("c", "c0", "c1", "c2");

        startRoute(1);

        List<String> arrived = arrived(8);
        assertThat(arrived)
                .containsSubsequence("a1", "a2")
                .containsSubsequence("b0", "b1", "b2")
                .containsSubsequence("c0", "c1", "c2");
        assertThat(deadLetters(1)).extracting(TextMessage::getText).containsExactly("a0");
    }

    /** As many others are kept as prove SQS well, and no more: what comes later goes at once. */
    @Test
    void while_one_is_stuck_what_comes_meanwhile_arrives_and_the_route_is_ready() throws Exception {
        proxy.poisoned = "stuck"::equals;
        send(null, "stuck", "0", "1", "2", "3");
        RouteFigures figures = startRoute(1, "&poisonAfter=3&firstProbeMillis=1000&maxProbeMillis=600000");
        await().atMost(SOON).until(() -> figures.suspected() == 1);

        String[] more = new String[50];
        for (int i = 0; i < more.length; i++) {
            more[i] = "more-" + i;
        }
        send(null, more);

        await().atMost(SOON).until(() -> broker.depthOfSqs(url) >= 50);
        assertThat(broker.depthOfJms("DLQ")).isZero();
        assertThat(deadLetters(1)).extracting(TextMessage::getText).containsExactly("stuck");
        assertThat(arrived(54)).doesNotHaveDuplicates();
    }

    @Test
    void in_an_outage_nothing_counts_and_what_is_poisoned_is_found_once_it_is_over() throws Exception {
        proxy.poisoned = "3"::equals;
        proxy.fault = () -> Fault.UNAVAILABLE;
        send(null, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        RouteFigures figures = startRoute(2);
        await().atMost(SOON).until(() -> figures.outages() > 40);
        assertThat(consumer().isTargetOut()).isTrue();
        assertThat(figures.refused()).isZero();
        assertThat(broker.depthOfJms(name + ".dead")).isZero();

        proxy.fault = () -> Fault.NONE;

        assertThat(arrived(9)).doesNotContain("3").doesNotHaveDuplicates();
        passOthersUntilDeadLettered(1);
        assertThat(deadLetters(1)).extracting(TextMessage::getText).containsExactly("3");
        assertThat(broker.depthOfJms("DLQ")).isZero();
        assertNothingIsHeld(figures);
    }

    @Test
    void a_bridge_that_starts_again_in_between_finds_it_anew_and_nothing_arrives_twice() throws Exception {
        proxy.poisoned = "3"::equals;
        send(null, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        RouteFigures first = startRoute(1, "&poisonAfter=3&firstProbeMillis=600000&maxProbeMillis=600000");
        await().atMost(SOON).until(() -> first.outages() > 0);
        camel.stop();

        RouteFigures second = startRoute(1);

        assertThat(arrived(9)).doesNotContain("3").doesNotHaveDuplicates();
        assertThat(deadLetters(1)).extracting(TextMessage::getText).containsExactly("3");
        assertNothingIsHeld(second);
    }

    @Test
    void a_message_that_is_alone_waits_as_in_an_outage_until_others_prove_sqs_well() throws Exception {
        proxy.poisoned = "poison"::equals;
        send(null, "poison");
        RouteFigures figures = startRoute(2);
        await().atMost(SOON).until(() -> figures.outages() > 5);
        assertThat(consumer().isTargetOut()).isTrue();
        assertThat(broker.depthOfJms(name + ".dead")).isZero();

        for (int i = 0; i < 6; i++) {
            send(null, "order " + i);
            assertThat(arrived(1)).containsExactly("order " + i);
        }

        assertThat(deadLetters(1)).extracting(TextMessage::getText).containsExactly("poison");
        assertNothingIsHeld(figures);
        await().atMost(SOON).until(() -> !consumer().isTargetOut());
    }

    private RouteFigures startRoute(int workers) throws Exception {
        return startRoute(workers, "&poisonAfter=3&firstProbeMillis=1&maxProbeMillis=10");
    }

    private RouteFigures startRoute(int workers, String options) throws Exception {
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("broker", broker.factory());
        camel.getRegistry().bind("sqs", sqs);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("spillway-jms:" + name + "?connectionFactory=#broker&deadLetterQueue=" + name
                                + ".dead&concurrentConsumers=" + workers + options)
                        .routeId("poisoned")
                        .to("spillway-sqs:" + name + ".fifo?client=#sqs");
            }
        });
        camel.start();
        return consumer().figures();
    }

    private BatchConsumer consumer() {
        return (BatchConsumer) camel.getRoute("poisoned").getConsumer();
    }

    private void send(String group, String... texts) throws Exception {
        broker.sendToJms(name, context -> {
            List<Message> messages = new ArrayList<>();
            for (String text : texts) {
                TextMessage message = context.createTextMessage(text);
                message.setStringProperty("colour", "blue");
                if (group != null) {
                    message.setStringProperty("JMSXGroupID", group);
                }
                messages.add(message);
            }
            return messages;
        });
    }

    private List<String> arrived(int count) {
        return broker.receiveFromSqs(url, count).stream()
                .map(message -> message.body())
                .toList();
    }

    private List<TextMessage> deadLetters(int count) {
        return broker.receiveFromJms(TextMessage.class, name + ".dead", count);
    }

    /** Of several workers, one may have nothing but what is poisoned: then others have to come that prove SQS well. */
    private void passOthersUntilDeadLettered(int count) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(500)).until(() -> {
            send(null, "other");
            return broker.depthOfJms(name + ".dead") >= count;
        });
    }

    private void assertNothingIsHeld(RouteFigures figures) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(broker.depthOfJms(name)).isZero();
            assertThat(figures.inFlight()).isZero();
            assertThat(figures.suspected()).isZero();
        });
    }
}
