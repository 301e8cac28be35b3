/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Duration;

/**
 * A worker's connection, with one transacted session that consumes one queue. After a transaction of messages none of which was
 * delivered before, it fetches ahead: what a process died of goes alone, and no other is to be held when it dies again. Used
 * by one thread.
 */
final class JmsLink implements AutoCloseable {

    private final Connection connection;
    private final Session session;
    private final Receiver receiver;
    private final DeadLetters deadLetters;
    private boolean redelivered;

    private JmsLink(Connection connection, Session session, Receiver receiver, DeadLetters deadLetters) {
        this.connection = connection;
        this.session = session;
        this.receiver = receiver;
        this.deadLetters = deadLetters;
    }

    static JmsLink open(ConsumerSettings settings) throws JMSException {
        ConnectionFactory factory = settings.connectionFactory();
        Connection connection = factory.createConnection();
        try {
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            Receiver receiver = Receiver.of(factory, session, session.createQueue(settings.queue()));
            DeadLetters deadLetters = new DeadLetters(session, settings.queue(), settings.deadLetterQueue());
            connection.start();
            return new JmsLink(connection, session, receiver, deadLetters);
        } catch (JMSException | RuntimeException e) {
            closeAfter(connection, e);
            throw e;
        }
    }

    /** Takes what is there, until the intake is full; waits for the first, a millisecond at least. */
    void receive(Intake intake, Duration patience) throws JMSException {
        Message message = receiver.receive(patience);
        while (message != null) {
            intake.add(message);
            message = intake.isFull() ? null : receiver.receiveNoWait();
        }
        redelivered |= intake.isRedelivered();
    }

    /** Sends a message to the dead-letter queue, as part of the transaction that received it. */
    void deadLetter(Message message, String reason) throws JMSException {
        deadLetters.send(message, reason);
    }

    void commit() throws JMSException {
        session.commit();
        receiver.prefetch(!redelivered);
        redelivered = false;
    }

    void rollback() throws JMSException {
        session.rollback();
        receiver.prefetch(false);
        redelivered = false;
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
