/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.connection;

import dev.spillway.jms.session.Await;
import dev.spillway.jms.session.NotSupported;
import dev.spillway.jms.session.SessionHost;
import dev.spillway.jms.session.SessionSettings;
import dev.spillway.jms.session.SpillwayConnectionConsumer;
import dev.spillway.jms.session.SpillwaySession;
import dev.spillway.jms.session.TemporaryQueues;
import dev.spillway.jms.transport.Transport;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection (Jakarta Messaging 3.1, section 6.1): sessions that share a transport. It is of each kind, as those of other
 * providers are: applications cast it.
 */
public sealed class SpillwayConnection implements QueueConnection, TopicConnection, SessionHost
        permits SpillwayQueueConnection, SpillwayTopicConnection {

    private static final Logger LOG = LoggerFactory.getLogger(SpillwayConnection.class);

    private final Transport transport;
    private final SessionSettings settings;
    private final Executor callbacks;
    private final Consumer<SpillwayConnection> onClose;
    private final TemporaryQueues temporaryQueues;
    private final Set<SpillwayConnectionConsumer> connectionConsumers = ConcurrentHashMap.newKeySet();
    private final Set<SpillwaySession> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Object exceptionLock = new Object();
    /** Complete when the exception listener has returned: it is called once at a time (setExceptionListener). */
    private CompletableFuture<Void> lastException = CompletableFuture.allOf();

    private volatile boolean started;
    private volatile boolean used;
    private volatile @Nullable String clientId;
    private volatile @Nullable ExceptionListener exceptionListener;

    /**
     * @param connect makes the transport, given whom to tell of its failures
     * @param settings what its sessions are set to
     * @param callbacks runs completion listeners and the exception listener; application code may block in them
     * @param onClose run once, when the connection is closed
     */
    public SpillwayConnection(
            Function<Consumer<JMSException>, Transport> connect,
            SessionSettings settings,
            Executor callbacks,
            Consumer<SpillwayConnection> onClose) {
        this.settings = settings;
        this.callbacks = callbacks;
        this.onClose = onClose;
        this.transport = connect.apply(this::failed);
        this.temporaryQueues = new TemporaryQueues(transport);
    }

    private void failed(JMSException failure) {
        ExceptionListener listener = exceptionListener;
        if (listener != null) {
            synchronized (exceptionLock) {
                lastException = lastException.thenRunAsync(() -> tell(listener, failure), callbacks);
            }
        }
    }

    private static void tell(ExceptionListener listener, JMSException failure) {
        try {
            listener.onException(failure);
        } catch (Throwable e) {
            LOG.warn("the ExceptionListener threw", e);
        }
    }

    /** A listener that runs while its connection closes goes on using it: the close waits for it (Connection.close). */
    final void requireOpen() throws JMSException {
        if (closed.get() && sessions.stream().noneMatch(SpillwaySession::isInListener)) {
            throw new IllegalStateException("the connection is closed");
        }
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public TemporaryQueues temporaryQueues() {
        return temporaryQueues;
    }

    @Override
    public boolean isStarted() {
        return started;
    }

    @Override
    public SessionSettings settings() {
        return settings;
    }

    @Override
    public Executor callbacks() {
        return callbacks;
    }

    @Override
    public void used() {
        used = true;
    }

    @Override
    public void closed(SpillwaySession session) {
        sessions.remove(session);
    }

    @Override
    public QueueSession createQueueSession(boolean transacted, int mode) throws JMSException {
        return createSession(transacted, mode);
    }

    @Override
    public TopicSession createTopicSession(boolean transacted, int mode) throws JMSException {
        return createSession(transacted, mode);
    }

    @Override
    public Session createSession() throws JMSException {
        return createSession(Session.AUTO_ACKNOWLEDGE);
    }

    @Override
    public Session createSession(int mode) throws JMSException {
        used = true;
        return open(mode);
    }

    @Override
    public SpillwaySession createSession(boolean transacted, int mode) throws JMSException {
        if (!transacted && mode == Session.SESSION_TRANSACTED) {
            requireOpen();
            throw new JMSException("a session that is not transacted can't have the mode SESSION_TRANSACTED");
        }
        used = true;
        return open(transacted ? Session.SESSION_TRANSACTED : mode);
    }

    /** A new session for a context. Its user may still set the client id. */
    public SpillwaySession open(int mode) throws JMSException {
        requireOpen();
        SpillwaySession session = newSession(mode);
        sessions.add(session);
        if (closed.get() && sessions.stream().noneMatch(SpillwaySession::isInListener)) {
            // by another thread, which may have missed this one
            session.close();
            requireOpen();
        }
        return session;
    }

    SpillwaySession newSession(int mode) throws JMSException {
        return new SpillwaySession(this, mode);
    }

    @Override
    public @Nullable String getClientID() throws JMSException {
        requireOpen();
        return clientId;
    }

    @Override
    public void setClientID(@Nullable String id) throws JMSException {
        requireOpen();
        if (clientId != null) {
            throw new IllegalStateException("the client id is set already: " + clientId);
        }
        if (used) {
            throw new IllegalStateException("a client id is set before the connection is used in any other way");
        }
        if (id == null || id.isEmpty()) {
            throw new InvalidClientIDException("the client id is " + (id == null ? "null" : "empty"));
        }
        if (!transport.claimClientId(id)) {
            throw new InvalidClientIDException(
                    "another connection to the service has the client id '" + id + "'; it is free when that is closed");
        }
        clientId = id;
    }

    @Override
    public ConnectionMetaData getMetaData() throws JMSException {
        requireOpen();
        return SpillwayMetaData.INSTANCE;
    }

    @Override
    public @Nullable ExceptionListener getExceptionListener() throws JMSException {
        requireOpen();
        return exceptionListener;
    }

    @Override
    public void setExceptionListener(@Nullable ExceptionListener listener) throws JMSException {
        requireOpen();
        exceptionListener = listener;
    }

    @Override
    public void start() throws JMSException {
        requireOpen();
        used = true;
        started = true;
        transport.start();
    }

    @Override
    public void stop() throws JMSException {
        requireOpen();
        requireNoneCalling("stop", SpillwaySession::isInListener);
        started = false;
        transport.stop();
        // a listener of the session whose completion listener calls may be waiting for this very call to return
        sessions.stream().filter(session -> !session.isInCallback()).forEach(SpillwaySession::awaitIdle);
    }

    private void requireNoneCalling(String what, Predicate<SpillwaySession> calling) throws JMSException {
        if (sessions.stream().anyMatch(calling)) {
            throw new IllegalStateException(
                    "a listener can't " + what + " its own connection: it would wait for itself");
        }
    }

    @Override
    public void close() throws JMSException {
        if (closed.get()) {
            return;
        }
        requireNoneCalling("close", SpillwaySession::isInCallback);
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        started = false;
        // each ends, whatever the others throw
        Closing closing = new Closing();
        closing.step(transport::stop);
        for (SpillwayConnectionConsumer consumer : List.copyOf(connectionConsumers)) {
            closing.step(consumer::close);
        }
        // a listener of one session may be waiting for a message of another, and its close for the listener
        sessions.forEach(SpillwaySession::endReceiving);
        closeSessions(closing);
        // what their listeners have made meanwhile
        closeSessions(closing);
        closing.step(() -> Await.uninterrupted(transport.close()));
        closing.step(() -> onClose.accept(this));
        closing.end();
    }

    private void closeSessions(Closing closing) {
        for (SpillwaySession session : List.copyOf(sessions)) {
            closing.step(session::close);
        }
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            Destination destination, @Nullable String selector, ServerSessionPool pool, int maxMessages)
            throws JMSException {
        requireOpen();
        used = true;
        SpillwayConnectionConsumer consumer = SpillwayConnectionConsumer.open(
                this, destination, selector, pool, maxMessages, this::failed, connectionConsumers::remove);
        connectionConsumers.add(consumer);
        return consumer;
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            Queue queue, @Nullable String selector, ServerSessionPool pool, int maxMessages) throws JMSException {
        return createConnectionConsumer((Destination) queue, selector, pool, maxMessages);
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            Topic topic, @Nullable String selector, ServerSessionPool pool, int maxMessages) throws JMSException {
        throw noTopics();
    }

    @Override
    public ConnectionConsumer createSharedConnectionConsumer(
            Topic topic, String name, @Nullable String selector, ServerSessionPool pool, int maxMessages)
            throws JMSException {
        throw noTopics();
    }

    @Override
    public ConnectionConsumer createDurableConnectionConsumer(
            Topic topic, String name, @Nullable String selector, ServerSessionPool pool, int maxMessages)
            throws JMSException {
        throw noTopics();
    }

    @Override
    public ConnectionConsumer createSharedDurableConnectionConsumer(
            Topic topic, String name, @Nullable String selector, ServerSessionPool pool, int maxMessages)
            throws JMSException {
        throw noTopics();
    }

    final JMSException noTopics() throws JMSException {
        requireOpen();
        return NotSupported.yet("topics");
    }
}
