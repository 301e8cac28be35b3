/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.connection;

import dev.spillway.jms.session.SessionSettings;
import dev.spillway.jms.session.SpillwaySession;
import dev.spillway.jms.session.SpillwayTopicSession;
import dev.spillway.jms.transport.Transport;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the topic-specific API: all its sessions are topic sessions (Jakarta Messaging 3.1, section 2.9). It
 * connects; topics are refused so far.
 */
public final class SpillwayTopicConnection extends SpillwayConnection {

    /**
     * @param connect makes the transport, given whom to tell of its failures
     * @param settings what its sessions are set to
     * @param callbacks runs completion listeners and the exception listener; application code may block in them
     * @param onClose run once, when the connection is closed
     */
    public SpillwayTopicConnection(
            Function<Consumer<JMSException>, Transport> connect,
            SessionSettings settings,
            Executor callbacks,
            Consumer<SpillwayConnection> onClose) {
        super(connect, settings, callbacks, onClose);
    }

    @Override
    SpillwaySession newSession(int mode) throws JMSException {
        return new SpillwayTopicSession(this, mode);
    }

    private IllegalStateException onlyTopics() throws JMSException {
        requireOpen();
        return new IllegalStateException("a TopicConnection has no queues; create a Connection");
    }

    @Override
    public QueueSession createQueueSession(boolean transacted, int mode) throws JMSException {
        throw onlyTopics();
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            Queue queue, @Nullable String selector, ServerSessionPool pool, int maxMessages) throws JMSException {
        throw onlyTopics();
    }
}
