/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spillway.jms.SpillwayConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** The provider in a pool of connections, sessions and producers. */
class PooledJmsTest {

    @TempDir
    Path data;

    private SpillwayConnectionFactory factory;
    private final JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();

    @BeforeEach
    void open() {
        factory = new SpillwayConnectionFactory("spillway:embedded?data=" + data + "&createDestinations=true");
        pool.setConnectionFactory(factory);
    }

    @AfterEach
    void close() {
        pool.stop();
        factory.close();
    }

    @Test
    void connections_and_sessions_are_used_again_and_again() throws JMSException {
        for (int i = 0; i < 5; i++) {
            try (Connection connection = pool.createConnection()) {
                connection.start();
                Session session = connection.createSession();
                Queue queue = session.createQueue("orders");
                session.createProducer(queue).send(session.createTextMessage("order " + i));

                assertThat(session.createConsumer(queue).receive(10_000).getBody(String.class))
                        .isEqualTo("order " + i);
            }
        }

        assertThat(pool.getNumConnections()).isEqualTo(1);
    }

    @Test
    void the_queue_specific_api_goes_through_the_pool() throws JMSException {
        try (QueueConnection connection = pool.createQueueConnection()) {
            connection.start();
            QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue("orders");
            session.createSender(queue).send(session.createTextMessage("order"));

            assertThat(session.createReceiver(queue).receive(10_000).getBody(String.class))
                    .isEqualTo("order");
        }
    }

    @Test
    void what_was_not_committed_is_rolled_back_when_the_session_goes_back_to_the_pool() throws JMSException {
        try (Connection connection = pool.createConnection()) {
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            Queue queue = session.createQueue("orders");
            session.createProducer(queue).send(session.createTextMessage("forgotten"));
        }

        try (Connection connection = pool.createConnection()) {
            connection.start();
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            Queue queue = session.createQueue("orders");
            session.createProducer(queue).send(session.createTextMessage("committed"));
            session.commit();
            MessageConsumer consumer = session.createConsumer(queue);
            assertThat(consumer.receive(10_000).getBody(String.class)).isEqualTo("committed");
            session.commit();
            assertThat(consumer.receive(300)).isNull();
        }
    }

    @Test
    void a_context_of_the_pool_sends_and_receives() throws JMSException {
        // the pool knows neither receiveBody nor the context's acknowledge
        try (JMSContext context = pool.createContext(JMSContext.CLIENT_ACKNOWLEDGE)) {
            Queue queue = context.createQueue("orders");
            context.createProducer().setProperty("n", 1).send(queue, "order");

            Message received = context.createConsumer(queue).receive(10_000);
            assertThat(received.getBody(String.class)).isEqualTo("order");
            received.acknowledge();
        }
    }

    @Test
    void what_went_back_to_the_pool_is_closed_for_its_user() throws JMSException {
        Connection connection = pool.createConnection();
        Session session = connection.createSession();
        connection.close();

        assertThatThrownBy(session::createTextMessage).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(connection::start).isInstanceOf(IllegalStateException.class);
    }
}
