/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spillway.jms.destination.SpillwayTopic;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, sections 6.1.8, 6.2.15 and 8.8: what was closed refuses all use, and ignores another close. */
interface ClosedContract extends JmsFixture {

    private static Map<Class<?>, Object> arguments(Session session, Queue queue) throws JMSException {
        Map<Class<?>, Object> arguments = new HashMap<>();
        arguments.put(int.class, 1);
        arguments.put(long.class, 1L);
        arguments.put(boolean.class, true);
        arguments.put(String.class, "colour = 'blue'");
        arguments.put(Queue.class, queue);
        arguments.put(Destination.class, queue);
        arguments.put(Topic.class, SpillwayTopic.named("prices"));
        arguments.put(Message.class, session.createTextMessage());
        arguments.put(MessageListener.class, (MessageListener) message -> {});
        return arguments;
    }

    /** Calls every method that the type declares or inherits, but close; {@code run} can't throw a JMSException. */
    private static void assertRefusesAll(Object closed, Class<?> type, Map<Class<?>, Object> arguments) {
        for (Method method : type.getMethods()) {
            if (method.getName().equals("close") || method.getName().equals("run")) {
                continue;
            }
            Object[] given = Arrays.stream(method.getParameterTypes())
                    .map(arguments::get)
                    .toArray();
            assertThatThrownBy(() -> method.invoke(closed, given))
                    .as(method.toString())
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    default void a_closed_connection_and_all_that_it_made_refuse_every_call() throws Exception {
        Connection connection = connect();
        Session session = connection.createSession();
        Queue queue = newQueue();
        MessageProducer producer = session.createProducer(queue);
        MessageConsumer consumer = session.createConsumer(queue);
        QueueBrowser browser = session.createBrowser(queue);
        Map<Class<?>, Object> arguments = arguments(session, queue);

        connection.close();

        assertRefusesAll(connection, Connection.class, arguments);
        assertRefusesAll(session, Session.class, arguments);
        assertRefusesAll(producer, MessageProducer.class, arguments);
        assertRefusesAll(consumer, MessageConsumer.class, arguments);
        assertRefusesAll(browser, QueueBrowser.class, arguments);
        connection.close();
        session.close();
        producer.close();
        consumer.close();
        browser.close();
    }

    @Test
    default void a_closed_session_of_the_queue_specific_api_and_all_that_it_made_refuse_every_call() throws Exception {
        QueueConnection connection = factory().createQueueConnection();
        QueueSession session = connection.createQueueSession(true, Session.SESSION_TRANSACTED);
        Queue queue = newQueue();
        QueueSender sender = session.createSender(queue);
        QueueReceiver receiver = session.createReceiver(queue);
        Map<Class<?>, Object> arguments = arguments(session, queue);

        session.close();

        assertRefusesAll(session, QueueSession.class, arguments);
        assertRefusesAll(sender, QueueSender.class, arguments);
        assertRefusesAll(receiver, QueueReceiver.class, arguments);
        connection.close();
        assertRefusesAll(connection, QueueConnection.class, arguments);
    }

    @Test
    default void a_closed_producer_and_a_closed_consumer_refuse_every_call_while_their_session_goes_on()
            throws Exception {
        Session session = session();
        Queue queue = newQueue();
        MessageProducer producer = session.createProducer(queue);
        MessageConsumer consumer = session.createConsumer(queue);
        Map<Class<?>, Object> arguments = arguments(session, queue);

        producer.close();
        consumer.close();

        assertRefusesAll(producer, MessageProducer.class, arguments);
        assertRefusesAll(consumer, MessageConsumer.class, arguments);
        session.createProducer(queue).send(session.createMessage());
        assertThat(session.createConsumer(queue).receive(SOON)).isNotNull();
    }
}
