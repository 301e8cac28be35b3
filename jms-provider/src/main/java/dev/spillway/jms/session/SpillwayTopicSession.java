/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.TemporaryQueue;
import org.jspecify.annotations.Nullable;

/**
 * A session of the topic-specific API, which knows no queues (Jakarta Messaging 3.1, section 2.9). Topics are refused so
 * far, so all that it does is to make messages.
 */
public final class SpillwayTopicSession extends SpillwaySession {

    /** @throws JMSException if the mode is not supported */
    public SpillwayTopicSession(SessionHost host, int mode) throws JMSException {
        super(host, mode);
    }

    private JMSException onlyTopics() throws JMSException {
        requireOpen();
        return new IllegalStateException("a TopicSession has no queues; create a Session from a Connection");
    }

    private void requireNoQueue(@Nullable Destination destination) throws JMSException {
        if (destination instanceof Queue) {
            throw onlyTopics();
        }
    }

    @Override
    public MessageProducer createProducer(@Nullable Destination destination) throws JMSException {
        requireNoQueue(destination);
        return super.createProducer(destination);
    }

    @Override
    public MessageConsumer createConsumer(Destination destination, @Nullable String selector, boolean noLocal)
            throws JMSException {
        requireNoQueue(destination);
        return super.createConsumer(destination, selector, noLocal);
    }

    @Override
    public QueueSender createSender(@Nullable Queue queue) throws JMSException {
        throw onlyTopics();
    }

    @Override
    public QueueReceiver createReceiver(Queue queue, @Nullable String selector) throws JMSException {
        throw onlyTopics();
    }

    @Override
    public Queue createQueue(String name) throws JMSException {
        throw onlyTopics();
    }

    @Override
    public QueueBrowser createBrowser(Queue queue, @Nullable String selector) throws JMSException {
        throw onlyTopics();
    }

    @Override
    public TemporaryQueue createTemporaryQueue() throws JMSException {
        throw onlyTopics();
    }
}
