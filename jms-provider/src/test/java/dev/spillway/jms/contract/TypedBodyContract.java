/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, section 3.11: map and stream messages. */
interface TypedBodyContract extends JmsFixture {

    /** A value of each type, the awkward ones among them. */
    static Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("boolean", true);
        values.put("byte", Byte.MIN_VALUE);
        values.put("short", Short.MAX_VALUE);
        values.put("char", '\u0000');
        values.put("half a pair", '\uD83D');
        values.put("int", Integer.MIN_VALUE);
        values.put("long", Long.MAX_VALUE);
        values.put("float", Float.NaN);
        values.put("double", -0.0);
        values.put("string", "Größe & 100% = \uD83D\uDE00\u0000");
        values.put("empty", "");
        values.put("bytes", new byte[] {0, -1, 127});
        values.put("no bytes", new byte[0]);
        values.put("nothing", null);
        return values;
    }

    private Message passed(Session session, Message message) throws JMSException {
        Queue queue = newQueue();
        session.createProducer(queue).send(message);
        Message received = session.createConsumer(queue).receive(SOON);
        assertThat(received).as("the message that was sent").isNotNull();
        return received;
    }

    @Test
    default void a_map_comes_with_every_name_and_type() throws JMSException {
        Session session = session();
        MapMessage message = session.createMapMessage();
        for (Map.Entry<String, Object> entry : values().entrySet()) {
            message.setObject(entry.getKey(), entry.getValue());
        }

        MapMessage received = (MapMessage) passed(session, message);

        assertThat(Collections.list(received.getMapNames()))
                .map(String::valueOf)
                .containsExactlyInAnyOrderElementsOf(values().keySet());
        for (Map.Entry<String, Object> entry : values().entrySet()) {
            assertThat(received.getObject(entry.getKey())).as(entry.getKey()).isEqualTo(entry.getValue());
        }
        assertThat(received.getBody(Map.class)).containsEntry("int", Integer.MIN_VALUE);
        assertThatThrownBy(() -> received.setInt("int", 1)).isInstanceOf(MessageNotWriteableException.class);
    }

    @Test
    default void a_map_without_entries_comes_as_one() throws JMSException {
        Session session = session();

        MapMessage received = (MapMessage) passed(session, session.createMapMessage());

        assertThat(received.getMapNames().hasMoreElements()).isFalse();
    }

    @Test
    default void a_stream_comes_in_its_order_with_every_type() throws JMSException {
        Session session = session();
        StreamMessage message = session.createStreamMessage();
        for (Object value : values().values()) {
            message.writeObject(value);
        }

        StreamMessage received = (StreamMessage) passed(session, message);

        for (Map.Entry<String, Object> entry : values().entrySet()) {
            assertThat(received.readObject()).as(entry.getKey()).isEqualTo(entry.getValue());
        }
        assertThatThrownBy(received::readObject).isInstanceOf(MessageEOFException.class);
        assertThatThrownBy(() -> received.writeInt(1)).isInstanceOf(MessageNotWriteableException.class);
    }

    @Test
    default void a_stream_that_was_received_can_be_passed_on_half_read() throws JMSException {
        Session session = session();
        StreamMessage message = session.createStreamMessage();
        message.writeString("first");
        message.writeBytes(new byte[] {1, 2, 3});
        StreamMessage received = (StreamMessage) passed(session, message);
        received.readString();
        received.readBytes(new byte[2]);

        StreamMessage again = (StreamMessage) passed(session, received);

        assertThat(again.readString()).isEqualTo("first");
        assertThat((byte[]) again.readObject()).containsExactly(1, 2, 3);
    }

    @Test
    default void a_context_sends_a_map_and_receives_its_body() throws JMSException {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = newQueue();

        context.createProducer().send(queue, Map.of("amount", 5, "currency", "EUR"));

        assertThat(context.createConsumer(queue).receiveBody(Map.class, SOON))
                .isEqualTo(Map.of("amount", 5, "currency", "EUR"));
    }

    @Test
    default void a_value_that_no_map_holds_is_refused_on_send() throws JMSException {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = newQueue();
        Map<String, Object> body = Map.of("when", new java.util.Date());

        assertThatThrownBy(() -> context.createProducer().send(queue, body))
                .isInstanceOf(MessageFormatRuntimeException.class)
                .hasMessageContaining("'when'")
                .hasMessageContaining("java.util.Date");
    }

    @Test
    default void a_stream_has_no_body_to_receive_and_stays_to_be_received() throws JMSException {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = newQueue();
        context.createProducer().send(queue, context.createStreamMessage());
        JMSConsumer consumer = context.createConsumer(queue);

        assertThatThrownBy(() -> consumer.receiveBody(String.class, SOON))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThat(consumer.receive(SOON)).isInstanceOf(StreamMessage.class);
    }
}
