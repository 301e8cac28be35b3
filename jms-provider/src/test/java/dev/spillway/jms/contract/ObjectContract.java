/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, section 3.11: object messages, whose classes the receiver has to trust. */
interface ObjectContract extends JmsFixture {

    /** A class of an application. */
    record Order(String customer, int amount) implements Serializable {}

    private ObjectMessage passed(Session session, ObjectMessage message) throws JMSException {
        Queue queue = newQueue();
        session.createProducer(queue).send(message);
        return (ObjectMessage) session.createConsumer(queue).receive(SOON);
    }

    @Test
    default void a_value_comes_without_being_trusted() throws JMSException {
        Session session = session();

        for (Serializable value : List.of("a text", 5, 2.5, true, 'c', new BigDecimal("12.50"), new byte[] {1, 2})) {
            assertThat(passed(session, session.createObjectMessage(value)).getObject())
                    .isEqualTo(value);
        }
    }

    @Test
    default void an_object_that_was_never_set_comes_as_null() throws JMSException {
        Session session = session();

        assertThat(passed(session, session.createObjectMessage()).getObject()).isNull();
    }

    @Test
    default void an_object_of_a_class_that_is_not_trusted_is_refused_and_can_be_passed_on() throws JMSException {
        Session session = session();
        ObjectMessage received = passed(session, session.createObjectMessage(new Order("c-1", 5)));

        assertThatThrownBy(received::getObject)
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining(Order.class.getName())
                .hasMessageContaining("trustedClasses");
        Session trusting = trusting(Order.class.getName());
        assertThat(passed(trusting, received).getObject()).isEqualTo(new Order("c-1", 5));
    }

    @Test
    default void an_object_of_a_trusted_package_comes() throws JMSException {
        Session session = trusting("dev.spillway.jms.contract.*;java.util.ArrayList");
        Serializable orders = new java.util.ArrayList<>(List.of(new Order("c-1", 5), new Order("c-2", 6)));

        assertThat(passed(session, session.createObjectMessage(orders)).getObject())
                .isEqualTo(orders);
    }

    @Test
    default void a_context_sends_an_object_and_receives_its_body() throws JMSException {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = newQueue();

        context.createProducer().send(queue, (Serializable) Integer.valueOf(5));

        assertThat(context.createConsumer(queue).receiveBody(Integer.class, SOON))
                .isEqualTo(5);
    }

    @Test
    default void a_body_that_is_refused_stays_to_be_received() throws JMSException {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = newQueue();
        context.createProducer().send(queue, new Order("c-1", 5));
        JMSConsumer consumer = context.createConsumer(queue);

        assertThatThrownBy(() -> consumer.receiveBody(Order.class, SOON))
                .isInstanceOf(MessageFormatRuntimeException.class)
                .hasMessageContaining("trustedClasses");
        assertThat(consumer.receive(SOON)).isInstanceOf(ObjectMessage.class);
    }

    private Session trusting(String classes) throws JMSException {
        Connection connection = connect("trustedClasses=" + classes);
        return connection.createSession(Session.AUTO_ACKNOWLEDGE);
    }
}
