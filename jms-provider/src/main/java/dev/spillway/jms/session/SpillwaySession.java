/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.destination.Destinations;
import dev.spillway.jms.destination.SpillwayDestination;
import dev.spillway.jms.destination.SpillwayQueue;
import dev.spillway.jms.transport.Browse;
import dev.spillway.jms.transport.Delivery;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.TemporaryQueue;
import java.io.ObjectInputFilter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A single-threaded context for sending and receiving (Jakarta Messaging 3.1, section 6.2). It is a queue session too, as
 * those of other providers are: applications cast it, and pools call its queue-specific methods.
 */
public sealed class SpillwaySession extends WithoutTopics implements QueueSession
        permits SpillwayQueueSession, SpillwayTopicSession {

    private final SessionHost host;
    private final AcknowledgementMode mode;
    private final Acknowledgements acknowledgements;
    private final AssignedMessages assigned = new AssignedMessages(this);
    private final Dispatcher dispatcher = new Dispatcher();
    private final Completions completions;
    /** {@code null} if the session is not transacted. */
    private final @Nullable Transaction transaction;

    private final Sender sender;
    private final Set<SpillwayConsumer> consumers = ConcurrentHashMap.newKeySet();
    private final Set<SpillwayBrowser> browsers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger listeners = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @throws JMSException if the mode is not supported */
    public SpillwaySession(SessionHost host, int mode) throws JMSException {
        this.host = host;
        this.mode = AcknowledgementMode.of(mode);
        this.acknowledgements = new Acknowledgements(
                host.transport(), this.mode, host.settings().redeliveryDelay());
        this.completions = new Completions(host.callbacks());
        this.transaction = this.mode == AcknowledgementMode.TRANSACTED
                ? new Transaction(host.transport(), acknowledgements)
                : null;
        this.sender = new Sender(host.transport(), completions, transaction);
    }

    /** A listener that runs while its session closes goes on using it: the close waits for it (Session.close). */
    @Override
    final void requireOpen() throws JMSException {
        if (closed.get() && !isInListener()) {
            throw new IllegalStateException("the session is closed");
        }
    }

    boolean isStarted() {
        return host.isStarted();
    }

    boolean isAutomatic() {
        return mode.isAutomatic();
    }

    ObjectInputFilter trustedClasses() {
        return host.settings().trustedClasses();
    }

    Acknowledgements acknowledgements() {
        return acknowledgements;
    }

    boolean dispatch(Runnable task) {
        return dispatcher.execute(task);
    }

    void listeners(int change) {
        listeners.addAndGet(change);
    }

    void requireNoListener() throws JMSException {
        if (listeners.get() > 0) {
            throw new IllegalStateException(
                    "the session delivers to a MessageListener; receive() needs a session of its own (section 6.2.5)");
        }
    }

    void requireNotInCompletion(String what) throws JMSException {
        if (completions.isCurrentThread()) {
            throw new IllegalStateException("a CompletionListener can't " + what);
        }
    }

    void awaitCompletions() throws JMSException {
        completions.await();
    }

    /** Whether the calling thread is running one of this session's message or completion listeners. */
    public boolean isInCallback() {
        return isInListener() || completions.isCurrentThread();
    }

    /** Whether the calling thread is running one of this session's message listeners. */
    public boolean isInListener() {
        return dispatcher.isCurrentThread() || assigned.isCurrentThread();
    }

    @Override
    public boolean getTransacted() throws JMSException {
        requireOpen();
        return transaction != null;
    }

    @Override
    public int getAcknowledgeMode() throws JMSException {
        requireOpen();
        return mode.code;
    }

    @Override
    public void commit() throws JMSException {
        transaction("commit").commit();
    }

    @Override
    public void rollback() throws JMSException {
        transaction("rollback").rollback();
    }

    /** The transaction, once the completion listeners of its sends were called (section 7.3.4). */
    private Transaction transaction(String action) throws JMSException {
        requireOpen();
        requireNotInCompletion("call " + action + "()");
        if (transaction == null) {
            throw new IllegalStateException(action + "() needs a transacted session; this one is not");
        }
        completions.await();
        return transaction;
    }

    @Override
    public void recover() throws JMSException {
        requireOpen();
        if (transaction != null) {
            throw new IllegalStateException("recover() is not for transacted sessions; call rollback()");
        }
        acknowledgements.releaseAll();
    }

    /** {@code Message.acknowledge()} of a message that the session has consumed. */
    void acknowledge(Delivery delivery) throws JMSException {
        requireOpen();
        acknowledgements.acknowledge(delivery);
    }

    /** Acknowledges what the session has consumed, if that is the client's part. */
    public void acknowledge() throws JMSException {
        requireOpen();
        acknowledgements.acknowledgeAll();
    }

    @Override
    public @Nullable MessageListener getMessageListener() throws JMSException {
        requireOpen();
        return assigned.listener();
    }

    /** {@inheritDoc} {@link #run} calls it; consumers have listeners of their own. */
    @Override
    public void setMessageListener(@Nullable MessageListener listener) throws JMSException {
        requireOpen();
        if (listener != null && !consumers.isEmpty()) {
            throw new IllegalStateException("the session has consumers; a session whose messages a ConnectionConsumer"
                    + " assigns has none (Session.setMessageListener)");
        }
        assigned.listener(listener);
    }

    private void requireNoSessionListener() throws JMSException {
        if (assigned.listener() != null) {
            throw new IllegalStateException("the session gets its messages from a ConnectionConsumer, for its own"
                    + " MessageListener; it has no other consumers (Session.setMessageListener)");
        }
    }

    /** A connection consumer has a message for this session; {@link #run} calls the listener with it. */
    void assign(Delivery delivery, SpillwayDestination from) {
        assigned.add(delivery, from);
    }

    boolean belongsTo(SessionHost connection) {
        return host == connection;
    }

    /** Calls the session's listener with the messages that a connection consumer has assigned to it, and returns. */
    @Override
    public void run() {
        assigned.run();
    }

    @Override
    public MessageProducer createProducer(@Nullable Destination destination) throws JMSException {
        return producer(destination);
    }

    @Override
    public QueueSender createSender(@Nullable Queue queue) throws JMSException {
        return producer(queue);
    }

    private SpillwayProducer producer(@Nullable Destination destination) throws JMSException {
        requireOpen();
        host.used();
        if (destination == null) {
            return new SpillwayProducer(this, null);
        }
        SpillwayDestination own = Destinations.require(destination);
        Await.result(host.transport().open(own));
        return new SpillwayProducer(this, own);
    }

    Sender sender() {
        return sender;
    }

    @Override
    public MessageConsumer createConsumer(Destination destination) throws JMSException {
        return createConsumer(destination, null);
    }

    @Override
    public MessageConsumer createConsumer(Destination destination, @Nullable String selector) throws JMSException {
        return createConsumer(destination, selector, false);
    }

    /** {@inheritDoc} {@code noLocal} has no meaning for a queue. */
    @Override
    public MessageConsumer createConsumer(Destination destination, @Nullable String selector, boolean noLocal)
            throws JMSException {
        return consumer(destination, selector);
    }

    @Override
    public QueueReceiver createReceiver(Queue queue) throws JMSException {
        return createReceiver(queue, null);
    }

    @Override
    public QueueReceiver createReceiver(Queue queue, @Nullable String selector) throws JMSException {
        return consumer(queue, selector);
    }

    private SpillwayConsumer consumer(Destination destination, @Nullable String selector) throws JMSException {
        requireOpen();
        host.used();
        SpillwayDestination own = Destinations.require(destination);
        Selector selected = Selector.parse(selector);
        requireNoSessionListener();
        openToReceive(own);
        SpillwayConsumer consumer =
                new SpillwayConsumer(this, own, selected, host.transport().inbox(own, selected));
        consumers.add(consumer);
        if (closed.get() && !isInListener()) {
            // by another thread, which may have missed this one
            consumer.end();
            requireOpen();
        }
        return consumer;
    }

    private void openToReceive(SpillwayDestination destination) throws JMSException {
        host.temporaryQueues().open(destination);
        try {
            Await.result(host.transport().open(destination));
        } catch (JMSException e) {
            host.temporaryQueues().closed(destination);
            throw e;
        }
    }

    /** A consumer or browser of it has closed. */
    void receivesNoMore(SpillwayDestination destination) {
        host.temporaryQueues().closed(destination);
    }

    void consumerClosed(SpillwayConsumer consumer) {
        consumers.remove(consumer);
        if (consumer.hasListener()) {
            listeners.decrementAndGet();
            if (!dispatcher.isCurrentThread()) {
                dispatcher.awaitIdle();
            }
        }
    }

    @Override
    public Queue createQueue(String name) throws JMSException {
        requireOpen();
        return SpillwayQueue.named(name);
    }

    @Override
    public QueueBrowser createBrowser(Queue queue) throws JMSException {
        return createBrowser(queue, null);
    }

    @Override
    public QueueBrowser createBrowser(Queue queue, @Nullable String selector) throws JMSException {
        requireOpen();
        host.used();
        SpillwayDestination own = Destinations.require(queue);
        Selector selected = Selector.parse(selector);
        openToReceive(own);
        SpillwayBrowser browser = new SpillwayBrowser(this, own, selected);
        browsers.add(browser);
        return browser;
    }

    Browse browse(SpillwayDestination destination) {
        return host.transport().browse(destination);
    }

    void browserClosed(SpillwayBrowser browser) {
        browsers.remove(browser);
    }

    @Override
    public TemporaryQueue createTemporaryQueue() throws JMSException {
        requireOpen();
        host.used();
        return host.temporaryQueues().create();
    }

    /** Returns when no listener of the session is running. */
    public void awaitIdle() {
        dispatcher.awaitIdle();
        assigned.awaitIdle();
    }

    /** Ends its consumers and browsers: whoever waits for a message of theirs gets none. Waits for nobody. */
    public void endReceiving() {
        List.copyOf(consumers).forEach(SpillwayConsumer::end);
        List.copyOf(browsers).forEach(SpillwayBrowser::end);
    }

    @Override
    public void close() throws JMSException {
        if (isInCallback()) {
            throw new IllegalStateException("a listener can't close its own session: the close would wait for it");
        }
        if (closed.compareAndSet(false, true)) {
            endReceiving();
            dispatcher.close();
            assigned.close();
            // what a listener has made meanwhile
            endReceiving();
            try {
                completions.await();
            } finally {
                if (transaction == null) {
                    acknowledgements.releaseAll();
                } else {
                    transaction.rollback();
                }
                host.closed(this);
            }
        }
    }
}
