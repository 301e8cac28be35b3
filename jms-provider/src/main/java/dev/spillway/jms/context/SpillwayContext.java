/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.context;

import static dev.spillway.jms.context.RuntimeExceptions.act;
import static dev.spillway.jms.context.RuntimeExceptions.call;
import static dev.spillway.jms.context.RuntimeExceptions.query;

import dev.spillway.jms.connection.SpillwayConnection;
import dev.spillway.jms.session.SpillwayConsumer;
import dev.spillway.jms.session.SpillwaySession;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A connection and a session in one. */
public final class SpillwayContext implements JMSContext {

    private final SharedConnection shared;
    private final SpillwayConnection connection;
    private final SpillwaySession session;
    private final int mode;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean autoStart = true;

    /** A context with a connection of its own, which it closes. */
    public SpillwayContext(SpillwayConnection connection, int mode) throws JMSException {
        this(new SharedConnection(connection), mode);
    }

    private SpillwayContext(SharedConnection shared, int mode) throws JMSException {
        this.shared = shared;
        this.connection = shared.connection;
        this.session = connection.open(mode);
        this.mode = mode;
        shared.opened();
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateRuntimeException("the context is closed");
        }
    }

    /** The connection, which may outlive the context. */
    private SpillwayConnection open() {
        requireOpen();
        return connection;
    }

    SpillwaySession session() {
        return session;
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        requireOpen();
        return call(() -> new SpillwayContext(shared, sessionMode));
    }

    @Override
    public JMSProducer createProducer() {
        requireOpen();
        return call(() -> new ContextProducer(session, session.createProducer(null)));
    }

    @Override
    public @Nullable String getClientID() {
        return query(open()::getClientID);
    }

    @Override
    public void setClientID(String clientId) {
        act(() -> open().setClientID(clientId));
    }

    @Override
    public ConnectionMetaData getMetaData() {
        return call(open()::getMetaData);
    }

    @Override
    public @Nullable ExceptionListener getExceptionListener() {
        return query(open()::getExceptionListener);
    }

    @Override
    public void setExceptionListener(@Nullable ExceptionListener listener) {
        act(() -> open().setExceptionListener(listener));
    }

    @Override
    public void start() {
        act(open()::start);
    }

    @Override
    public void stop() {
        act(open()::stop);
    }

    @Override
    public void setAutoStart(boolean autoStart) {
        requireOpen();
        this.autoStart = autoStart;
    }

    @Override
    public boolean getAutoStart() {
        requireOpen();
        return autoStart;
    }

    @Override
    public void close() {
        if (closed.get()) {
            return;
        }
        boolean refused = session.isInCallback();
        try {
            act(session::close);
        } finally {
            if (!refused && closed.compareAndSet(false, true)) {
                act(shared::closed);
            }
        }
    }

    @Override
    public BytesMessage createBytesMessage() {
        return call(session::createBytesMessage);
    }

    @Override
    public MapMessage createMapMessage() {
        return call(session::createMapMessage);
    }

    @Override
    public Message createMessage() {
        return call(session::createMessage);
    }

    @Override
    public ObjectMessage createObjectMessage() {
        return call(() -> session.createObjectMessage());
    }

    @Override
    public ObjectMessage createObjectMessage(@Nullable Serializable object) {
        return call(() -> session.createObjectMessage(object));
    }

    @Override
    public StreamMessage createStreamMessage() {
        return call(session::createStreamMessage);
    }

    @Override
    public TextMessage createTextMessage() {
        return call(() -> session.createTextMessage());
    }

    @Override
    public TextMessage createTextMessage(@Nullable String text) {
        return call(() -> session.createTextMessage(text));
    }

    @Override
    public boolean getTransacted() {
        return call(session::getTransacted);
    }

    @Override
    public int getSessionMode() {
        requireOpen();
        return mode;
    }

    @Override
    public void commit() {
        act(session::commit);
    }

    @Override
    public void rollback() {
        act(session::rollback);
    }

    @Override
    public void recover() {
        act(session::recover);
    }

    @Override
    public void acknowledge() {
        act(session::acknowledge);
    }

    @Override
    public JMSConsumer createConsumer(Destination destination) {
        return consumer(() -> session.createConsumer(destination));
    }

    @Override
    public JMSConsumer createConsumer(Destination destination, @Nullable String selector) {
        return consumer(() -> session.createConsumer(destination, selector));
    }

    @Override
    public JMSConsumer createConsumer(Destination destination, @Nullable String selector, boolean noLocal) {
        return consumer(() -> session.createConsumer(destination, selector, noLocal));
    }

    private JMSConsumer consumer(RuntimeExceptions.Call<MessageConsumer> create) {
        JMSConsumer consumer = new ContextConsumer((SpillwayConsumer) call(create));
        if (autoStart) {
            act(connection::start);
        }
        return consumer;
    }

    @Override
    public Queue createQueue(String name) {
        return call(() -> session.createQueue(name));
    }

    @Override
    public Topic createTopic(String name) {
        return call(() -> session.createTopic(name));
    }

    @Override
    public JMSConsumer createDurableConsumer(Topic topic, String name) {
        return consumer(() -> session.createDurableConsumer(topic, name));
    }

    @Override
    public JMSConsumer createDurableConsumer(Topic topic, String name, @Nullable String selector, boolean noLocal) {
        return consumer(() -> session.createDurableConsumer(topic, name, selector, noLocal));
    }

    @Override
    public JMSConsumer createSharedDurableConsumer(Topic topic, String name) {
        return consumer(() -> session.createSharedDurableConsumer(topic, name));
    }

    @Override
    public JMSConsumer createSharedDurableConsumer(Topic topic, String name, @Nullable String selector) {
        return consumer(() -> session.createSharedDurableConsumer(topic, name, selector));
    }

    @Override
    public JMSConsumer createSharedConsumer(Topic topic, String name) {
        return consumer(() -> session.createSharedConsumer(topic, name));
    }

    @Override
    public JMSConsumer createSharedConsumer(Topic topic, String name, @Nullable String selector) {
        return consumer(() -> session.createSharedConsumer(topic, name, selector));
    }

    @Override
    public QueueBrowser createBrowser(Queue queue) {
        return call(() -> session.createBrowser(queue));
    }

    @Override
    public QueueBrowser createBrowser(Queue queue, @Nullable String selector) {
        return call(() -> session.createBrowser(queue, selector));
    }

    @Override
    public TemporaryQueue createTemporaryQueue() {
        return call(session::createTemporaryQueue);
    }

    @Override
    public TemporaryTopic createTemporaryTopic() {
        return call(session::createTemporaryTopic);
    }

    @Override
    public void unsubscribe(String name) {
        act(() -> session.unsubscribe(name));
    }
}
