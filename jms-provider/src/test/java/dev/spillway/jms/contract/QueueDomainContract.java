/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, section 2.9: the API that is specific to queues. */
interface QueueDomainContract extends JmsFixture {

    /** What a queue session refuses whatever the topic is. */
    Topic ANY_TOPIC = () -> "prices";

    private QueueConnection queueConnection() throws JMSException {
        QueueConnection connection = factory().createQueueConnection();
        connection.start();
        return connection;
    }

    @Test
    default void a_sender_and_a_receiver_pass_a_message() throws JMSException {
        Queue queue = newQueue();
        QueueSession session = queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueSender sender = session.createSender(queue);
        QueueReceiver receiver = session.createReceiver(queue);

        sender.send(session.createTextMessage("by a sender"));

        Message message = receiver.receive(SOON);
        assertThat(message.getBody(String.class)).isEqualTo("by a sender");
        assertThat(sender.getQueue()).isEqualTo(queue);
        assertThat(receiver.getQueue()).isEqualTo(queue);
    }

    @Test
    default void a_sender_without_a_queue_is_given_one_with_each_message() throws JMSException {
        Queue queue = newQueue();
        QueueSession session = queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueSender sender = session.createSender(null);

        sender.send(queue, session.createTextMessage("first"));
        sender.send(queue, session.createTextMessage("second"), jakarta.jms.DeliveryMode.PERSISTENT, 9, 60_000);

        QueueReceiver receiver = session.createReceiver(queue);
        List<Integer> priorities = List.of(
                receiver.receive(SOON).getJMSPriority(), receiver.receive(SOON).getJMSPriority());
        assertThat(priorities).containsExactlyInAnyOrder(4, 9);
        assertThat(sender.getQueue()).isNull();
    }

    @Test
    default void a_queue_session_is_transacted_on_demand() throws JMSException {
        Queue queue = newQueue();
        QueueSession session = queueConnection().createQueueSession(true, Session.AUTO_ACKNOWLEDGE);
        session.createSender(queue).send(session.createTextMessage("committed"));

        session.commit();

        assertThat(session().createConsumer(queue).receive(SOON)).isNotNull();
    }

    @Test
    default void every_session_of_a_queue_connection_is_a_queue_session() throws JMSException {
        assertThat(queueConnection().createSession()).isInstanceOf(QueueSession.class);
    }

    @Test
    default void a_common_connection_and_its_sessions_can_be_cast_to_those_of_a_domain() throws JMSException {
        Queue queue = newQueue();
        Connection connection = connect();
        QueueSession session = (QueueSession) connection.createSession();
        session.createSender(queue).send(session.createTextMessage("by a cast"));
        QueueSession other = ((QueueConnection) connection).createQueueSession(false, Session.AUTO_ACKNOWLEDGE);

        assertThat(texts(other.createReceiver(queue), 1)).containsExactly("by a cast");
        assertThat(other.createTopic("prices").getTopicName()).isEqualTo("prices");
        assertThat(((TopicConnection) connection).createTopicSession(false, Session.AUTO_ACKNOWLEDGE))
                .isNotNull();
    }

    @Test
    default void a_queue_session_has_no_topics() throws JMSException {
        QueueConnection connection = queueConnection();
        QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        List<ThrowingCallable> calls = List.of(
                () -> session.createTopic("prices"),
                session::createTemporaryTopic,
                () -> session.createDurableSubscriber(ANY_TOPIC, "name"),
                () -> session.createDurableConsumer(ANY_TOPIC, "name"),
                () -> session.createSharedConsumer(ANY_TOPIC, "name"),
                () -> session.createSharedDurableConsumer(ANY_TOPIC, "name"),
                () -> session.unsubscribe("name"),
                () -> ((TopicSession) session).createSubscriber(ANY_TOPIC),
                () -> ((TopicSession) session).createPublisher(ANY_TOPIC),
                () -> ((TopicConnection) connection).createTopicSession(false, Session.AUTO_ACKNOWLEDGE),
                () -> ((TopicConnection) connection).createConnectionConsumer(ANY_TOPIC, null, null, 1),
                () -> connection.createDurableConnectionConsumer(ANY_TOPIC, "name", null, null, 1),
                () -> connection.createSharedConnectionConsumer(ANY_TOPIC, "name", null, null, 1),
                () -> connection.createSharedDurableConnectionConsumer(ANY_TOPIC, "name", null, null, 1));

        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("topics"));
    }

    @Test
    default void a_closed_queue_session_refuses_as_any_session() throws JMSException {
        Queue queue = newQueue();
        QueueSession session = queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueReceiver receiver = session.createReceiver(queue);
        session.close();

        assertThatThrownBy(receiver::getQueue).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.createSender(queue)).isInstanceOf(IllegalStateException.class);
    }
}
