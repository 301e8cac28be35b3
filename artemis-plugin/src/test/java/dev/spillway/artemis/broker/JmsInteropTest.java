/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.artemis.sqs.MessageId;
import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.MessageQueue.Counts;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.QueueSettings;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artemis's own JMS client on the queues that SQS clients use. */
class JmsInteropTest {

    @TempDir
    Path folder;

    private TestBroker broker;
    private MessageQueue sqs;
    private ActiveMQConnectionFactory factory;
    private JMSContext jms;
    private Queue queue;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start(folder);
        sqs = broker.store()
                .create("orders", new QueueSettings(Map.of(), Map.of(), 0, 0, Long.MAX_VALUE, null))
                .join();
        factory = new ActiveMQConnectionFactory("vm://7");
        jms = factory.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
        queue = jms.createQueue("orders");
    }

    @AfterEach
    void stop() throws Exception {
        jms.close();
        factory.close();
        broker.close();
    }

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
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(5));
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
    void whatAJmsClientHoldsIsInFlight() {
        send(new WireMessage("a", Map.of()), null);
        receive();
        assertThat(sqs.counts()).isEqualTo(new Counts(0, 1, 0));
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
            assertThat(consumer.receiveBody(String.class, 5_000)).isEqualTo("a");
        }
    }

    @Test
    void anObjectMessageStaysForTheClientsThatUnderstandIt() {
        jms.createProducer().send(queue, jms.createObjectMessage("an object"));
        send(new WireMessage("a", Map.of()), null);
        assertThat(sqs.receive(10, 30_000, 2_000).join())
                .extracting(message -> message.content().body())
                .containsExactly("a");
        try (JMSConsumer consumer = jms.createConsumer(queue)) {
            assertThat(consumer.receive(5_000)).isInstanceOf(jakarta.jms.ObjectMessage.class);
        }
    }

    @Test
    void anAttributeNamedLikeABrokersHeaderIsOnlyData() {
        WireMessage wire = new WireMessage(
                "a",
                Map.of(
                        "_AMQ_SCHED_DELIVERY", new Attribute("Number.long", "99999999999999", null),
                        "_AMQ_DUPL_ID", new Attribute("String", "same", null)));
        send(wire, null);
        send(wire, null);
        assertThat(sqs.receive(10, 30_000, 0).join())
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.content()).isEqualTo(wire));
    }

    private UUID send(WireMessage wire, @Nullable String group) {
        UUID id = MessageId.next();
        sqs.send(List.of(new NewMessage(id, wire, "sender", System.currentTimeMillis(), 0, null, group)))
                .join();
        return id;
    }

    private Message receive() {
        return jms.createConsumer(queue).receive(5_000);
    }
}
