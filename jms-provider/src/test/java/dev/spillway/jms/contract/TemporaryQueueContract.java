/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueRequestor;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, section 6.2.2: temporary queues, and requests that are replied to. */
interface TemporaryQueueContract extends JmsFixture {

    /** Replies to each request with its text in capitals, on a connection of its own. */
    private void givenReplier(Queue queue) throws JMSException {
        Session session = session();
        session.createConsumer(queue).setMessageListener(request -> {
            try {
                Message reply =
                        session.createTextMessage(request.getBody(String.class).toUpperCase());
                reply.setJMSCorrelationID(request.getJMSMessageID());
                session.createProducer(request.getJMSReplyTo()).send(reply);
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    default void a_reply_comes_to_the_temporary_queue_that_the_request_names() throws JMSException {
        Queue queue = newQueue();
        givenReplier(queue);
        Session session = session();
        TemporaryQueue replies = session.createTemporaryQueue();
        Message request = session.createTextMessage("hello");
        request.setJMSReplyTo(replies);

        session.createProducer(queue).send(request);

        Message reply = session.createConsumer(replies).receive(SOON);
        assertThat(reply.getBody(String.class)).isEqualTo("HELLO");
        assertThat(reply.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
        assertThat(reply.getJMSDestination()).isEqualTo(replies);
    }

    @Test
    default void a_requestor_gets_its_reply() throws JMSException {
        Queue queue = newQueue();
        givenReplier(queue);
        try (QueueConnection connection = factory().createQueueConnection()) {
            connection.start();
            QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
            QueueRequestor requestor = new QueueRequestor(session, queue);

            Message reply = requestor.request(session.createTextMessage("ping"));

            assertThat(reply.getBody(String.class)).isEqualTo("PING");
            requestor.close();
        }
    }

    @Test
    default void the_receiver_of_a_request_sees_a_temporary_queue_which_only_its_connection_reads_and_deletes()
            throws JMSException {
        Queue queue = newQueue();
        Session session = session();
        Message request = session.createTextMessage("hello");
        request.setJMSReplyTo(session.createTemporaryQueue());
        session.createProducer(queue).send(request);
        Session other = session();

        Message received = other.createConsumer(queue).receive(SOON);

        assertThat(received.getJMSReplyTo()).isInstanceOf(TemporaryQueue.class).isEqualTo(request.getJMSReplyTo());
        assertThatThrownBy(() -> other.createConsumer(received.getJMSReplyTo()))
                .isInstanceOf(InvalidDestinationException.class)
                .hasMessageContaining("only that connection");
        assertThatThrownBy(((TemporaryQueue) received.getJMSReplyTo())::delete).isInstanceOf(JMSException.class);
    }

    @Test
    default void a_temporary_queue_is_deleted_once_nobody_receives_from_it() throws JMSException {
        Connection connection = connect("createDestinations=true");
        Session session = connection.createSession();
        TemporaryQueue queue = session.createTemporaryQueue();
        MessageConsumer consumer = session.createConsumer(queue);
        assertThatThrownBy(queue::delete).isInstanceOf(IllegalStateException.class);

        consumer.close();
        queue.delete();
        queue.delete();

        assertThatThrownBy(() -> session.createProducer(queue)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createConsumer(queue)).isInstanceOf(InvalidDestinationException.class);
        assertThat(session.createTemporaryQueue()).isNotEqualTo(queue);
    }

    @Test
    default void a_temporary_queue_ends_with_its_connection_and_not_with_its_session() throws JMSException {
        Connection connection = connect();
        Session first = connection.createSession();
        TemporaryQueue queue = first.createTemporaryQueue();
        first.close();
        Session second = connection.createSession();
        second.createProducer(queue).send(second.createTextMessage("still there"));
        assertThat(second.createConsumer(queue).receive(SOON)).isNotNull();

        connection.close();

        Session other = connect("pollers=1").createSession();
        assertThatThrownBy(() -> other.createProducer(queue)).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    default void a_context_makes_temporary_queues() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        TemporaryQueue queue = context.createTemporaryQueue();

        context.createProducer().send(queue, "to myself");

        assertThat(context.createConsumer(queue).receiveBody(String.class, SOON))
                .isEqualTo("to myself");
    }
}
