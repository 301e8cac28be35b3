/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.destination.Destinations;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;

/**
 * A session of the topic-specific API, which knows no queues (Jakarta Messaging 3.1, section 2.9). Topics are refused so
 * far, so all that it does is to make messages.
 */
public final class SpillwayTopicSession extends SpillwaySession implements TopicSession {

    /** @throws JMSException if the mode is not supported */
    public SpillwayTopicSession(SessionHost host, int mode) throws JMSException {
        super(host, mode);
    }

    @Override
    public TopicSubscriber createSubscriber(Topic topic) throws JMSException {
        return createSubscriber(topic, null, false);
    }

    @Override
    public TopicSubscriber createSubscriber(Topic topic, @Nullable String selector, boolean noLocal)
            throws JMSException {
        requireOpen();
        throw Destinations.noTopics(topic);
    }

    @Override
    public TopicPublisher createPublisher(@Nullable Topic topic) throws JMSException {
        requireOpen();
        throw topic == null ? NotSupported.yet("topics") : Destinations.noTopics(topic);
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
