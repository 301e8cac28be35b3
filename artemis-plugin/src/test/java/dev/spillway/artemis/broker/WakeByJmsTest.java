/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.ReceivedMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Artemis's JMS client does wakes a long poll of SQS at once: one that isn't woken ends empty. */
class WakeByJmsTest {

    private static final long LONG = Duration.ofMinutes(10).toMillis();

    @TempDir
    Path folder;

    private TestBroker broker;
    private ActiveMQConnectionFactory factory;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start(folder);
        factory = new ActiveMQConnectionFactory("vm://7");
    }

    @AfterEach
    void stop() throws Exception {
        factory.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders.fifo"})
    void a_JMS_send_wakes_a_long_poll_at_once(String name) {
        MessageQueue queue = create(name);
        CompletableFuture<List<ReceivedMessage>> waiting = waitFor(queue);

        try (JMSContext jms = factory.createContext()) {
            jms.createProducer().setProperty("JMSXGroupID", "g").send(jms.createQueue(name), "hello");

            assertHasHello(waiting);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders.fifo"})
    void a_JMS_commit_wakes_a_long_poll_at_once(String name) {
        MessageQueue queue = create(name);
        CompletableFuture<List<ReceivedMessage>> waiting = waitFor(queue);

        try (JMSContext jms = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            jms.createProducer().setProperty("JMSXGroupID", "g").send(jms.createQueue(name), "hello");
            assertThat(waiting).isNotDone();
            jms.commit();

            assertHasHello(waiting);
        }
    }

    @Test
    void a_message_that_a_JMS_client_rolls_back_wakes_a_long_poll_at_once() throws Exception {
        String name = "orders";
        MessageQueue queue = create(name);
        try (JMSContext jms = factory.createContext(JMSContext.SESSION_TRANSACTED);
                var consumer = jms.createConsumer(jms.createQueue(name))) {
            jms.createProducer().send(jms.createQueue(name), "hello");
            jms.commit();
            assertThat(((TextMessage) consumer.receive(60_000)).getText()).isEqualTo("hello");
            consumer.close();
            CompletableFuture<List<ReceivedMessage>> waiting = waitFor(queue);

            jms.rollback();

            assertHasHello(waiting);
        }
    }

    private MessageQueue create(String name) {
        return broker.store()
                .create(name, new QueueSettings(Map.of(), Map.of(), 0, 0, Long.MAX_VALUE, null))
                .join();
    }

    /** A receive that has found nothing and waits. */
    private static CompletableFuture<List<ReceivedMessage>> waitFor(MessageQueue queue) {
        CompletableFuture<List<ReceivedMessage>> waiting = queue.receive(10, LONG, LONG);
        // The queue's executor answers this behind the receive's first look.
        queue.counts().join();
        assertThat(waiting).isNotDone();
        return waiting;
    }

    private static void assertHasHello(CompletableFuture<List<ReceivedMessage>> waiting) {
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(60));
        assertThat(waiting.join())
                .extracting(message -> message.content().body())
                .containsExactly("hello");
    }
}
