/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;

/** A session of the queue-specific API, which knows no topics (Jakarta Messaging 3.1, section 2.9). */
public final class SpillwayQueueSession extends SpillwaySession {

    /** @throws JMSException if the mode is not supported */
    public SpillwayQueueSession(SessionHost host, int mode) throws JMSException {
        super(host, mode);
    }

    private static IllegalStateException onlyQueues() {
        return new IllegalStateException("a QueueSession has no topics; create a Session from a Connection");
    }

    @Override
    public Topic createTopic(String name) throws JMSException {
        requireOpen();
        throw onlyQueues();
    }

    @Override
    public TemporaryTopic createTemporaryTopic() throws JMSException {
        requireOpen();
        throw onlyQueues();
    }

    @Override
    public TopicSubscriber createSubscriber(Topic topic, @Nullable String selector, boolean noLocal)
            throws JMSException {
        requireOpen();
        throw onlyQueues();
    }

    @Override
    public TopicPublisher createPublisher(@Nullable Topic topic) throws JMSException {
        requireOpen();
        throw onlyQueues();
    }

    @Override
    public MessageConsumer createSharedConsumer(Topic topic, String name, @Nullable String selector)
            throws JMSException {
        requireOpen();
        throw onlyQueues();
    }

    @Override
    public TopicSubscriber createDurableSubscriber(Topic topic, String name, @Nullable String selector, boolean noLocal)
            throws JMSException {
        requireOpen();
        throw onlyQueues();
    }

    @Override
    public MessageConsumer createDurableConsumer(Topic topic, String name, @Nullable String selector, boolean noLocal)
            throws JMSException {
        requireOpen();
        throw onlyQueues();
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(Topic topic, String name, @Nullable String selector)
            throws JMSException {
        requireOpen();
        throw onlyQueues();
    }

    @Override
    public void unsubscribe(String name) throws JMSException {
        requireOpen();
        throw onlyQueues();
    }
}
