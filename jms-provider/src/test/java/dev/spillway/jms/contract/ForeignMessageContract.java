/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, section 3.12: messages of another provider, of which only their interface is known. */
interface ForeignMessageContract extends JmsFixture {

    private static <T extends Message> T foreign(Class<T> type, T message) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    try {
                        return method.invoke(message, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Test
    default void messages_of_every_kind_come_as_what_they_were() throws JMSException {
        Session session = session();
        Queue queue = newQueue();
        MessageProducer producer = session.createProducer(queue);
        MessageConsumer consumer = session.createConsumer(queue);
        BytesMessage bytes = session.createBytesMessage();
        bytes.writeInt(5);
        MapMessage map = session.createMapMessage();
        map.setChar("grade", 'a');
        StreamMessage stream = session.createStreamMessage();
        stream.writeDouble(2.5);

        producer.send(foreign(TextMessage.class, session.createTextMessage("text")));
        assertThat(consumer.receive(SOON).getBody(String.class)).isEqualTo("text");
        producer.send(foreign(BytesMessage.class, bytes));
        assertThat(((BytesMessage) consumer.receive(SOON)).readInt()).isEqualTo(5);
        producer.send(foreign(MapMessage.class, map));
        assertThat(((MapMessage) consumer.receive(SOON)).getChar("grade")).isEqualTo('a');
        producer.send(foreign(StreamMessage.class, stream));
        assertThat(((StreamMessage) consumer.receive(SOON)).readDouble()).isEqualTo(2.5);
        producer.send(foreign(ObjectMessage.class, session.createObjectMessage("object")));
        assertThat(((ObjectMessage) consumer.receive(SOON)).getObject()).isEqualTo("object");
    }

    @Test
    default void a_send_sets_the_headers_of_the_message_that_it_was_given() throws JMSException {
        Session session = session();
        Queue queue = newQueue();
        Message message = foreign(Message.class, session.createMessage());
        message.setJMSExpiration(9_999);
        message.setJMSTimestamp(9_999);
        message.setJMSMessageID("mine");
        message.setStringProperty("colour", "blue");
        long before = System.currentTimeMillis();

        session.createProducer(queue).send(message, DeliveryMode.NON_PERSISTENT, 7, 60_000);

        assertThat(message.getJMSDestination()).isEqualTo(queue);
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(message.getJMSPriority()).isEqualTo(7);
        assertThat(message.getJMSTimestamp()).isGreaterThanOrEqualTo(before);
        assertThat(message.getJMSExpiration()).isEqualTo(message.getJMSTimestamp() + 60_000);
        Message received = session.createConsumer(queue).receive(SOON);
        assertThat(received.getJMSMessageID()).isEqualTo(message.getJMSMessageID());
        assertThat(received.getStringProperty("colour")).isEqualTo("blue");
    }
}
