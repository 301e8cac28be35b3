/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.installed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.ReplyTo;
import dev.spillway.mapping.SqsMapping;
import dev.spillway.mapping.WireMessage;
import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An AMQP 1.0 client on the queues that SQS clients use, in a broker of the stock distribution. */
@ExtendWith(SharedBroker.class)
class AmqpIT {

    private static final byte[] STRING_A = Base64.getDecoder().decode("rO0ABXQAAWE=");

    private SqsSide sqs;
    private JmsConnectionFactory factory;
    private JMSContext jms;
    private Queue queue;

    @BeforeEach
    void connect(InstalledBroker broker) {
        sqs = new SqsSide(broker.endpoint());
        factory = new JmsConnectionFactory("amqp://127.0.0.1:" + broker.port());
        jms = factory.createContext(JMSContext.SESSION_TRANSACTED);
        queue = jms.createQueue(sqs.queue);
    }

    @AfterEach
    void close() {
        jms.close();
        sqs.close();
    }

    @Test
    void a_text_from_SQS_is_a_text_message_with_its_properties_and_no_others() throws JMSException {
        sqs.send(new MappedMessage(new Body.Text("Grüße"), Headers.NONE, Map.of("count", 5, "paid", true)));

        Message received = receive();

        assertThat(received.getBody(String.class)).isEqualTo("Grüße");
        assertThat(received.getIntProperty("count")).isEqualTo(5);
        assertThat(received.getBooleanProperty("paid")).isTrue();
        assertThat(Collections.list(received.getPropertyNames()))
                .containsExactlyInAnyOrder("count", "paid", "JMSXDeliveryCount");
    }

    @Test
    void headers_and_the_group_from_SQS_are_there() throws JMSException {
        Headers headers =
                new Headers("c-1", null, new ReplyTo("replies", null), "invoice", 7, true, 1_700_000_000_000L, 0, 0);
        WireMessage wire = SqsMapping.encode(new MappedMessage(new Body.Text("a"), headers, Map.of()));
        sqs.send(wire, "group-1");

        Message received = receive();

        assertThat(received.getJMSCorrelationID()).isEqualTo("c-1");
        assertThat(received.getJMSType()).isEqualTo("invoice");
        assertThat(received.getJMSPriority()).isEqualTo(7);
        assertThat(received.getJMSTimestamp()).isEqualTo(1_700_000_000_000L);
        assertThat(((Queue) received.getJMSReplyTo()).getQueueName()).isEqualTo("replies");
        assertThat(received.getStringProperty("JMSXGroupID")).isEqualTo("group-1");
    }

    @Test
    void bytes_a_map_a_stream_and_an_object_from_SQS_have_their_types() throws JMSException {
        send(new Body.Bytes(new byte[] {1, 2, -3}));
        send(new Body.Map(Map.of("count", 5, "name", "x")));
        send(new Body.Stream(Arrays.asList(5, "x", 1.5)));
        send(new Body.Serialized(STRING_A));

        assertThat(receive().getBody(byte[].class)).containsExactly(1, 2, -3);
        assertThat(receive().getBody(Map.class)).isEqualTo(Map.of("count", 5, "name", "x"));
        StreamMessage stream = (StreamMessage) receive();
        assertThat(Arrays.asList(stream.readObject(), stream.readObject(), stream.readObject()))
                .isEqualTo(Arrays.asList(5, "x", 1.5));
        assertThat(((ObjectMessage) receive()).getObject()).isEqualTo("a");
    }

    @Test
    void a_large_text_from_SQS_is_whole() throws JMSException {
        String large = "0123456789".repeat(50_000);
        send(new Body.Text(large));

        assertThat(receive().getBody(String.class)).isEqualTo(large);
    }

    @Test
    void a_text_message_is_received_by_SQS_with_its_headers_and_its_own_properties_alone() throws JMSException {
        TextMessage message = jms.createTextMessage("Grüße");
        message.setIntProperty("count", 5);
        message.setStringProperty("JMSXGroupID", "g");
        message.setJMSCorrelationID("c-2");
        message.setJMSType("note");
        message.setJMSReplyTo(jms.createQueue("replies"));
        jms.createProducer().setPriority(8).send(queue, message);
        jms.commit();

        var received = sqs.receive();

        assertThat(received.attributes()).containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "g");
        MappedMessage seen = SqsSide.mapped(received);
        assertThat(seen.body()).isEqualTo(new Body.Text("Grüße"));
        assertThat(seen.properties()).isEqualTo(Map.of("count", 5));
        assertThat(seen.headers())
                .isEqualTo(new Headers(
                        "c-2", null, new ReplyTo("replies", null), "note", 8, true, message.getJMSTimestamp(), 0, 0));
    }

    @Test
    void bytes_maps_streams_objects_and_empty_messages_are_received_by_SQS() throws JMSException {
        BytesMessage bytes = jms.createBytesMessage();
        bytes.writeBytes(new byte[] {1, 2, -3});
        MapMessage map = jms.createMapMessage();
        map.setInt("count", 5);
        map.setString("name", "x");
        map.setBytes("raw", new byte[] {1});
        StreamMessage stream = jms.createStreamMessage();
        stream.writeLong(5);
        stream.writeString("x");
        jms.createProducer()
                .send(queue, bytes)
                .send(queue, map)
                .send(queue, stream)
                .send(queue, jms.createObjectMessage("a"))
                .send(queue, jms.createMessage());
        jms.commit();

        assertThat(sqs.receiveMapped().body()).isEqualTo(new Body.Bytes(new byte[] {1, 2, -3}));
        assertThat(sqs.receiveMapped().body())
                .isEqualTo(new Body.Map(Map.of("count", 5, "name", "x", "raw", new byte[] {1})));
        assertThat(sqs.receiveMapped().body()).isEqualTo(new Body.Stream(List.of(5L, "x")));
        assertThat(sqs.receiveMapped().body()).isEqualTo(new Body.Serialized(STRING_A));
        // AMQP has no difference between no body and no bytes.
        assertThat(sqs.receiveMapped().body()).isEqualTo(new Body.Bytes(new byte[0]));
    }

    @Test
    void a_message_that_is_not_durable_is_told_as_such() {
        jms.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT).send(queue, "fast");
        jms.commit();

        MappedMessage seen = sqs.receiveMapped();

        assertThat(seen.body()).isEqualTo(new Body.Text("fast"));
        assertThat(seen.headers().persistent()).isFalse();
    }

    @Test
    void a_large_message_is_received_by_SQS_whole() {
        String large = "0123456789".repeat(50_000);
        jms.createProducer().setProperty("count", 5).send(queue, large);
        jms.commit();

        MappedMessage seen = sqs.receiveMapped();

        assertThat(seen.body()).isEqualTo(new Body.Text(large));
        assertThat(seen.properties()).isEqualTo(Map.of("count", 5));
    }

    @Test
    void of_a_message_beyond_the_limit_SQS_receives_a_statement_and_AMQP_the_message() throws JMSException {
        String tooLarge = "0123456789".repeat(300_000);
        jms.createProducer().send(queue, tooLarge);
        jms.commit();

        var received = sqs.receive();

        assertThat(received.body()).startsWith("SQS can't carry this message");
        assertThat(received.messageAttributes().get("JMS_SpillwayNotCarried").stringValue())
                .isEqualTo("size");
        sqs.giveBack(received);
        assertThat(receive().getBody(String.class)).isEqualTo(tooLarge);
    }

    @Test
    void of_a_body_without_a_counterpart_in_JMS_SQS_receives_a_statement_and_AMQP_the_message() throws JMSException {
        HashMap<String, Object> nested = new HashMap<>(Map.of("inner", new HashMap<>(Map.of("deep", 1))));
        ObjectMessage message = jms.createObjectMessage();
        message.setBooleanProperty("JMS_AMQP_TYPED_ENCODING", true);
        message.setObject(nested);
        jms.createProducer().send(queue, message);
        jms.commit();

        var received = sqs.receive();

        assertThat(received.messageAttributes().get("JMS_SpillwayNotCarried").stringValue())
                .isEqualTo("form");
        sqs.giveBack(received);
        assertThat(((ObjectMessage) receive()).getObject()).isEqualTo(nested);
    }

    @Test
    void what_an_AMQP_client_holds_is_in_flight_and_what_it_rolls_back_counts_as_received() throws JMSException {
        jms.createProducer().send(queue, "a");
        jms.commit();

        try (JMSConsumer consumer = jms.createConsumer(queue)) {
            assertThat(consumer.receive(20_000)).isNotNull();
            assertThat(sqs.attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                    .isEqualTo("1");
            jms.rollback();
        }

        assertThat(sqs.receive().attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
    }

    @Test
    void what_SQS_holds_comes_to_an_AMQP_client_when_it_is_given_back_with_its_count() throws JMSException {
        send(new Body.Text("a"));
        var held = sqs.receive();
        try (JMSConsumer consumer = jms.createConsumer(queue)) {
            assertThat(consumer.receive(300)).isNull();

            sqs.giveBack(held);

            Message received = consumer.receive(20_000);
            assertThat(received.getBody(String.class)).isEqualTo("a");
            assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
            jms.commit();
        }
    }

    @Test
    void a_redrive_moves_an_AMQP_message_as_it_is() throws JMSException {
        String dead = sqs.queue + "-dead";
        String deadUrl = sqs.create(dead, Map.of());
        sqs.set(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"maxReceiveCount\":1,\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:" + dead + "\"}");
        jms.createProducer().setProperty("count", 5).send(queue, "poison");
        jms.commit();

        sqs.giveBack(sqs.receive());
        assertThat(sqs.poll()).isEmpty();

        var moved = sqs.receive(deadUrl);
        assertThat(moved.attributes())
                .containsEntry(
                        MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN,
                        "arn:aws:sqs:us-east-1:000000000000:" + sqs.queue);
        MappedMessage seen = SqsSide.mapped(moved);
        assertThat(seen.body()).isEqualTo(new Body.Text("poison"));
        assertThat(seen.properties()).isEqualTo(Map.of("count", 5));
    }

    private void send(Body body) {
        sqs.send(new MappedMessage(body, Headers.NONE, Map.of()));
    }

    /** Receives a message and is done with it. */
    private Message receive() {
        try (JMSConsumer consumer = jms.createConsumer(queue)) {
            Message received = consumer.receive(20_000);
            assertThat(received).isNotNull();
            jms.commit();
            return received;
        }
    }
}
