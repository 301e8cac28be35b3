/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.SpillwayConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left when the broker is killed, and started again, in the middle of a client's transactions. */
class KilledBrokerTest {

    private static final int MESSAGES = 200;
    private static final int COMMITS_BEFORE_THE_KILL = 15;

    @TempDir
    Path data;

    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicBoolean ending = new AtomicBoolean();

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void no_message_is_lost_by_killing_the_broker_of_who_passes_messages_on_in_transactions() throws Exception {
        BrokerProcess broker = BrokerProcess.start(data, 0);
        int port = broker.endpoint().getPort();
        try (SpillwayConnectionFactory factory = new SpillwayConnectionFactory(
                        "spillway:" + broker.endpoint() + "?createDestinations=true&visibilityTimeout=2");
                JMSContext context = factory.createContext()) {
            Set<String> sent = new TreeSet<>();
            for (int i = 0; i < MESSAGES; i++) {
                context.createProducer().send(context.createQueue("from"), "m" + i);
                sent.add("m" + i);
            }
            CompletableFuture<Void> forwarding = CompletableFuture.runAsync(() -> forward(factory));

            await().atMost(Duration.ofSeconds(40)).until(() -> commits.get() >= COMMITS_BEFORE_THE_KILL);
            broker.close();
            broker = BrokerProcess.start(data, port);
            int before = commits.get();
            await().atMost(Duration.ofSeconds(40)).until(() -> commits.get() > before);
            ending.set(true);
            assertThat(forwarding).succeedsWithin(Duration.ofSeconds(40));

            Set<String> left = drain(context, context.createQueue("to"));
            assertThat(left).hasSizeGreaterThan(COMMITS_BEFORE_THE_KILL);
            left.addAll(drain(context, context.createQueue("from")));
            assertThat(left).isEqualTo(sent);
        } finally {
            broker.close();
        }
    }

    /** Two messages a transaction; one that fails is rolled back and begun again, as an application would. */
    private void forward(SpillwayConnectionFactory factory) {
        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue to = context.createQueue("to");
            JMSConsumer consumer = context.createConsumer(context.createQueue("from"));
            while (!ending.get()) {
                try {
                    Message first = consumer.receive(500);
                    Message second = consumer.receive(500);
                    if (first != null && second != null) {
                        context.createProducer().send(to, first).send(to, second);
                        context.commit();
                        commits.incrementAndGet();
                    } else {
                        context.rollback();
                    }
                } catch (JMSRuntimeException e) {
                    context.rollback();
                }
            }
        }
    }

    /** Everything in the queue, once what was received before a kill is visible again. */
    private static Set<String> drain(JMSContext context, Queue queue) {
        Set<String> bodies = new TreeSet<>();
        try (JMSConsumer consumer = context.createConsumer(queue)) {
            String body = consumer.receiveBody(String.class, 3_000);
            while (body != null) {
                bodies.add(body);
                body = consumer.receiveBody(String.class, 3_000);
            }
        }
        return bodies;
    }
}
