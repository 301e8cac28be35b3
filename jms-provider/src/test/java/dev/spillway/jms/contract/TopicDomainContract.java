/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, section 2.9: the API that is specific to topics, as far as it goes without them. */
interface TopicDomainContract extends JmsFixture {

    private TopicConnection topicConnection() throws JMSException {
        TopicConnection connection = factory().createTopicConnection();
        connection.start();
        return connection;
    }

    @Test
    default void a_topic_connection_connects_and_its_sessions_are_topic_sessions() throws JMSException {
        TopicConnection connection = topicConnection();

        assertThat(connection.getMetaData().getJMSVersion()).isEqualTo("3.1");
        assertThat(connection.createSession()).isInstanceOf(TopicSession.class);
        TopicSession session = connection.createTopicSession(true, Session.AUTO_ACKNOWLEDGE);
        assertThat(session.getTransacted()).isTrue();
        assertThat(session.createTopic("prices").getTopicName()).isEqualTo("prices");
        assertThat(session.createTextMessage("text").getText()).isEqualTo("text");
    }

    @Test
    default void a_topic_session_says_that_topics_are_not_there_yet() throws JMSException {
        TopicConnection connection = topicConnection();
        TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("prices");
        List<ThrowingCallable> calls = List.of(
                () -> session.createSubscriber(topic),
                () -> session.createSubscriber(topic, "price > 5", true),
                () -> session.createDurableSubscriber(topic, "name"),
                () -> session.createPublisher(topic),
                () -> session.createPublisher(null),
                () -> session.createConsumer(topic),
                () -> session.createProducer(topic),
                session::createTemporaryTopic,
                () -> session.unsubscribe("name"),
                () -> connection.createConnectionConsumer(topic, null, null, 1),
                () -> connection.createDurableConnectionConsumer(topic, "name", null, null, 1));

        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(JMSException.class)
                        .hasMessageContaining("not supported yet"));
    }

    @Test
    default void a_topic_session_has_no_queues() throws JMSException {
        Queue queue = newQueue();
        TopicConnection connection = topicConnection();
        TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        List<ThrowingCallable> calls = List.of(
                () -> ((QueueConnection) connection).createQueueSession(false, Session.AUTO_ACKNOWLEDGE),
                () -> ((QueueConnection) connection).createConnectionConsumer(queue, null, null, 1),
                () -> ((QueueSession) session).createReceiver(queue),
                () -> ((QueueSession) session).createSender(queue),
                () -> session.createQueue("orders"),
                () -> session.createBrowser(queue),
                () -> session.createBrowser(queue, "a = 1"),
                session::createTemporaryQueue,
                () -> session.createConsumer(queue),
                () -> session.createProducer(queue));

        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("queues"));
    }
}
