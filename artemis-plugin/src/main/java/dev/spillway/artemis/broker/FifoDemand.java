/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import io.netty.util.Timeout;
import io.netty.util.Timer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The consumer of a FIFO queue. It takes messages from the queue ahead of receives, since a receive has to find the next
 * free group behind any number of locked ones.
 */
final class FifoDemand extends QueueConsumer {

    /** This and what follows is guarded by this. */
    private final LookAhead ahead = new LookAhead();

    /** Whether it looks ahead; if not, it only drops what is too old. */
    private boolean receiving;

    /** Whether the queue has more than there was room for. */
    private boolean full;

    /** How many messages it has taken from the queue so far. */
    private long accepted;

    private boolean serving;

    /** Whether groups are locked by what was in flight before a restart. */
    private volatile boolean locks;

    private final QueueDelay delay;

    /** When those who wait look again, since a message is visible then. */
    private @Nullable Timeout wake;

    FifoDemand(
            Queue queue,
            long id,
            InFlight inFlight,
            RestoredReceives restored,
            Disposal disposal,
            QueueDelay delay,
            Timer timer) {
        super(queue, id, inFlight, restored, disposal, timer);
        this.delay = delay;
    }

    @Override
    void expect(PendingReceive receive) {
        receiving = true;
        receive.accepted = accepted;
    }

    @Override
    public HandleStatus handle(MessageReference reference) {
        if (disposal.isDue(reference)) {
            reference.handled();
            queue.getExecutor().execute(() -> disposal.dispose(reference));
            return HandleStatus.HANDLED;
        }
        if (!StoredMessages.isReadable(reference)) {
            return HandleStatus.NO_MATCH;
        }
        synchronized (this) {
            if (!receiving || closed) {
                return HandleStatus.BUSY;
            }
            if (isTakenAsBefore(reference)) {
                return HandleStatus.HANDLED;
            }
            if (!ahead.hasRoomFor(reference)) {
                full = true;
                return HandleStatus.BUSY;
            }
            reference.handled();
            reference.setConsumerId(id);
            accepted++;
            ahead.add(reference, sentAt(reference));
            serveWaiting();
        }
        return HandleStatus.HANDLED;
    }

    @Override
    void resumed(MessageReference reference) {
        accepted++;
        ahead.addTaken(reference, sentAt(reference));
        locks = ahead.isAnyLocked();
    }

    private long sentAt(MessageReference reference) {
        return delay.sentAt(StoredMessages.sentAt(reference.getMessage()));
    }

    @Override
    void delivered(PendingReceive receive) {
        synchronized (this) {
            if (receive.done) {
                return;
            }
            fill(receive);
            if (!receive.done && !closed) {
                if (accepted != receive.accepted) {
                    // A delivery brings part of a long queue; a free group may lie behind it.
                    receive.accepted = accepted;
                    deliverAgain(receive);
                    return;
                }
                if (receive.waitMillis > 0) {
                    waiting.add(receive);
                    limit(receive);
                    wakeInTime();
                    return;
                }
            }
            receive.done = true;
        }
        answerElsewhere(receive);
    }

    /** Takes what a receive can get now. */
    private void fill(PendingReceive receive) {
        ahead.take(receive.max, delay.sentUntil(), this::isWanted).forEach(reference -> {
            reference.incrementDeliveryCount();
            receive.leases.add(inFlight.enter(reference));
        });
        receive.done = !receive.leases.isEmpty();
    }

    /**
     * Lets those who wait have what has become free. It runs when the delivery that may be under way has run and, by way of
     * another thread, when the rest of a batch is there too: its sender's thread is about to add it to the queue.
     */
    private void serveWaiting() {
        if (!serving && !waiting.isEmpty() && ahead.hasFree()) {
            serving = true;
            waiting.getFirst().answers.execute(() -> queue.getExecutor().execute(this::serve));
        }
    }

    /** Lets those who wait look again when the next delay is over. */
    private void wakeInTime() {
        if (wake != null) {
            wake.cancel();
            wake = null;
        }
        if (!waiting.isEmpty() && ahead.nextReady() != MessageGroups.NONE) {
            wake = timer.newTimeout(
                    due -> settingsChanged(), delay.millisLeft(ahead.nextReady()), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void settingsChanged() {
        queue.getExecutor().execute(this::serve);
    }

    private void serve() {
        boolean more;
        synchronized (this) {
            more = full;
            full = false;
            serving = false;
            ahead.free(delay.sentUntil());
            while (ahead.hasFree() && !waiting.isEmpty()) {
                PendingReceive receive = waiting.peekFirst();
                fill(receive);
                if (receive.done) {
                    waiting.removeFirst();
                    answerElsewhere(receive);
                }
            }
            wakeInTime();
        }
        if (more) {
            queue.deliverAsync();
        }
    }

    @Override
    public void giveBack(MessageReference reference) throws Exception {
        synchronized (this) {
            if (closed) {
                ahead.remove(reference);
            } else if (ahead.giveBack(reference)) {
                serveWaiting();
                return;
            }
        }
        returnToQueue(reference);
    }

    @Override
    public synchronized void deleted(Collection<MessageReference> references) {
        references.forEach(ahead::remove);
        serveWaiting();
    }

    /** Takes messages ahead before any other client comes: then no group that is locked is given to one. */
    @Override
    public void restored(List<String> groups) throws Exception {
        if (groups.isEmpty()) {
            return;
        }
        synchronized (attachment) {
            synchronized (this) {
                receiving = true;
                groups.forEach(ahead::lock);
                locks = true;
            }
            attach();
        }
        queue.forceDelivery();
    }

    @Override
    public void unlock(String group) {
        synchronized (this) {
            ahead.unlock(group);
            locks = ahead.isAnyLocked();
            serveWaiting();
        }
        // Other clients may have passed over its messages.
        queue.resetAllIterators();
        queue.deliverAsync();
    }

    @Override
    public boolean isLocked(MessageReference reference) {
        if (!locks) {
            return false;
        }
        synchronized (this) {
            return ahead.isLocked(reference);
        }
    }

    @Override
    public synchronized int held() {
        return ahead.size();
    }

    @Override
    public synchronized List<MessageReference> takeHeld() {
        return ahead.clear();
    }

    @Override
    public synchronized boolean isHeld(long message) {
        return ahead.holds(message);
    }

    @Override
    public @Nullable MessageReference takeHeld(long message) {
        // On a FIFO queue nothing is deleted once it is visible.
        return null;
    }

    @Override
    public void sweep(boolean retained, long idleNanos) throws Exception {
        synchronized (attachment) {
            if (isDisconnected()) {
                return;
            }
            if (isIdle(idleNanos)) {
                stopReceiving();
            }
            if (!isReceiving()) {
                detach();
            }
            if (!retained) {
                return;
            }
            if (isAttached()) {
                dropHeldThatAreDue();
            } else {
                // For one delivery: a consumer that takes nothing would hold up those of other clients.
                attach();
                queue.deliverAsync();
                queue.getExecutor().execute(this::detachAfterSweep);
            }
        }
    }

    private synchronized void stopReceiving() {
        receiving &= !ahead.isNothingTaken();
    }

    private synchronized boolean isReceiving() {
        return receiving;
    }

    private void detachAfterSweep() {
        synchronized (attachment) {
            if (!isReceiving()) {
                detach();
            }
        }
    }

    private void dropHeldThatAreDue() {
        List<MessageReference> due;
        synchronized (this) {
            due = new ArrayList<>(ahead.removeIf(disposal::isDue));
        }
        due.forEach(disposal::dispose);
        queue.deliverAsync();
    }

    /** Gives all that is held back to the queue, in order. */
    @Override
    void leaving() {
        // Before it leaves: until then the groups are pinned to it, and no other consumer overtakes what is returned.
        returnToQueue(takeHeld());
    }
}
