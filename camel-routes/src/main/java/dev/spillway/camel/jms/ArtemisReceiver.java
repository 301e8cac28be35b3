/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.time.Duration;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQInterruptedException;
import org.apache.activemq.artemis.api.core.QueueAttributes;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.jspecify.annotations.Nullable;

/**
 * By Artemis's core client, whose consumers have a window each, in bytes, of what the broker may send before it is asked for.
 * With 0, each message costs two round trips; else the next batch is there once one is committed.
 */
final class ArtemisReceiver implements Receiver {

    /** The most that is fetched ahead: a batch of 100 messages of 1 KiB. */
    static final int MAX_WINDOW = 131_072;

    private static final int NO_RATE = -1;

    private final ActiveMQConnectionFactory factory;
    private final ClientSession session;
    private final ActiveMQDestination queue;
    private final int window;
    private ClientConsumer consumer;
    private boolean ahead;

    private ArtemisReceiver(ActiveMQConnectionFactory factory, ClientSession session, ActiveMQDestination queue)
            throws ActiveMQException {
        this.factory = factory;
        this.session = session;
        this.queue = queue;
        int configured = factory.getConsumerWindowSize();
        this.window = configured < 0 ? MAX_WINDOW : Math.min(MAX_WINDOW, configured);
        this.consumer = consumer(session, queue, 0);
    }

    /** Takes the place of the consumer, which has made the queue where the broker lets it; or is it, where that is not to be had. */
    static Receiver insteadOf(MessageConsumer consumer, ConnectionFactory factory, Session session, Queue queue)
            throws JMSException {
        if (!(factory instanceof ActiveMQConnectionFactory options)
                || !(session instanceof ActiveMQSession artemis)
                || !(queue instanceof ActiveMQDestination destination)
                || artemis.isEnable1xPrefixes()) {
            return new ByApi(consumer);
        }
        try {
            Receiver receiver = new ArtemisReceiver(options, artemis.getCoreSession(), destination);
            consumer.close();
            return receiver;
        } catch (ActiveMQException | ActiveMQInterruptedException failure) {
            throw failed(destination, failure);
        }
    }

    @Override
    public @Nullable Message receive(Duration patience) throws JMSException {
        try {
            return read(consumer.receive(Math.max(1, patience.toMillis()))); // 0 would be for ever
        } catch (ActiveMQException | ActiveMQInterruptedException failure) {
            throw failed(queue, failure);
        }
    }

    @Override
    public @Nullable Message receiveNoWait() throws JMSException {
        try {
            return read(consumer.receiveImmediate());
        } catch (ActiveMQException | ActiveMQInterruptedException failure) {
            throw failed(queue, failure);
        }
    }

    /** The message, acknowledged as part of the transaction. */
    private @Nullable Message read(@Nullable ClientMessage received) throws ActiveMQException {
        if (received == null) {
            return null;
        }
        if (received.getRoutingType() == null) {
            received.setRoutingType(RoutingType.ANYCAST);
        }
        ActiveMQMessage message = ActiveMQMessage.createMessage(received, session, factory);
        message.doBeforeReceive();
        received.acknowledge();
        return message;
    }

    /** The new consumer is there before the other one closes: a queue that nobody consumes might be deleted. */
    @Override
    public void prefetch(boolean wanted) throws JMSException {
        if (wanted == ahead || window == 0) {
            return;
        }
        try {
            ClientConsumer before = consumer;
            consumer = consumer(session, queue, wanted ? window : 0);
            before.close();
            ahead = wanted;
        } catch (ActiveMQException | ActiveMQInterruptedException failure) {
            throw failed(queue, failure);
        }
    }

    private static ClientConsumer consumer(ClientSession session, ActiveMQDestination queue, int window)
            throws ActiveMQException {
        QueueAttributes attributes = queue.getQueueAttributes();
        Integer priority = attributes == null ? null : attributes.getConsumerPriority();
        return session.createConsumer(
                queue.getSimpleAddress(), null, priority == null ? 0 : priority, window, NO_RATE, false);
    }

    private static JMSException failed(ActiveMQDestination queue, Exception failure) {
        JMSException failed = new JMSException("receiving from " + queue.getName() + ": " + failure.getMessage());
        failed.initCause(failure);
        return failed;
    }
}
