/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.destination.Destinations;
import dev.spillway.jms.destination.SpillwayDestination;
import dev.spillway.jms.destination.SpillwayQueue;
import dev.spillway.jms.message.SpillwayBytesMessage;
import dev.spillway.jms.message.SpillwayMapMessage;
import dev.spillway.jms.message.SpillwayMessage;
import dev.spillway.jms.message.SpillwayObjectMessage;
import dev.spillway.jms.message.SpillwayStreamMessage;
import dev.spillway.jms.message.SpillwayTextMessage;
import dev.spillway.jms.transport.Delivery;
import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A single-threaded context for sending and receiving (Jakarta Messaging 3.1, section 6.2). */
public sealed class SpillwaySession implements Session permits SpillwayQueueSession {

    private final SessionHost host;
    private final AcknowledgementMode mode;
    private final Acknowledgements acknowledgements;
    private final Dispatcher dispatcher = new Dispatcher();
    private final Completions completions;
    /** {@code null} if the session is not transacted. */
    private final @Nullable Transaction transaction;

    private final Sender sender;
    private final Set<SpillwayConsumer> consumers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger listeners = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @throws JMSException if the mode is not supported */
    public SpillwaySession(SessionHost host, int mode) throws JMSException {
        this.host = host;
        this.mode = AcknowledgementMode.of(mode);
        this.acknowledgements = new Acknowledgements(this.mode);
        this.completions = new Completions(host.callbacks());
        this.transaction = this.mode == AcknowledgementMode.TRANSACTED
                ? new Transaction(host.transport(), acknowledgements)
                : null;
        this.sender = new Sender(host.transport(), completions, transaction);
    }

    void requireOpen() throws JMSException {
        if (closed.get()) {
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
        return host.trustedClasses();
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
                    "the session delivers to a MessageListener; receive() needs a session of its own (section 4.4.6)");
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

    /** Whether the calling thread is running one of this session's listeners. */
    public boolean isInCallback() {
        return dispatcher.isCurrentThread() || completions.isCurrentThread();
    }

    @Override
    public BytesMessage createBytesMessage() throws JMSException {
        requireOpen();
        return new SpillwayBytesMessage();
    }

    @Override
    public MapMessage createMapMessage() throws JMSException {
        requireOpen();
        return new SpillwayMapMessage();
    }

    @Override
    public Message createMessage() throws JMSException {
        requireOpen();
        return new SpillwayMessage();
    }

    @Override
    public ObjectMessage createObjectMessage() throws JMSException {
        requireOpen();
        return new SpillwayObjectMessage();
    }

    @Override
    public ObjectMessage createObjectMessage(@Nullable Serializable object) throws JMSException {
        ObjectMessage message = createObjectMessage();
        message.setObject(object);
        return message;
    }

    @Override
    public StreamMessage createStreamMessage() throws JMSException {
        requireOpen();
        return new SpillwayStreamMessage();
    }

    @Override
    public TextMessage createTextMessage() throws JMSException {
        return createTextMessage(null);
    }

    @Override
    public TextMessage createTextMessage(@Nullable String text) throws JMSException {
        requireOpen();
        return new SpillwayTextMessage(text);
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

    /** The transaction, once the completion listeners of its sends were called (section 7.3.5). */
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
        return null;
    }

    @Override
    public void setMessageListener(MessageListener listener) throws JMSException {
        requireOpen();
        throw NotSupported.yet("application server facilities (a session's own MessageListener); set the consumer's");
    }

    @Override
    public void run() {
        throw new UnsupportedOperationException("not supported yet: application server facilities (Session.run)");
    }

    @Override
    public MessageProducer createProducer(@Nullable Destination destination) throws JMSException {
        return producer(destination);
    }

    final SpillwayProducer producer(@Nullable Destination destination) throws JMSException {
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

    final SpillwayConsumer consumer(Destination destination, @Nullable String selector) throws JMSException {
        requireOpen();
        host.used();
        SpillwayDestination own = Destinations.require(destination);
        Selector selected = Selector.parse(selector);
        Await.result(host.transport().open(own));
        SpillwayConsumer consumer =
                new SpillwayConsumer(this, own, selected, host.transport().inbox(own, selected));
        consumers.add(consumer);
        return consumer;
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
    public Topic createTopic(String name) throws JMSException {
        requireOpen();
        throw NotSupported.yet("topics");
    }

    @Override
    public MessageConsumer createSharedConsumer(Topic topic, String name) throws JMSException {
        return createSharedConsumer(topic, name, null);
    }

    @Override
    public MessageConsumer createSharedConsumer(Topic topic, String name, @Nullable String selector)
            throws JMSException {
        requireOpen();
        throw NotSupported.yet("topics");
    }

    @Override
    public TopicSubscriber createDurableSubscriber(Topic topic, String name) throws JMSException {
        return createDurableSubscriber(topic, name, null, false);
    }

    @Override
    public TopicSubscriber createDurableSubscriber(Topic topic, String name, @Nullable String selector, boolean noLocal)
            throws JMSException {
        requireOpen();
        throw NotSupported.yet("topics");
    }

    @Override
    public MessageConsumer createDurableConsumer(Topic topic, String name) throws JMSException {
        return createDurableConsumer(topic, name, null, false);
    }

    @Override
    public MessageConsumer createDurableConsumer(Topic topic, String name, @Nullable String selector, boolean noLocal)
            throws JMSException {
        requireOpen();
        throw NotSupported.yet("topics");
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(Topic topic, String name) throws JMSException {
        return createSharedDurableConsumer(topic, name, null);
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(Topic topic, String name, @Nullable String selector)
            throws JMSException {
        requireOpen();
        throw NotSupported.yet("topics");
    }

    @Override
    public QueueBrowser createBrowser(Queue queue) throws JMSException {
        return createBrowser(queue, null);
    }

    @Override
    public QueueBrowser createBrowser(Queue queue, @Nullable String selector) throws JMSException {
        requireOpen();
        throw NotSupported.yet("queue browsers");
    }

    @Override
    public TemporaryQueue createTemporaryQueue() throws JMSException {
        requireOpen();
        throw NotSupported.yet("temporary queues");
    }

    @Override
    public TemporaryTopic createTemporaryTopic() throws JMSException {
        requireOpen();
        throw NotSupported.yet("temporary topics");
    }

    @Override
    public void unsubscribe(String name) throws JMSException {
        requireOpen();
        throw NotSupported.yet("topics");
    }

    /** Returns when no listener of the session is running. */
    public void awaitIdle() {
        dispatcher.awaitIdle();
    }

    @Override
    public void close() throws JMSException {
        if (isInCallback()) {
            throw new IllegalStateException("a listener can't close its own session: the close would wait for it");
        }
        if (closed.compareAndSet(false, true)) {
            List.copyOf(consumers).forEach(SpillwayConsumer::end);
            dispatcher.close();
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
