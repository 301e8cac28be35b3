/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jakarta Messaging 3.1, chapter 3: messages. */
interface MessageContract extends JmsFixture {

    /** Sends a message to a queue of its own and receives it. */
    private Message passed(Session session, Message message) throws JMSException {
        Queue queue = newQueue();
        session.createProducer(queue).send(message);
        Message received = session.createConsumer(queue).receive(SOON);
        assertThat(received).as("the message that was sent").isNotNull();
        return received;
    }

    @ParameterizedTest
    @ValueSource(strings = {"an order", "", " ", "Größe €10 \uD83D\uDE00", "<a>&amp;\"\t\r\n", "nul \u0000 and \uFFFF"})
    default void a_text_comes_as_it_was_sent(String text) throws JMSException {
        Session session = session();

        Message received = passed(session, session.createTextMessage(text));

        assertThat(received).isInstanceOf(TextMessage.class);
        assertThat(received.getBody(String.class)).isEqualTo(text);
    }

    @Test
    default void a_text_that_was_never_set_comes_as_null() throws JMSException {
        Session session = session();

        Message received = passed(session, session.createTextMessage());

        assertThat(((TextMessage) received).getText()).isNull();
    }

    @Test
    default void bytes_come_as_they_were_written() throws JMSException {
        Session session = session();
        BytesMessage message = session.createBytesMessage();
        message.writeInt(42);
        message.writeUTF("forty-two");
        message.writeBytes(new byte[] {0, -1, 127});

        BytesMessage received = (BytesMessage) passed(session, message);

        assertThat(received.getBodyLength()).isEqualTo(4 + 2 + 9 + 3);
        assertThat(received.readInt()).isEqualTo(42);
        assertThat(received.readUTF()).isEqualTo("forty-two");
        byte[] rest = new byte[3];
        assertThat(received.readBytes(rest)).isEqualTo(3);
        assertThat(rest).containsExactly(0, -1, 127);
    }

    @Test
    default void a_message_without_a_body_keeps_its_properties() throws JMSException {
        Session session = session();
        Message message = session.createMessage();
        message.setStringProperty("kind", "ping");

        Message received = passed(session, message);

        assertThat(received).isNotInstanceOfAny(TextMessage.class, BytesMessage.class);
        assertThat(received.getStringProperty("kind")).isEqualTo("ping");
    }

    @Test
    default void properties_keep_their_types_and_are_as_many_as_one_likes() throws JMSException {
        Session session = session();
        Message message = session.createTextMessage("typed");
        message.setBooleanProperty("boolean", true);
        message.setByteProperty("byte", (byte) -1);
        message.setShortProperty("short", Short.MIN_VALUE);
        message.setIntProperty("int", Integer.MAX_VALUE);
        message.setLongProperty("long", Long.MIN_VALUE);
        message.setFloatProperty("float", 1.5f);
        message.setDoubleProperty("double", Double.MIN_VALUE);
        message.setStringProperty("string", "");
        for (int i = 0; i < 20; i++) {
            message.setIntProperty("more" + i, i);
        }

        Message received = passed(session, message);

        assertThat(received.getObjectProperty("boolean")).isEqualTo(true);
        assertThat(received.getObjectProperty("byte")).isEqualTo((byte) -1);
        assertThat(received.getObjectProperty("short")).isEqualTo(Short.MIN_VALUE);
        assertThat(received.getObjectProperty("int")).isEqualTo(Integer.MAX_VALUE);
        assertThat(received.getObjectProperty("long")).isEqualTo(Long.MIN_VALUE);
        assertThat(received.getObjectProperty("float")).isEqualTo(1.5f);
        assertThat(received.getObjectProperty("double")).isEqualTo(Double.MIN_VALUE);
        assertThat(received.getObjectProperty("string")).isEqualTo("");
        for (int i = 0; i < 20; i++) {
            assertThat(received.getObjectProperty("more" + i)).isEqualTo(i);
        }
    }

    @Test
    default void the_headers_that_the_client_sets_travel() throws JMSException {
        Session session = session();
        Queue replies = newQueue();
        Message message = session.createTextMessage("headers");
        message.setJMSCorrelationID("order-17");
        message.setJMSReplyTo(replies);
        message.setJMSType("Order");

        Message received = passed(session, message);

        assertThat(received.getJMSCorrelationID()).isEqualTo("order-17");
        assertThat(received.getJMSReplyTo()).isEqualTo(replies);
        assertThat(received.getJMSType()).isEqualTo("Order");
    }

    @Test
    default void a_correlation_id_of_bytes_stays_one() throws JMSException {
        Session session = session();
        Message message = session.createTextMessage("bytes");
        message.setJMSCorrelationIDAsBytes(new byte[] {0, -128, 65});

        Message received = passed(session, message);

        assertThat(received.getJMSCorrelationIDAsBytes()).containsExactly(0, -128, 65);
    }

    @Test
    default void the_headers_that_a_send_sets_are_the_same_at_both_ends() throws JMSException {
        Session session = session();
        Queue queue = newQueue();
        Message sent = session.createTextMessage("sent");
        long before = System.currentTimeMillis();

        session.createProducer(queue).send(sent, DeliveryMode.NON_PERSISTENT, 7, 60_000);
        Message received = session.createConsumer(queue).receive(SOON);

        assertThat(received.getJMSMessageID()).startsWith("ID:").isEqualTo(sent.getJMSMessageID());
        assertThat(received.getJMSDestination()).isEqualTo(queue).isEqualTo(sent.getJMSDestination());
        assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(received.getJMSPriority()).isEqualTo(7);
        assertThat(received.getJMSTimestamp())
                .isBetween(before, System.currentTimeMillis())
                .isEqualTo(sent.getJMSTimestamp());
        assertThat(received.getJMSExpiration()).isEqualTo(sent.getJMSTimestamp() + 60_000);
        assertThat(received.getJMSRedelivered()).isFalse();
        assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
    }

    @Test
    default void a_message_whose_sender_has_timestamps_disabled_has_none() throws JMSException {
        Session session = session();
        Queue queue = newQueue();
        MessageProducer producer = session.createProducer(queue);
        producer.setDisableMessageTimestamp(true);
        Message sent = session.createTextMessage("undated");
        producer.send(sent);

        Message received = session.createConsumer(queue, "JMSTimestamp = 0").receive(SOON);

        assertThat(sent.getJMSTimestamp()).isZero();
        assertThat(received).isNotNull();
        assertThat(received.getJMSTimestamp()).isZero();
    }

    @Test
    default void a_group_travels_as_JMSXGroupID() throws JMSException {
        Session session = session();
        Message message = session.createTextMessage("grouped");
        message.setStringProperty("JMSXGroupID", "customer-4");

        Message received = passed(session, message);

        assertThat(received.getStringProperty("JMSXGroupID")).isEqualTo("customer-4");
    }

    @Test
    default void what_was_received_is_read_only_until_it_is_cleared() throws JMSException {
        Session session = session();
        TextMessage received = (TextMessage) passed(session, session.createTextMessage("read me"));

        assertThatThrownBy(() -> received.setText("changed")).isInstanceOf(MessageNotWriteableException.class);
        assertThatThrownBy(() -> received.setIntProperty("n", 1)).isInstanceOf(MessageNotWriteableException.class);

        received.clearBody();
        received.clearProperties();
        received.setText("changed");
        received.setIntProperty("n", 1);
        assertThat(received.getText()).isEqualTo("changed");
    }

    @Test
    default void a_received_message_can_be_passed_on() throws JMSException {
        Session session = session();
        Message message = session.createTextMessage("pass me on");
        message.setIntProperty("n", 1);

        Message again = passed(session, passed(session, message));

        assertThat(again.getBody(String.class)).isEqualTo("pass me on");
        assertThat(Collections.list(again.getPropertyNames()))
                .map(String::valueOf)
                .contains("n");
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
    }
}
