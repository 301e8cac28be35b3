/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import io.netty.util.Timer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.server.Consumer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Artemis sees of all SQS receivers of a queue: one consumer, which is attached while they come. Receives wait here,
 * without a thread, for what {@link #handle} takes.
 *
 * <p>Artemis calls {@link #handle} with the queue locked, so nothing here calls the queue while it holds its own lock.
 */
abstract class QueueConsumer implements Consumer, Receives {

    private static final Logger log = LoggerFactory.getLogger(QueueConsumer.class);

    /** How long a receive waits at least while Artemis reads messages of this queue back from its page files. */
    private static final long DEPAGE_MILLIS = 1_000;

    final Queue queue;
    final InFlight inFlight;
    final RestoredReceives restored;
    final Disposal disposal;
    final long id;
    final Timer timer;

    /** Attaching calls the queue, which {@link #handle} must not wait for: a lock of its own. */
    final Object attachment = new Object();

    private boolean attached;
    private long idleSince = System.nanoTime();

    /** Receives that wait for a message, in the order of their coming; guarded by this. */
    final Deque<PendingReceive> waiting = new ArrayDeque<>();

    /** Guarded by this. */
    boolean closed;

    QueueConsumer(Queue queue, long id, InFlight inFlight, RestoredReceives restored, Disposal disposal, Timer timer) {
        this.queue = queue;
        this.id = id;
        this.inFlight = inFlight;
        this.restored = restored;
        this.disposal = disposal;
        this.timer = timer;
    }

    /** A receive has come; called with this locked, before it asks for a delivery. */
    abstract void expect(PendingReceive receive);

    /** The delivery that a receive asked for has run: answers it, or lets it wait. */
    abstract void delivered(PendingReceive receive);

    /** This consumer is about to leave the queue; called with the attachment locked. */
    abstract void leaving();

    @Override
    public final CompletableFuture<List<Lease>> take(int max, long waitMillis, Executor answers) throws Exception {
        PendingReceive receive =
                new PendingReceive(max, Math.max(waitMillis, isDepaging() ? DEPAGE_MILLIS : 0), answers);
        synchronized (attachment) {
            idleSince = System.nanoTime();
            if (!isDisconnected()) {
                attach();
            }
            synchronized (this) {
                if (closed) {
                    return CompletableFuture.completedFuture(List.of());
                }
                expect(receive);
            }
        }
        receive.answer.whenComplete((leases, failure) -> {
            if (receive.answer.isCancelled()) {
                abandon(receive);
            }
        });
        queue.forceDelivery();
        // The queue's executor is ordered: this runs when the delivery that was just asked for has run.
        queue.getExecutor().execute(() -> delivered(receive));
        return receive.answer;
    }

    final synchronized boolean isDisconnected() {
        return closed;
    }

    private boolean isDepaging() {
        var pages = queue.getPageSubscription();
        return pages != null && pages.isPaging();
    }

    /** Ends a wait that begins now when its time is over. */
    final void limit(PendingReceive receive) {
        var timeout = timer.newTimeout(over -> end(receive), receive.waitMillis, TimeUnit.MILLISECONDS);
        receive.answer.whenComplete((leases, failure) -> timeout.cancel());
    }

    /** Answers a receive with what it has, unless that was done. */
    final void end(PendingReceive receive) {
        if (settle(receive)) {
            answerElsewhere(receive);
        }
    }

    private void abandon(PendingReceive receive) {
        if (settle(receive)) {
            disposal.giveBackUnseen(receive.leases);
        }
    }

    /** From now on the receive takes no more. @return whether the caller was the one who saw to it */
    private synchronized boolean settle(PendingReceive receive) {
        if (receive.done) {
            return false;
        }
        receive.done = true;
        waiting.remove(receive);
        return true;
    }

    /** Gives a receive that is done what it has. */
    private void answer(PendingReceive receive) {
        if (!receive.answer.complete(receive.leases)) {
            disposal.giveBackUnseen(receive.leases);
        }
    }

    /**
     * Gives a receive that is done what it has, on its own thread: what follows may give a message back, which is not to
     * happen before it counts as delivered, and makes the answer, for which no queue or timer should wait.
     */
    final void answerElsewhere(PendingReceive receive) {
        receive.answers.execute(() -> answer(receive));
    }

    /**
     * Takes a message that the queue offers if no receive may have it: one that was in flight before a restart goes on
     * being so, one that was deleted goes.
     */
    final boolean isTakenAsBefore(MessageReference reference) {
        RestoredReceives.Met met = restored.meet(reference);
        if (met == RestoredReceives.Met.VISIBLE) {
            return false;
        }
        reference.handled();
        if (met == RestoredReceives.Met.DELETED) {
            queue.getExecutor().execute(() -> disposal.drop(reference));
        } else {
            reference.setConsumerId(id);
            resumed(reference);
        }
        return true;
    }

    /** A message has come that was in flight before a restart, and is; called with this locked. */
    abstract void resumed(MessageReference reference);

    /** Asks for another delivery, and looks again when it has run. */
    final void deliverAgain(PendingReceive receive) {
        queue.getExecutor().execute(queue::forceDelivery);
        queue.getExecutor().execute(() -> queue.getExecutor().execute(() -> delivered(receive)));
    }

    /** Whether a receiver may have a message that was taken ahead; if not, it leaves the queue. */
    final boolean isWanted(MessageReference reference) {
        if (disposal.isDue(reference)) {
            queue.getExecutor().execute(() -> disposal.dispose(reference));
        } else if (disposal.isDeadLetter(reference)) {
            queue.getExecutor().execute(() -> disposal.deadLetter(reference));
        } else {
            return true;
        }
        return false;
    }

    /** Attaches this consumer to the queue, if it isn't. */
    final void attach() throws Exception {
        synchronized (attachment) {
            if (!attached) {
                queue.addConsumer(this);
                attached = true;
            }
        }
    }

    final boolean isAttached() {
        synchronized (attachment) {
            return attached;
        }
    }

    /** Whether nobody receives, and for this long nobody came. */
    final boolean isIdle(long nanos) {
        synchronized (attachment) {
            synchronized (this) {
                return waiting.isEmpty() && System.nanoTime() - idleSince > nanos;
            }
        }
    }

    /** Leaves the queue: a consumer that takes nothing holds others' messages up. */
    final void detach() {
        synchronized (attachment) {
            if (attached) {
                leaving();
                queue.removeConsumer(this);
                attached = false;
                queue.deliverAsync();
            }
        }
    }

    /** Gives messages that no receiver has back to the queue, in this order. */
    final void returnToQueue(List<MessageReference> references) {
        for (MessageReference reference : references) {
            try {
                returnToQueue(reference);
            } catch (Exception e) {
                log.error(
                        "Could not return a message to queue {}; it comes back when the broker restarts",
                        queue.getName(),
                        e);
            }
        }
    }

    final void returnToQueue(MessageReference reference) throws Exception {
        reference.emptyConsumerID();
        queue.cancel(reference, System.currentTimeMillis());
    }

    @Override
    public final void close() {
        disconnect();
        detach();
    }

    /** The queue is being destroyed. */
    @Override
    public final void disconnect() {
        List<PendingReceive> ended;
        synchronized (this) {
            closed = true;
            ended = new ArrayList<>(waiting);
            waiting.clear();
            ended.forEach(receive -> receive.done = true);
        }
        ended.forEach(this::answer);
    }

    @Override
    public final void failed(Throwable t) {
        disconnect();
    }

    @Override
    public final void proceedDeliver(MessageReference reference) {
        // handle() has taken it already; nothing is sent to a client here.
    }

    @Override
    public final boolean supportsDirectDelivery() {
        return false;
    }

    @Override
    public final @Nullable Filter getFilter() {
        return null;
    }

    @Override
    public final List<MessageReference> getDeliveringMessages() {
        return inFlight.leases().stream().map(lease -> lease.reference).toList();
    }

    @Override
    public final String debug() {
        return toManagementString();
    }

    @Override
    public final String toManagementString() {
        return "SQS receivers of " + queue.getName();
    }

    @Override
    public final long sequentialID() {
        return id;
    }
}
