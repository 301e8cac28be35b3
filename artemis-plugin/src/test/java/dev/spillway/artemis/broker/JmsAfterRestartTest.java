/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.artemis.store.MessageQueue.Counts;
import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.mapping.WireMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;

/** What JMS clients see, after a restart of the broker, of messages that SQS clients received before it. */
class JmsAfterRestartTest extends JmsFixture {

    @Test
    void jms_clients_are_told_the_receives_from_before_a_restart() throws Exception {
        send(new WireMessage("a", Map.of()), null);
        sqs.receive(1, 0, 0).join();
        sqs.receive(1, 0, 0).join();
        restart();

        Message received = receive(30_000);

        assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(3);
        assertThat(received.getJMSRedelivered()).isTrue();
    }

    @Test
    void deliveries_to_jms_clients_and_receives_count_together_through_restarts() throws Exception {
        send(new WireMessage("a", Map.of()), null);
        sqs.receive(1, 0, 0).join();
        rollBack();
        restart();
        rollBack();
        restart();

        assertThat(sqs.receive(1, 0, 30_000).join())
                .extracting(ReceivedMessage::receiveCount)
                .containsExactly(4);
    }

    @Test
    void a_queue_that_nobody_asked_for_since_the_restart_knows_its_receives() throws Exception {
        broker.broker()
                .getActiveMQServer()
                .createQueue(QueueConfiguration.of("plain").setRoutingType(RoutingType.ANYCAST));
        queue = jms.createQueue("plain");
        jms.createProducer().send(queue, "a");
        broker.store().find("plain").orElseThrow().receive(1, 0, 30_000).join();
        restart();
        queue = jms.createQueue("plain");

        assertThat(receive(30_000).getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
    }

    @Test
    void no_record_of_receives_outlives_its_message() throws Exception {
        for (int i = 0; i < 20; i++) {
            send(new WireMessage("a", Map.of()), null);
        }
        List<ReceivedMessage> first = sqs.receive(10, 60_000, 0).join();
        sqs.delete(first.subList(0, 5).stream().map(ReceivedMessage::receipt).toList())
                .join();
        first.subList(5, 10)
                .forEach(message -> sqs.changeVisibility(message.receipt(), 0).join());
        sqs.receive(10, 0, 0).join();
        restart();
        try (JMSConsumer consumer = jms.createConsumer(queue)) {
            for (int i = 0; i < 15; i++) {
                consumer.receive(30_000).acknowledge();
            }
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(sqs.counts().join()).isEqualTo(new Counts(0, 0, 0)));
        stop();

        assertThat(TestBroker.recordsLeft(folder)).isZero();
        start();
    }

    private void rollBack() {
        try (JMSContext session = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            assertThat(session.createConsumer(queue).receive(30_000)).isNotNull();
            session.rollback();
        }
    }

    private void restart() throws Exception {
        stop();
        broker = TestBroker.start(folder);
        sqs = broker.store().find("orders").orElseThrow();
        factory = new ActiveMQConnectionFactory("vm://7");
        jms = factory.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
        queue = jms.createQueue("orders");
    }
}
