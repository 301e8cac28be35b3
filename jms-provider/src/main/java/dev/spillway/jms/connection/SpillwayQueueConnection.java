/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.connection;

import dev.spillway.jms.session.SessionSettings;
import dev.spillway.jms.session.SpillwayQueueSession;
import dev.spillway.jms.session.SpillwaySession;
import dev.spillway.jms.transport.Transport;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Topic;
import jakarta.jms.TopicSession;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A connection of the queue-specific API: all its sessions are queue sessions (Jakarta Messaging 3.1, section 2.9). */
public final class SpillwayQueueConnection extends SpillwayConnection {

    /**
     * @param connect makes the transport, given whom to tell of its failures
     * @param settings what its sessions are set to
     * @param callbacks runs completion listeners and the exception listener; application code may block in them
     * @param onClose run once, when the connection is closed
     */
    public SpillwayQueueConnection(
            Function<Consumer<JMSException>, Transport> connect,
            SessionSettings settings,
            Executor callbacks,
            Consumer<SpillwayConnection> onClose) {
        super(connect, settings, callbacks, onClose);
    }

    @Override
    SpillwaySession newSession(int mode) throws JMSException {
        return new SpillwayQueueSession(this, mode);
    }

    private IllegalStateException onlyQueues() throws JMSException {
        requireOpen();
        return new IllegalStateException("a QueueConnection has no topics; create a Connection");
    }

    @Override
    public TopicSession createTopicSession(boolean transacted, int mode) throws JMSException {
        throw onlyQueues();
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            Topic topic, @Nullable String selector, ServerSessionPool pool, int maxMessages) throws JMSException {
        throw onlyQueues();
    }

    @Override
    public ConnectionConsumer createSharedConnectionConsumer(
            Topic topic, String name, @Nullable String selector, ServerSessionPool pool, int maxMessages)
            throws JMSException {
        throw onlyQueues();
    }

    @Override
    public ConnectionConsumer createDurableConnectionConsumer(
            Topic topic, String name, @Nullable String selector, ServerSessionPool pool, int maxMessages)
            throws JMSException {
        throw onlyQueues();
    }

    @Override
    public ConnectionConsumer createSharedDurableConnectionConsumer(
            Topic topic, String name, @Nullable String selector, ServerSessionPool pool, int maxMessages)
            throws JMSException {
        throw onlyQueues();
    }
}
