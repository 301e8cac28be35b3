/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.camel.jms.Addressing.Addressed;
import dev.spillway.camel.message.JmsMessages;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A connection with one transacted session that sends. Used by one thread at a time. */
final class JmsOutlet implements AutoCloseable {

    private final Connection connection;
    private final Session session;
    private final Addressing addressing;
    private final MessageProducer producer;
    private final JmsMessages messages;

    private JmsOutlet(
            Connection connection,
            Session session,
            Addressing addressing,
            MessageProducer producer,
            JmsMessages messages) {
        this.connection = connection;
        this.session = session;
        this.addressing = addressing;
        this.producer = producer;
        this.messages = messages;
    }

    static JmsOutlet open(ConnectionFactory factory, Addressing addressing, JmsMessages messages) throws JMSException {
        Connection connection = factory.createConnection();
        try {
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            MessageProducer producer = session.createProducer(addressing.destination(session));
            return new JmsOutlet(connection, session, addressing, producer, messages);
        } catch (JMSException | RuntimeException e) {
            try {
                connection.close();
            } catch (JMSException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    /**
     * Sends what is open in the batch in one transaction. What the provider does not take as its message is refused, and
     * the rest of its group skipped where groups wait.
     *
     * @throws JMSException if the broker does not take the transaction: then nothing was sent, or, where the commit's answer
     *     was lost, all of it; what was not refused or skipped stays open
     */
    void send(Batch batch) throws JMSException {
        send(batch, batch.messages());
    }

    /**
     * Sends what is open in the batch, each message in a transaction of its own, so that one which its own destination does
     * not take is refused alone.
     *
     * @throws JMSException if the broker does not take one for another reason; that and what follows stays open
     */
    void sendApart(Batch batch) throws JMSException {
        List<BatchMessage> all = batch.messages();
        for (int i = 0; i < all.size(); i++) {
            BatchMessage message = all.get(i);
            if (message.state() != BatchMessage.State.OPEN) {
                continue;
            }
            try {
                send(batch, all.subList(0, i + 1));
            } catch (InvalidDestinationException | JMSSecurityException ownDestination) {
                session.rollback();
                message.refuse(ownDestination.toString());
            }
        }
    }

    private void send(Batch batch, List<BatchMessage> first) throws JMSException {
        List<BatchMessage> sent = new ArrayList<>();
        Set<String> broken = new HashSet<>();
        for (BatchMessage message : first) {
            String group = batch.groupsWait() ? message.groupId() : null;
            if (message.state() != BatchMessage.State.OPEN) {
                if (group != null && message.state() != BatchMessage.State.ACCEPTED) {
                    broken.add(group);
                }
            } else if (group != null && broken.contains(group)) {
                message.skip("a message before it in group " + group + " did not cross");
            } else if (send(message)) {
                sent.add(message);
            } else if (group != null) {
                broken.add(group);
            }
        }
        session.commit();
        sent.forEach(BatchMessage::accept);
    }

    private boolean send(BatchMessage message) throws JMSException {
        Addressed addressed;
        try {
            addressed = addressing.address(message.content(), message.id(), session);
        } catch (InvalidDestinationException | MessageFormatException nowhere) {
            message.refuse(String.valueOf(nowhere.getMessage()));
            return false;
        }
        Message written = write(message, addressed);
        if (written == null) {
            return false;
        }
        var headers = addressed.content().headers();
        Destination destination = addressed.destination();
        int mode = written.getJMSDeliveryMode();
        long timeToLive = timeToLive(headers.expiration());
        if (destination == null) {
            producer.send(written, mode, headers.priority(), timeToLive);
        } else {
            producer.send(destination, written, mode, headers.priority(), timeToLive);
        }
        return true;
    }

    /** The message as the provider's; {@code null} if it was refused, since the provider does not take it. */
    private @Nullable Message write(BatchMessage message, Addressed addressed) throws JMSException {
        try {
            Message written = messages.write(addressed.content(), session);
            if (message.groupId() != null && !addressed.content().properties().containsKey(JmsMessages.GROUP_ID)) {
                written.setStringProperty(JmsMessages.GROUP_ID, message.groupId());
            }
            return written;
        } catch (JMSException | RuntimeException unsuited) {
            session.createMessage(); // fails where it is the session that is to blame, not the message
            message.refuse(unsuited.toString());
            return null;
        }
    }

    /** One that has expired goes too: what becomes of it is the broker's rule. */
    private static long timeToLive(long expiration) {
        return expiration == 0 ? Message.DEFAULT_TIME_TO_LIVE : Math.max(1, expiration - System.currentTimeMillis());
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
