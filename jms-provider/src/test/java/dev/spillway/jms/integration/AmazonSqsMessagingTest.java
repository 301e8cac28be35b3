/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.sqs.javamessaging.ProviderConfiguration;
import com.amazon.sqs.javamessaging.SQSConnection;
import com.amazon.sqs.javamessaging.SQSConnectionFactory;
import dev.spillway.jms.LoopbackBroker;
import dev.spillway.jms.SpillwayConnectionFactory;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The real amazon-sqs-java-messaging-lib at the other end of a queue, both ways. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class AmazonSqsMessagingTest {

    private static final long SOON = 10_000;

    @RegisterExtension
    static final LoopbackBroker BROKER = new LoopbackBroker();

    private static int queues;

    private SpillwayConnectionFactory factory;
    private Session spillway;
    private Queue queue;
    private SQSConnection connection;
    private Session amazon;
    private Queue amazonQueue;

    @BeforeEach
    void open() throws JMSException {
        String name = "shared-" + ++queues;
        BROKER.client().createQueue(request -> request.queueName(name));
        factory = new SpillwayConnectionFactory(
                "spillway:" + BROKER.endpoint() + "?region=us-east-1&trustedClasses=java.util.ArrayList");
        var spillwayConnection = factory.createConnection();
        spillwayConnection.start();
        spillway = spillwayConnection.createSession(Session.AUTO_ACKNOWLEDGE);
        queue = spillway.createQueue(name);
        connection = new SQSConnectionFactory(
                        new ProviderConfiguration().withNumberOfMessagesToPrefetch(0), BROKER.client())
                .createConnection();
        connection.start();
        amazon = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        amazonQueue = amazon.createQueue(name);
    }

    @AfterEach
    void close() throws JMSException {
        factory.close();
        connection.close();
    }

    @Test
    void a_text_with_headers_and_properties_goes_to_amazons_library() throws JMSException {
        TextMessage message = spillway.createTextMessage("Größe & mehr");
        message.setJMSCorrelationID("order-1");
        message.setIntProperty("count", 5);
        message.setBooleanProperty("urgent", true);
        message.setDoubleProperty("price", 12.5);
        message.setStringProperty("colour", "blue");

        TextMessage received = (TextMessage) atAmazons(message);

        assertThat(received.getText()).isEqualTo("Größe & mehr");
        assertThat(received.getJMSCorrelationID()).isEqualTo("order-1");
        assertThat(received.getObjectProperty("count")).isEqualTo(5);
        assertThat(received.getObjectProperty("urgent")).isEqualTo(true);
        assertThat(received.getObjectProperty("price")).isEqualTo(12.5);
        assertThat(received.getObjectProperty("colour")).isEqualTo("blue");
        assertThat(received.getJMSMessageID()).isEqualTo(message.getJMSMessageID());
    }

    @Test
    void a_text_with_headers_and_properties_comes_from_amazons_library() throws JMSException {
        TextMessage message = amazon.createTextMessage("Größe & mehr");
        message.setJMSCorrelationID("order-1");
        message.setJMSReplyTo(amazonQueue);
        message.setIntProperty("count", 5);
        message.setBooleanProperty("urgent", true);
        message.setDoubleProperty("price", 12.5);
        message.setStringProperty("colour", "blue");

        TextMessage received = (TextMessage) atSpillways(message);

        assertThat(received.getText()).isEqualTo("Größe & mehr");
        assertThat(received.getJMSCorrelationID()).isEqualTo("order-1");
        assertThat(received.getJMSReplyTo()).isEqualTo(queue);
        assertThat(received.getObjectProperty("count")).isEqualTo(5);
        assertThat(received.getObjectProperty("urgent")).isEqualTo(true);
        assertThat(received.getObjectProperty("price")).isEqualTo(12.5);
        assertThat(received.getObjectProperty("colour")).isEqualTo("blue");
        assertThat(received.getJMSMessageID()).isEqualTo(message.getJMSMessageID());
    }

    @Test
    void amazons_library_replies_to_a_temporary_queue() throws JMSException {
        TemporaryQueue replies = spillway.createTemporaryQueue();
        TextMessage request = spillway.createTextMessage("request");
        request.setJMSReplyTo(replies);

        Message received = atAmazons(request);
        amazon.createProducer(received.getJMSReplyTo()).send(amazon.createTextMessage("reply"));

        Message reply = spillway.createConsumer(replies).receive(SOON);
        assertThat(reply.getBody(String.class)).isEqualTo("reply");
    }

    @Test
    void bytes_go_both_ways() throws JMSException {
        BytesMessage sent = spillway.createBytesMessage();
        sent.writeBytes(new byte[] {0, -1, 127});
        BytesMessage atAmazons = (BytesMessage) atAmazons(sent);
        BytesMessage back = amazon.createBytesMessage();
        byte[] content = new byte[3];
        atAmazons.readBytes(content);
        back.writeBytes(content);

        assertThat(atSpillways(back).getBody(byte[].class)).containsExactly(0, -1, 127);
    }

    @Test
    void objects_go_both_ways() throws JMSException {
        ArrayList<Object> list = new ArrayList<>(List.of("a", 1, 2.5));
        ObjectMessage atAmazons = (ObjectMessage) atAmazons(spillway.createObjectMessage(list));
        assertThat(atAmazons.getObject()).isEqualTo(list);

        ObjectMessage atSpillways = (ObjectMessage) atSpillways(amazon.createObjectMessage(list));
        assertThat(atSpillways.getObject()).isEqualTo(list);
    }

    @Test
    void an_object_message_without_an_object_is_null_at_amazons() throws JMSException {
        ObjectMessage received = (ObjectMessage) atAmazons(spillway.createObjectMessage());

        assertThat(received.getObject()).isNull();
    }

    @Test
    void a_map_and_a_stream_are_readable_texts_at_amazons() throws JMSException {
        MapMessage map = spillway.createMapMessage();
        map.setString("currency", "EUR");
        map.setInt("amount", 5);
        StreamMessage stream = spillway.createStreamMessage();
        stream.writeString("EUR");
        stream.writeInt(5);

        assertThat(((TextMessage) atAmazons(map)).getText()).isEqualTo("amount=int:5&currency=string:EUR");
        assertThat(((TextMessage) atAmazons(stream)).getText()).isEqualTo("string:EUR&int:5");
    }

    @Test
    void a_message_of_amazons_library_can_be_sent_by_spillway() throws JMSException {
        BytesMessage bytes = amazon.createBytesMessage();
        bytes.writeBytes(new byte[] {1, 2});

        assertThat(((TextMessage) atAmazons(amazon.createTextMessage("a"))).getText())
                .isEqualTo("a");
        assertThat(((ObjectMessage) atAmazons(amazon.createObjectMessage("b"))).getObject())
                .isEqualTo("b");
        assertThat(((BytesMessage) atAmazons(bytes)).getBodyLength()).isEqualTo(2);
    }

    @Test
    void groups_and_deduplication_ids_of_a_fifo_queue_go_both_ways() throws JMSException {
        String name = queue.getQueueName() + ".fifo";
        BROKER.client()
                .createQueue(
                        request -> request.queueName(name).attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")));
        queue = spillway.createQueue(name);
        amazonQueue = amazon.createQueue(name);

        Message received = atAmazons(grouped(spillway.createTextMessage("there"), "order-1"));
        Message back = atSpillways(grouped(amazon.createTextMessage("back"), "order-2"));

        assertThat(received.getStringProperty("JMSXGroupID")).isEqualTo("customer-7");
        assertThat(received.getStringProperty("JMS_SQS_DeduplicationId")).isEqualTo("order-1");
        assertThat(back.getStringProperty("JMSXGroupID")).isEqualTo("customer-7");
        assertThat(back.getStringProperty("JMS_SQS_DeduplicationId")).isEqualTo("order-2");
        assertThat(back.getStringProperty("JMS_SQS_SequenceNumber")).isNotEmpty();
    }

    private static Message grouped(Message message, String deduplicationId) throws JMSException {
        message.setStringProperty("JMSXGroupID", "customer-7");
        message.setStringProperty("JMS_SQS_DeduplicationId", deduplicationId);
        return message;
    }

    private Message atAmazons(Message sentBySpillway) throws JMSException {
        spillway.createProducer(queue).send(sentBySpillway);
        MessageConsumer consumer = amazon.createConsumer(amazonQueue);
        Message received = consumer.receive(SOON);
        consumer.close();
        return received;
    }

    private Message atSpillways(Message sentByAmazon) throws JMSException {
        MessageProducer producer = amazon.createProducer(amazonQueue);
        producer.send(sentByAmazon);
        try (MessageConsumer consumer = spillway.createConsumer(queue)) {
            return consumer.receive(SOON);
        }
    }
}
