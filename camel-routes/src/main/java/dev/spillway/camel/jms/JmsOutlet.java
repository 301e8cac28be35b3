/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.camel.message.JmsMessages;
import dev.spillway.camel.message.MessageIds;
import dev.spillway.mapping.MappedMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A connection with one transacted session that sends to one queue. Used by one thread at a time. */
final class JmsOutlet implements AutoCloseable {

    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;
    private final JmsMessages messages;

    private JmsOutlet(Connection connection, Session session, MessageProducer producer, JmsMessages messages) {
        this.connection = connection;
        this.session = session;
        this.producer = producer;
        this.messages = messages;
    }

    static JmsOutlet open(ConnectionFactory factory, String queue, JmsMessages messages) throws JMSException {
        Connection connection = factory.createConnection();
        try {
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            return new JmsOutlet(connection, session, session.createProducer(session.createQueue(queue)), messages);
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
        List<BatchMessage> sent = new ArrayList<>();
        Set<String> broken = new HashSet<>();
        for (BatchMessage message : batch.messages()) {
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
        MappedMessage content;
        Message written;
        try {
            content = MessageIds.arriving(message.content(), message.id());
            written = messages.write(content, session);
            if (message.groupId() != null && !content.properties().containsKey(JmsMessages.GROUP_ID)) {
                written.setStringProperty(JmsMessages.GROUP_ID, message.groupId());
            }
        } catch (JMSException | RuntimeException unsuited) {
            session.createMessage(); // fails where it is the session that is to blame, not the message
            message.refuse(unsuited.toString());
            return false;
        }
        var headers = content.headers();
        producer.send(written, written.getJMSDeliveryMode(), headers.priority(), timeToLive(headers.expiration()));
        return true;
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
