/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import io.netty.util.Timer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.server.Consumer;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The consumer of a queue that takes messages only while a receive waits for them: SQS's pull on Artemis's push.
 *
 * <p>Artemis calls {@link #handle} with the queue locked, so nothing here calls the queue while it holds its own lock.
 */
final class Demand implements Consumer, Receives {

    /** How long a receive waits at least while Artemis reads messages of this queue back from its page files. */
    private static final long DEPAGE_MILLIS = 1_000;

    private final Queue queue;
    private final InFlight inFlight;
    private final Disposal disposal;
    private final Timer timer;
    private final Executor answers;
    private final long id;

    /** Attaching calls the queue, which {@link #handle} must not wait for: a lock of its own. */
    private final Object attachment = new Object();

    private boolean attached;
    private long idleSince = System.nanoTime();

    private final Deque<PendingReceive> waiting = new ArrayDeque<>();
    private boolean closed;

    Demand(Queue queue, long id, InFlight inFlight, Disposal disposal, Timer timer, Executor answers) {
        this.queue = queue;
        this.id = id;
        this.inFlight = inFlight;
        this.disposal = disposal;
        this.timer = timer;
        this.answers = answers;
    }

    @Override
    public CompletableFuture<List<Lease>> take(int max, long waitMillis) throws Exception {
        PendingReceive receive = new PendingReceive(max, Math.max(waitMillis, isDepaging() ? DEPAGE_MILLIS : 0));
        synchronized (attachment) {
            attach();
            synchronized (this) {
                if (closed) {
                    return CompletableFuture.completedFuture(List.of());
                }
                waiting.add(receive);
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

    @Override
    public HandleStatus handle(MessageReference reference) {
        if (disposal.isDue(reference)) {
            reference.handled();
            queue.getExecutor().execute(() -> disposal.dispose(reference));
            return HandleStatus.HANDLED;
        }
        synchronized (this) {
            PendingReceive receive = waiting.peekFirst();
            if (receive == null) {
                return HandleStatus.BUSY;
            }
            if (disposal.isDeadLetter(reference)) {
                reference.handled();
                queue.getExecutor().execute(() -> disposal.deadLetter(reference));
                return HandleStatus.HANDLED;
            }
            if (!StoredMessages.isReadable(reference)) {
                return HandleStatus.NO_MATCH;
            }
            reference.handled();
            reference.setConsumerId(id);
            reference.incrementDeliveryCount();
            receive.leases.add(inFlight.enter(reference));
            if (receive.leases.size() == receive.max) {
                waiting.removeFirst();
                receive.done = true;
                // Elsewhere: what follows may give a message back, which is not to happen before it counts as
                // delivered.
                answers.execute(() -> answer(receive));
            } else if (receive.parked && receive.leases.size() == 1) {
                // What else this delivery brings goes into the same answer.
                queue.getExecutor().execute(() -> delivered(receive));
            }
        }
        return HandleStatus.HANDLED;
    }

    /** A delivery has run: answers with what it brought, or begins to wait. */
    private void delivered(PendingReceive receive) {
        synchronized (this) {
            if (receive.done) {
                return;
            }
            if (receive.leases.isEmpty() && receive.waitMillis > 0 && !receive.parked) {
                receive.parked = true;
                var timeout = timer.newTimeout(over -> end(receive), receive.waitMillis, TimeUnit.MILLISECONDS);
                receive.answer.whenComplete((leases, failure) -> timeout.cancel());
                return;
            }
        }
        end(receive);
    }

    private void end(PendingReceive receive) {
        synchronized (this) {
            if (receive.done) {
                return;
            }
            receive.done = true;
            waiting.remove(receive);
        }
        answer(receive);
    }

    private void answer(PendingReceive receive) {
        if (!receive.answer.complete(receive.leases)) {
            disposal.giveBack(receive.leases);
        }
    }

    private void abandon(PendingReceive receive) {
        List<Lease> leases;
        synchronized (this) {
            if (receive.done) {
                return;
            }
            receive.done = true;
            waiting.remove(receive);
            leases = new ArrayList<>(receive.leases);
        }
        disposal.giveBack(leases);
    }

    private boolean isDepaging() {
        var pages = queue.getPageSubscription();
        return pages != null && pages.isPaging();
    }

    @Override
    public void giveBack(MessageReference reference) throws Exception {
        reference.emptyConsumerID();
        queue.cancel(reference, System.currentTimeMillis());
    }

    @Override
    public void deleted(Collection<MessageReference> references) {
        // Nothing waits for them to go.
    }

    @Override
    public int held() {
        return 0;
    }

    @Override
    public List<MessageReference> takeHeld() {
        return List.of();
    }

    @Override
    public boolean isHeld(long message) {
        return false;
    }

    @Override
    public void sweep(boolean retained, long idleNanos) throws Exception {
        if (retained) {
            attach();
            queue.deliverAsync();
        } else {
            detachIfIdle(idleNanos);
        }
    }

    /** Attaches this consumer to the queue, so that messages past their retention are seen and dropped. */
    private void attach() throws Exception {
        synchronized (attachment) {
            idleSince = System.nanoTime();
            if (!attached) {
                queue.addConsumer(this);
                attached = true;
            }
        }
    }

    /** Leaves the queue if no receive came for this long: a consumer that takes nothing holds others' messages up. */
    private void detachIfIdle(long nanos) throws Exception {
        synchronized (attachment) {
            boolean idle;
            synchronized (this) {
                idle = waiting.isEmpty();
            }
            if (attached && idle && System.nanoTime() - idleSince > nanos) {
                queue.removeConsumer(this);
                attached = false;
            }
        }
    }

    @Override
    public void close() throws Exception {
        disconnect();
        synchronized (attachment) {
            if (attached) {
                queue.removeConsumer(this);
                attached = false;
            }
        }
    }

    /** The queue is being destroyed. */
    @Override
    public void disconnect() {
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
    public void proceedDeliver(MessageReference reference) {
        // handle() has entered it already; nothing is sent to a client here.
    }

    @Override
    public boolean supportsDirectDelivery() {
        return false;
    }

    @Override
    public @Nullable Filter getFilter() {
        return null;
    }

    @Override
    public List<MessageReference> getDeliveringMessages() {
        return inFlight.leases().stream().map(lease -> lease.reference).toList();
    }

    @Override
    public String debug() {
        return toManagementString();
    }

    @Override
    public String toManagementString() {
        return "SQS receivers of " + queue.getName();
    }

    @Override
    public void failed(Throwable t) {
        disconnect();
    }

    @Override
    public long sequentialID() {
        return id;
    }
}
