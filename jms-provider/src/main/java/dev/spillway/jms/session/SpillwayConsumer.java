/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.destination.SpillwayDestination;
import dev.spillway.jms.message.SpillwayMessage;
import dev.spillway.jms.transport.Delivery;
import dev.spillway.jms.transport.Inbox;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives from one destination. */
public final class SpillwayConsumer implements QueueReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(SpillwayConsumer.class);

    private final SpillwaySession session;
    private final SpillwayDestination destination;
    private final @Nullable Selector selector;
    private final Inbox inbox;
    /** How many threads are in a receive. */
    private final AtomicInteger receiving = new AtomicInteger();

    private volatile boolean closed;
    private volatile @Nullable MessageListener listener;
    /** Whether the listener's next message is asked for, or on its way to the listener. */
    private boolean asking;
    /** What was asked for the listener last. */
    private @Nullable CompletableFuture<@Nullable Delivery> asked;
    /** A message whose body was asked for as another type: the next receive gets it. */
    private volatile @Nullable Delivery kept;

    SpillwayConsumer(
            SpillwaySession session, SpillwayDestination destination, @Nullable Selector selector, Inbox inbox) {
        this.session = session;
        this.destination = destination;
        this.selector = selector;
        this.inbox = inbox;
    }

    private void requireOpen() throws JMSException {
        if (closed) {
            throw new IllegalStateException("the consumer is closed");
        }
        session.requireOpen();
    }

    @Override
    public @Nullable String getMessageSelector() throws JMSException {
        requireOpen();
        return selector == null ? null : selector.toString();
    }

    @Override
    public Queue getQueue() throws JMSException {
        requireOpen();
        return (Queue) destination;
    }

    @Override
    public @Nullable MessageListener getMessageListener() throws JMSException {
        requireOpen();
        return listener;
    }

    @Override
    public void setMessageListener(@Nullable MessageListener listener) throws JMSException {
        requireOpen();
        if (receiving.get() > 0) {
            throw new IllegalStateException(
                    "a receive on this consumer has not ended yet; set the MessageListener after it");
        }
        boolean ask;
        synchronized (this) {
            if ((this.listener == null) != (listener == null)) {
                session.listeners(listener == null ? -1 : 1);
            }
            this.listener = listener;
            ask = listener != null && !asking;
            asking = asking || ask;
        }
        if (ask) {
            ask();
        } else {
            withdraw();
        }
    }

    /** Asks no more where there is no listener any more: the next message is the next receive's. */
    private synchronized void withdraw() {
        if (listener == null && asked != null && asked.cancel(false)) {
            asked = null;
            asking = false;
        }
    }

    /** Asks for the next message for the listener; it comes on the session's thread. */
    private void ask() {
        CompletableFuture<@Nullable Delivery> next = inbox.next(Inbox.FOREVER);
        synchronized (this) {
            asked = next;
        }
        // the listener may have gone since
        withdraw();
        next.whenComplete((delivery, failure) -> {
            if (next.isCancelled()) {
                return;
            }
            if (failure != null) {
                // the connection's exception listener was told; the transport paces what follows
                session.dispatch(this::ask);
            } else if (delivery != null && !session.dispatch(() -> deliver(delivery))) {
                delivery.release(Duration.ZERO);
            }
        });
    }

    private void deliver(Delivery delivery) {
        MessageListener current = listener;
        if (closed || current == null || !session.isStarted()) {
            delivery.release(Duration.ZERO);
        } else if (!delivery.isLive()) {
            LOG.debug("message {} waited too long and was dropped: others may have it", delivery.messageId());
        } else if (Received.isExpired(delivery)) {
            Received.discard(delivery);
        } else {
            call(current, delivery);
        }
        boolean on;
        synchronized (this) {
            on = !closed && listener != null;
            asking = on;
            asked = null;
        }
        if (on) {
            ask();
        }
    }

    private void call(MessageListener current, Delivery delivery) {
        session.acknowledgements().handedOver(delivery);
        try {
            current.onMessage(toMessage(delivery));
            session.acknowledgements().consumed(delivery);
        } catch (Throwable e) {
            LOG.warn("the listener on {} threw on message {}", destination, delivery.messageId(), e);
            session.acknowledgements().listenerThrew(delivery);
        }
    }

    @Override
    public @Nullable Message receive() throws JMSException {
        return receive(0);
    }

    @Override
    public @Nullable Message receive(long timeout) throws JMSException {
        if (timeout < 0) {
            throw new JMSException("time-out " + timeout + " is negative; 0 waits until a message comes");
        }
        return consume(next(timeout == 0 ? Inbox.FOREVER : timeout));
    }

    @Override
    public @Nullable Message receiveNoWait() throws JMSException {
        return consume(next(0));
    }

    /**
     * The body of the next message, as {@code JMSConsumer.receiveBody} wants it.
     *
     * @param timeout 0, a time in milliseconds, or {@link Inbox#FOREVER}
     * @throws MessageFormatException if the body has another type; unless the client acknowledges or commits by itself,
     *     the message is then there for the next receive, as if this call had not been
     */
    public <T> @Nullable T receiveBody(Class<T> type, long timeout) throws JMSException {
        Delivery delivery = next(timeout);
        if (delivery == null) {
            return null;
        }
        SpillwayMessage message = toMessage(delivery);
        MessageFormatException misfit = misfit(message, type);
        if (misfit != null && session.isAutomatic()) {
            kept = delivery;
        } else {
            session.acknowledgements().handedOver(delivery);
            session.acknowledgements().consumed(delivery);
        }
        if (misfit != null) {
            throw misfit;
        }
        return message.getBody(type);
    }

    /** Why a message has no body of a type, or none that may be read; {@code null} where it has one. */
    private static @Nullable MessageFormatException misfit(SpillwayMessage message, Class<?> type) throws JMSException {
        String hasNone = "the message " + message.getJMSMessageID() + " has no body of type " + type.getName();
        if (message.getClass() == SpillwayMessage.class) {
            return new MessageFormatException(hasNone);
        }
        if (message.isBodyAssignableTo(type)) {
            return null;
        }
        try {
            message.getBody(type);
            return new MessageFormatException(hasNone);
        } catch (MessageFormatException refused) {
            return refused;
        }
    }

    private @Nullable Message consume(@Nullable Delivery delivery) {
        if (delivery == null) {
            return null;
        }
        session.acknowledgements().handedOver(delivery);
        session.acknowledgements().consumed(delivery);
        return toMessage(delivery);
    }

    private @Nullable Delivery next(long timeout) throws JMSException {
        receiving.incrementAndGet();
        try {
            return received(timeout);
        } finally {
            receiving.decrementAndGet();
        }
    }

    private @Nullable Delivery received(long timeout) throws JMSException {
        long start = System.nanoTime();
        requireOpen();
        session.requireNoListener();
        Delivery before = takeKept();
        if (before != null) {
            return before;
        }
        long left = timeout;
        while (true) {
            CompletableFuture<@Nullable Delivery> next = inbox.next(left);
            // asking may have taken a while itself: the first request of a client does
            Delivery delivery =
                    left == Inbox.FOREVER || left == 0 ? Await.forever(next) : Await.within(next, left(timeout, start));
            if (delivery == null || !Received.isExpired(delivery)) {
                return delivery;
            }
            Received.discard(delivery);
            if (timeout != Inbox.FOREVER) {
                left = left(timeout, start);
            }
        }
    }

    /** What is left of a time-out, in milliseconds. */
    private static long left(long timeout, long start) {
        return Math.max(0, timeout - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    /** What was kept, if it may still be handed out; else it is done with as what was prefetched would be. */
    private @Nullable Delivery takeKept() {
        Delivery before = kept;
        kept = null;
        if (before == null || !before.isLive()) {
            return null;
        }
        if (Received.isExpired(before)) {
            Received.discard(before);
            return null;
        }
        if (!session.isStarted()) {
            before.release(Duration.ZERO);
            return null;
        }
        return before;
    }

    private SpillwayMessage toMessage(Delivery delivery) {
        return Received.message(delivery, destination, session.trustedClasses(), () -> session.acknowledge(delivery));
    }

    /** Returns when a listener that is running on another thread has ended. */
    @Override
    public void close() throws JMSException {
        if (closed) {
            return;
        }
        end();
        session.consumerClosed(this);
    }

    void end() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        session.receivesNoMore(destination);
        inbox.close();
        Delivery before = kept;
        kept = null;
        if (before != null) {
            before.release(Duration.ZERO);
        }
    }

    boolean hasListener() {
        return listener != null;
    }
}
