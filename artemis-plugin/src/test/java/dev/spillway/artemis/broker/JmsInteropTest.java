/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.MessageQueue.Counts;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.QueueSettings.Redrive;
import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.mapping.Attribute;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.SqsMapping;
import dev.spillway.mapping.WireMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.junit.jupiter.api.Test;

/** Artemis's own JMS client on the queues that SQS clients use. */
class JmsInteropTest extends JmsFixture {

    @Test
    void aTextFromSqsIsATextMessage() throws Exception {
        UUID id = send(new WireMessage("Grüße", Map.of("count", new Attribute("Number.int", "5", null))), null);
        Message received = receive();
        assertThat(received.getBody(String.class)).isEqualTo("Grüße");
        assertThat(received.getJMSMessageID()).isEqualTo("ID:" + id);
        assertThat(received.getObjectProperty("count")).isEqualTo(5);
        assertThat(Collections.list(received.getPropertyNames()))
                .containsExactlyInAnyOrder("count", "JMSXDeliveryCount");
    }

    @Test
    void whatAJmsClientSentThroughSqsHasItsHeaders() throws Exception {
        Headers headers = new Headers("c-1", null, null, "invoice", 7, true, 1_700_000_000_000L, 0, 0);
        send(
                SqsMapping.encode(
                        new MappedMessage(new Body.Bytes(new byte[] {1, 2, -3}), headers, Map.of("customer", "x"))),
                "group-1");
        Message received = receive();
        assertThat(received.getBody(byte[].class)).containsExactly(1, 2, -3);
        assertThat(received.getJMSCorrelationID()).isEqualTo("c-1");
        assertThat(received.getJMSType()).isEqualTo("invoice");
        assertThat(received.getJMSPriority()).isEqualTo(7);
        assertThat(received.getJMSTimestamp()).isEqualTo(1_700_000_000_000L);
        assertThat(received.getStringProperty("JMSXGroupID")).isEqualTo("group-1");
    }

    @Test
    void aTextMessageIsReceivedBySqs() throws Exception {
        CompletableFuture<List<ReceivedMessage>> waiting = sqs.receive(10, 30_000, 20_000);
        TextMessage sent = jms.createTextMessage("hello");
        sent.setIntProperty("count", 5);
        sent.setStringProperty("JMSXGroupID", "g");
        sent.setJMSCorrelationID("c-2");
        sent.setJMSType("note");
        sent.setJMSReplyTo(jms.createQueue("replies"));
        jms.createProducer().setPriority(8).send(queue, sent);
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(60));
        ReceivedMessage received = waiting.join().get(0);
        assertThat("ID:" + received.id()).isEqualTo(sent.getJMSMessageID());
        assertThat(received.groupId()).isEqualTo("g");
        MappedMessage seen = SqsMapping.decode(received.content());
        assertThat(seen.body()).isEqualTo(new Body.Text("hello"));
        assertThat(seen.properties()).isEqualTo(Map.of("count", 5));
        assertThat(seen.headers().correlationId()).isEqualTo("c-2");
        assertThat(seen.headers().type()).isEqualTo("note");
        assertThat(seen.headers().priority()).isEqualTo(8);
        assertThat(seen.headers().replyTo().queueName()).isEqualTo("replies");
    }

    @Test
    void aMessageWithoutATimestampIsSentWhenItReachesTheBroker() throws Exception {
        sqs.update(settings(60_000)).join();
        long before = System.currentTimeMillis();

        jms.createProducer().setDisableMessageTimestamp(true).send(queue, "undated");

        ReceivedMessage received = sqs.receive(1, 30_000, 30_000).join().get(0);
        assertThat(received.sentAt()).isBetween(before, System.currentTimeMillis());
        assertThat(SqsMapping.decode(received.content()).headers().timestamp()).isZero();
    }

    @Test
    void aMessageOfASenderWhoseClockLagsIsKept() throws Exception {
        sqs.update(settings(60_000)).join();
        try (ServerLocator locator = ActiveMQClient.createServerLocator("vm://7");
                ClientSessionFactory sessions = locator.createSessionFactory();
                ClientSession session = sessions.createSession();
                ClientProducer producer = session.createProducer("orders")) {
            producer.send(session.createMessage(true).setTimestamp(System.currentTimeMillis() - 600_000));
        }
        assertThat(sqs.receive(1, 30_000, 30_000).join()).hasSize(1);
    }

    @Test
    void aMessageThatCameUndatedBeforeItsQueueHadARetentionIsKept() {
        Queue invoices = jms.createQueue("invoices");
        jms.createProducer().setDisableMessageTimestamp(true).send(invoices, "undated");
        MessageQueue made = broker.store().find("invoices").orElseThrow();
        made.update(settings(60_000)).join();
        long before = System.currentTimeMillis();

        ReceivedMessage received = made.receive(1, 30_000, 30_000).join().get(0);

        assertThat(received.sentAt()).isBetween(before, System.currentTimeMillis());
    }

    private static QueueSettings settings(long retentionMillis) {
        return new QueueSettings(Map.of(), Map.of(), 0, 0, retentionMillis, null);
    }

    @Test
    void whatAJmsClientHoldsIsInFlight() {
        send(new WireMessage("a", Map.of()), null);
        receive();
        assertThat(sqs.counts().join()).isEqualTo(new Counts(0, 1, 0));
        assertThat(sqs.receive(1, 30_000, 0).join()).isEmpty();
        jms.recover();
    }

    @Test
    void whatSqsHoldsIsNotDeliveredToAJmsClient() {
        send(new WireMessage("a", Map.of()), null);
        ReceivedMessage held = sqs.receive(1, 30_000, 0).join().get(0);
        try (JMSConsumer consumer = jms.createConsumer(queue)) {
            assertThat(consumer.receive(300)).isNull();
            sqs.changeVisibility(held.receipt(), 0);
            assertThat(consumer.receiveBody(String.class, 30_000)).isEqualTo("a");
        }
    }

    @Test
    void aMessageThatJmsClientsRollBackTooOftenMovesToTheDeadLetterQueue() {
        MessageQueue dead = deadLetterQueueAfter(2);
        UUID id = send(new WireMessage("poison", Map.of()), null);
        send(new WireMessage("good", Map.of()), null);
        assertThat(rolledBack()).isEqualTo("poison");
        assertThat(rolledBack()).isEqualTo("poison");

        try (JMSContext session = factory.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            assertThat(session.createConsumer(queue).receiveBody(String.class, 30_000))
                    .isEqualTo("good");
        }
        ReceivedMessage moved = dead.receive(1, 30_000, 30_000).join().get(0);
        assertThat(moved.id()).isEqualTo(id.toString());
        assertThat(moved.deadLetterSource()).isEqualTo("orders");
        // The copy is there before the original has left the counts.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(sqs.counts().join()).isEqualTo(new Counts(0, 0, 0)));
    }

    @Test
    void receivesOfSqsAndDeliveriesToJmsClientsCountTogether() {
        MessageQueue dead = deadLetterQueueAfter(3);
        send(new WireMessage("poison", Map.of()), null);
        sqs.receive(1, 0, 0).join();
        assertThat(rolledBack()).isEqualTo("poison");
        assertThat(sqs.receive(1, 0, 30_000).join().get(0).receiveCount()).isEqualTo(3);

        assertThat(receive(300)).isNull();
        assertThat(dead.receive(1, 30_000, 30_000).join()).hasSize(1);
    }

    @Test
    void aMessageWhoseDeadLetterQueueIsGoneGoesOnBeingReceived() {
        deadLetterQueueAfter(1);
        broker.store().delete("dead").join();
        send(new WireMessage("poison", Map.of()), null);
        assertThat(rolledBack()).isEqualTo("poison");
        assertThat(rolledBack()).isEqualTo("poison");
        assertThat(sqs.receive(1, 0, 30_000).join().get(0).receiveCount()).isEqualTo(3);
    }

    @Test
    void countsAreRightAtRestWhoeverReceives() throws Exception {
        for (int i = 0; i < 6; i++) {
            send(new WireMessage("a", Map.of()), null);
        }
        ReceivedMessage deleted = sqs.receive(1, 30_000, 0).join().get(0);
        sqs.receive(1, 30_000, 0).join();
        rolledBack();
        receive(30_000).acknowledge();
        sqs.delete(List.of(deleted.receipt())).join();
        jms.close();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(sqs.counts().join()).isEqualTo(new Counts(3, 1, 0)));
    }

    private MessageQueue deadLetterQueueAfter(int receives) {
        MessageQueue dead = broker.store()
                .create("dead", new QueueSettings(Map.of(), Map.of(), 0, 0, Long.MAX_VALUE, null))
                .join();
        sqs.update(new QueueSettings(Map.of(), Map.of(), 0, 0, Long.MAX_VALUE, new Redrive("dead", receives)))
                .join();
        return dead;
    }

    /** The text of a message that a JMS client receives and returns. */
    private String rolledBack() {
        try (JMSContext session = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            String body = session.createConsumer(queue).receiveBody(String.class, 30_000);
            session.rollback();
            return body;
        }
    }

    @Test
    void anAttributeNamedLikeABrokersHeaderIsOnlyData() {
        WireMessage wire = new WireMessage(
                "a",
                Map.of(
                        "_AMQ_SCHED_DELIVERY", new Attribute("Number.long", "99999999999999", null),
                        "_AMQ_DUPL_ID", new Attribute("String", "same", null),
                        "mqtt.qos.level", new Attribute("Number.int", "2", null)));
        send(wire, null);
        send(wire, null);
        assertThat(sqs.receive(10, 30_000, 0).join())
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.content()).isEqualTo(wire));
    }
}
