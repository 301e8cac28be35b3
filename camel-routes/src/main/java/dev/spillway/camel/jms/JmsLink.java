/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;

/** A worker's connection, with one transacted session that consumes one queue. Used by one thread. */
final class JmsLink implements AutoCloseable {

    private static final long WAIT_MILLIS = 500;

    private final Connection connection;
    private final Session session;
    private final MessageConsumer consumer;
    private final DeadLetters deadLetters;

    private JmsLink(Connection connection, Session session, MessageConsumer consumer, DeadLetters deadLetters) {
        this.connection = connection;
        this.session = session;
        this.consumer = consumer;
        this.deadLetters = deadLetters;
    }

    static JmsLink open(ConsumerSettings settings) throws JMSException {
        Connection connection = settings.connectionFactory().createConnection();
        try {
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(settings.queue()));
            DeadLetters deadLetters = new DeadLetters(session, settings.queue(), settings.deadLetterQueue());
            connection.start();
            return new JmsLink(connection, session, consumer, deadLetters);
        } catch (JMSException | RuntimeException e) {
            closeAfter(connection, e);
            throw e;
        }
    }

    /** What is there, up to a number; waits a moment for the first. */
    List<Message> receive(int max) throws JMSException {
        List<Message> messages = new ArrayList<>();
        Message message = consumer.receive(WAIT_MILLIS);
        while (message != null) {
            messages.add(message);
            message = messages.size() < max ? consumer.receiveNoWait() : null;
        }
        return messages;
    }

    /** Sends a message to the dead-letter queue, as part of the transaction that received it. */
    void deadLetter(Message message, String reason) throws JMSException {
        deadLetters.send(message, reason);
    }

    void commit() throws JMSException {
        session.commit();
    }

    void rollback() throws JMSException {
        session.rollback();
    }

    /** Rolls back what is not committed. */
    @Override
    public void close() throws JMSException {
        connection.close();
    }

    private static void closeAfter(Connection connection, Exception failure) {
        try {
            connection.close();
        } catch (JMSException e) {
            failure.addSuppressed(e);
        }
    }
}
