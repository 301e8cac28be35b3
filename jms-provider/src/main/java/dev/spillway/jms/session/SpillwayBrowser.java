/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.destination.SpillwayDestination;
import dev.spillway.jms.transport.Browse;
import dev.spillway.jms.transport.Delivery;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks at a queue's messages without consuming them (section 4.1.6). */
final class SpillwayBrowser implements QueueBrowser {

    /** How long closing waits until what was looked at is visible again; it is when its time-out ends at the latest. */
    private static final long CLOSE_SECONDS = 2;

    private final SpillwaySession session;
    private final SpillwayDestination destination;
    private final @Nullable Selector selector;
    private final Set<Walk> walks = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    SpillwayBrowser(SpillwaySession session, SpillwayDestination destination, @Nullable Selector selector) {
        this.session = session;
        this.destination = destination;
        this.selector = selector;
    }

    private void requireOpen() throws JMSException {
        if (closed) {
            throw new IllegalStateException("the browser is closed");
        }
        session.requireOpen();
    }

    @Override
    public Queue getQueue() throws JMSException {
        requireOpen();
        return (Queue) destination;
    }

    @Override
    public @Nullable String getMessageSelector() throws JMSException {
        requireOpen();
        return selector == null ? null : selector.toString();
    }

    /**
     * {@inheritDoc} Messages are fetched as they are asked for. Those that were are hidden from consumers until the
     * enumeration has come to its end or the browser is closed, for the visibility time-out at most.
     */
    @Override
    public Enumeration<Message> getEnumeration() throws JMSException {
        requireOpen();
        Walk walk = new Walk();
        walk.begin();
        return walk;
    }

    @SuppressWarnings("JdkObsolete") // JMS has it so
    private final class Walk implements Enumeration<Message> {

        private @Nullable Browse browse;
        private @Nullable Delivery next;
        /** Whether nobody has been told yet what there is. */
        private boolean fresh = true;

        void begin() throws JMSException {
            browse = session.browse(destination);
            walks.add(this);
            advance();
        }

        private void advance() throws JMSException {
            Browse current = browse;
            do {
                next = current == null ? null : Await.result(current.next());
            } while (next != null && !isShown(next));
            if (next == null) {
                end();
            }
        }

        private boolean isShown(Delivery delivery) {
            return (selector == null || selector.test(delivery)) && !Received.isExpired(delivery);
        }

        @Override
        public boolean hasMoreElements() {
            fresh = false;
            return next != null && !closed;
        }

        /**
         * {@inheritDoc} Looks again where nothing was there when the enumeration was made and nobody has asked since. Ends
         * early where the next message can't be fetched; that is an unchecked JMS exception.
         */
        @Override
        public Message nextElement() {
            try {
                if (fresh && next == null && !closed) {
                    begin();
                }
                fresh = false;
                Delivery current = next;
                if (current == null || closed) {
                    throw new NoSuchElementException(closed ? "the browser is closed" : "there are no more messages");
                }
                advance();
                return Received.message(current, destination, session.trustedClasses(), () -> {});
            } catch (JMSException e) {
                end();
                throw new jakarta.jms.JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
            }
        }

        void end() {
            next = null;
            Browse ending = browse;
            walks.remove(this);
            if (ending == null) {
                return;
            }
            ending.close()
                    .copy()
                    .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }

    @Override
    public void close() throws JMSException {
        end();
        session.browserClosed(this);
    }

    void end() {
        if (!closed) {
            closed = true;
            walks.forEach(Walk::end);
            session.receivesNoMore(destination);
        }
    }
}
