/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.destination.SpillwayDestination;
import dev.spillway.jms.transport.Delivery;
import jakarta.jms.MessageListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a connection consumer has assigned to a session, for the session's own listener (Jakarta Messaging 3.1, chapter 11). */
final class AssignedMessages {

    private static final Logger LOG = LoggerFactory.getLogger(AssignedMessages.class);

    private final SpillwaySession session;
    /** Held while the listener is called. */
    private final ReentrantLock running = new ReentrantLock();

    private final Deque<Assigned> messages = new ArrayDeque<>();
    private volatile @Nullable MessageListener listener;
    private boolean closed;

    private record Assigned(Delivery delivery, SpillwayDestination from) {}

    AssignedMessages(SpillwaySession session) {
        this.session = session;
    }

    @Nullable MessageListener listener() {
        return listener;
    }

    void listener(@Nullable MessageListener newListener) {
        listener = newListener;
    }

    void add(Delivery delivery, SpillwayDestination from) {
        synchronized (messages) {
            if (!closed) {
                messages.add(new Assigned(delivery, from));
                return;
            }
        }
        delivery.release(Duration.ZERO);
    }

    private @Nullable Assigned next() {
        synchronized (messages) {
            return messages.poll();
        }
    }

    /** Calls the listener with all that is there, on the calling thread. Without a listener it goes back. */
    void run() {
        running.lock();
        try {
            for (Assigned next = next(); next != null; next = next()) {
                MessageListener current = listener;
                if (current == null) {
                    LOG.warn(
                            "Session.run without a MessageListener: message {} goes back",
                            next.delivery().messageId());
                    next.delivery().release(Duration.ZERO);
                } else if (next.delivery().isLive()) {
                    if (Received.isExpired(next.delivery())) {
                        Received.discard(next.delivery());
                    } else {
                        call(current, next);
                    }
                }
            }
        } finally {
            running.unlock();
        }
    }

    private void call(MessageListener current, Assigned next) {
        Delivery delivery = next.delivery();
        session.acknowledgements().handedOver(delivery);
        try {
            current.onMessage(Received.message(
                    delivery, next.from(), session.trustedClasses(), () -> session.acknowledge(delivery)));
            session.acknowledgements().consumed(delivery);
        } catch (Throwable e) {
            LOG.warn("the listener on {} threw on message {}", next.from(), delivery.messageId(), e);
            session.acknowledgements().listenerThrew(delivery);
        }
    }

    boolean isCurrentThread() {
        return running.isHeldByCurrentThread();
    }

    /** Returns when the listener is not running. */
    void awaitIdle() {
        running.lock();
        try {
            // nothing runs now
        } finally {
            running.unlock();
        }
    }

    /** Gives back what was not handled, and waits for the listener's end. */
    void close() {
        Deque<Assigned> left;
        synchronized (messages) {
            closed = true;
            left = new ArrayDeque<>(messages);
            messages.clear();
        }
        left.forEach(each -> each.delivery().release(Duration.ZERO));
        awaitIdle();
    }
}
