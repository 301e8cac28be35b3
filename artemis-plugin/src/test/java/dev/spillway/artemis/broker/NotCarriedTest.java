/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.QueueSettings.Redrive;
import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.mapping.Attribute;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.SqsMapping;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages of Artemis's JMS client that have more than SQS carries: the SQS receiver is told, and nothing is lost. */
class NotCarriedTest {

    /** The longest text of one byte a character that SQS carries beside the attributes of a JMS message. */
    private static final int LONGEST = NotCarried.LIMIT
            - "JMS_SQSMessageTypeStringtext".length()
            - "JMS_SpillwayHeadersStringtimestamp=1700000000000".length();

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
        sqs = create("orders", null);
        factory = new ActiveMQConnectionFactory("vm://7");
        connect();
    }

    private void connect() {
        jms = factory.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        queue = jms.createQueue("orders");
    }

    @AfterEach
    void stop() throws Exception {
        jms.close();
        factory.close();
        broker.close();
    }

    @Test
    void a_text_of_the_longest_length_is_carried() {
        jms.createProducer().send(queue, "x".repeat(LONGEST));

        assertThat(receive().content().body()).hasSize(LONGEST);
    }

    @Test
    void of_a_text_that_is_longer_a_statement_is_received() {
        jms.createProducer().send(queue, "x".repeat(LONGEST + 1));

        assertTooLarge(receive(), 1_048_577);
    }

    @Test
    void a_text_of_the_longest_length_whose_escapes_need_more_is_not_carried() {
        jms.createProducer().send(queue, "\u0001" + "x".repeat(LONGEST - 1));

        assertThat(receive().content().attributes()).containsKey(NotCarried.REASON);
    }

    @Test
    void a_body_much_longer_is_not_carried() throws JMSException {
        BytesMessage message = jms.createBytesMessage();
        message.writeBytes(new byte[5_000_000]);
        jms.createProducer().send(queue, message);

        assertTooLarge(receive(), 5_000_000);
    }

    @Test
    void properties_count_too() {
        jms.createProducer().setProperty("long", "x".repeat(40_000)).send(queue, "x".repeat(LONGEST - 39_999));

        assertThat(receive().content().attributes().get(NotCarried.REASON)).isEqualTo(Attribute.string("size"));
    }

    @Test
    void the_statement_is_text_that_SQS_carries_and_a_JMS_application_can_tell_it() {
        jms.createProducer().send(queue, "x".repeat(LONGEST + 1));

        MappedMessage seen = SqsMapping.decode(receive().content());

        assertThat(((Body.Text) seen.body()).text())
                .startsWith("SQS can't carry this message: it has 1,048,577 bytes, and SQS carries at most 1,048,576.");
        assertThat(seen.properties())
                .containsEntry(NotCarried.REASON, "size")
                .containsEntry(NotCarried.SIZE, "1048577");
    }

    @Test
    void what_is_not_carried_can_be_deleted() {
        jms.createProducer().send(queue, "x".repeat(LONGEST + 1));

        assertThat(sqs.delete(List.of(receive().receipt())).join()).isEqualTo(Set.of());

        assertThat(sqs.counts().join().visible() + sqs.counts().join().inFlight())
                .isZero();
    }

    @Test
    void what_was_not_carried_is_whole_for_a_JMS_client() {
        String text = "x".repeat(LONGEST + 1);
        jms.createProducer().send(queue, text);

        sqs.changeVisibility(receive().receipt(), 0);

        assertThat(receiveByJms("orders")).isEqualTo(text);
    }

    @Test
    void what_is_not_carried_is_moved_whole_by_a_redrive() {
        create("dead", null);
        sqs = create("once", new Redrive("dead", 1));
        String text = "x".repeat(LONGEST + 1);
        jms.createProducer().send(jms.createQueue("once"), text);
        sqs.changeVisibility(receive().receipt(), 0);

        assertThat(sqs.receive(1, 30_000, 1_000).join()).isEmpty();

        assertThat(receiveByJms("dead")).isEqualTo(text);
    }

    @Test
    void a_message_that_its_client_compressed_is_received_as_it_was() throws JMSException {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        compress();
        BytesMessage large = jms.createBytesMessage();
        large.writeBytes(noise);
        jms.createProducer().send(queue, large).send(queue, "x".repeat(500_000));

        assertThat(SqsMapping.decode(receive().content()).body()).isEqualTo(new Body.Bytes(noise));
        assertThat(receive().content().body()).isEqualTo("x".repeat(500_000));
    }

    @Test
    void a_message_that_is_too_long_once_inflated_is_not_carried() {
        compress();
        jms.createProducer().send(queue, "x".repeat(20_000_000));

        assertThat(receive().content().attributes()).containsKey(NotCarried.REASON);
    }

    @Test
    void characters_and_names_that_SQS_refuses_and_any_number_of_properties_are_carried() throws JMSException {
        TextMessage message = jms.createTextMessage("bell \u0007, half \ud800, 100 %");
        for (int i = 0; i < 30; i++) {
            message.setIntProperty("$number" + i, i);
        }
        message.setStringProperty("empty", "");
        message.setStringProperty("nul", "\u0000");
        jms.createProducer().send(queue, message);

        ReceivedMessage received = receive();

        MappedMessage seen = SqsMapping.decode(received.content());
        assertThat(seen.body()).isEqualTo(new Body.Text("bell \u0007, half \ud800, 100 %"));
        assertThat(seen.properties())
                .hasSize(32)
                .containsAllEntriesOf(Map.of("$number29", 29, "empty", "", "nul", "\u0000"));
        assertThat(received.content().attributes()).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void a_group_that_SQS_has_no_id_for_is_a_property() throws JMSException {
        for (String group : List.of("fits", "has spaces", "g".repeat(129))) {
            Message message = jms.createTextMessage("hello");
            message.setStringProperty("JMSXGroupID", group);
            jms.createProducer().send(queue, message);
        }

        assertThat(sqs.receive(10, 30_000, 30_000).join())
                .extracting(
                        ReceivedMessage::groupId,
                        message -> SqsMapping.decode(message.content())
                                .properties()
                                .get("JMSXGroupID"))
                .containsExactly(tuple("fits", null), tuple(null, "has spaces"), tuple(null, "g".repeat(129)));
    }

    private MessageQueue create(String name, Redrive redrive) {
        return broker.store()
                .create(name, new QueueSettings(Map.of(), Map.of(), 0, 0, Long.MAX_VALUE, redrive))
                .join();
    }

    private void compress() {
        jms.close();
        factory.close();
        factory = new ActiveMQConnectionFactory("vm://7");
        factory.setCompressLargeMessage(true);
        connect();
    }

    private ReceivedMessage receive() {
        return sqs.receive(1, 30_000, 30_000).join().get(0);
    }

    private String receiveByJms(String from) {
        try (JMSConsumer consumer = jms.createConsumer(jms.createQueue(from))) {
            return consumer.receiveBody(String.class, 30_000);
        }
    }

    private static void assertTooLarge(ReceivedMessage received, long bytes) {
        assertThat(received.content().attributes())
                .containsEntry(NotCarried.REASON, Attribute.string("size"))
                .hasEntrySatisfying(
                        NotCarried.SIZE,
                        size -> assertThat(Long.parseLong(size.stringValue())).isEqualTo(bytes));
        assertThat(received.content().body()).startsWith("SQS can't carry this message");
    }
}
