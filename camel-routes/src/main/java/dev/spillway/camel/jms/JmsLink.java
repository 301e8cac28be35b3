/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;

/** A worker's connection, with one transacted session that consumes one queue. Used by one thread. */
final class JmsLink implements AutoCloseable {

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

    /** Takes what is there, until the intake is full; waits for the first, a millisecond at least. */
    void receive(Intake intake, Duration patience) throws JMSException {
        Message message = consumer.receive(Math.max(1, patience.toMillis())); // 0 would be for ever
        while (message != null) {
            intake.add(message);
            message = intake.isFull() ? null : consumer.receiveNoWait();
        }
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
