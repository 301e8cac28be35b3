/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.server.Consumer;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer of a FIFO queue. It takes messages from the queue ahead of receives and keeps them by group, since a
 * receive has to find the next free group behind any number of locked ones.
 *
 * <p>Artemis calls {@link #handle} with the queue locked, so nothing here calls the queue while it holds its own lock.
 */
final class FifoDemand implements Consumer, Receives {

    private static final Logger log = LoggerFactory.getLogger(FifoDemand.class);

    /** How many messages it looks ahead, as AWS does. */
    static final int LOOK_AHEAD = 120_000;

    /** How much of them may have been read from page files, in bytes: the others are in memory anyway. */
    private static final long PAGED_LOOK_AHEAD_BYTES = 32 * 1024 * 1024;

    /** How long a receive waits at least while Artemis reads messages of this queue back from its page files. */
    private static final long DEPAGE_MILLIS = 1_000;

    private final Queue queue;
    private final InFlight inFlight;
    private final Disposal disposal;
    private final io.netty.util.Timer timer;
    private final Executor answers;
    private final long id;

    /** Attaching calls the queue, which {@link #handle} must not wait for: a lock of its own. */
    private final Object attachment = new Object();

    private boolean attached;
    private long idleSince = System.nanoTime();

    private final MessageGroups<MessageReference> groups = new MessageGroups<>();
    private final Map<Long, MessageGroups.Member<MessageReference>> taken = new HashMap<>();
    private final Deque<PendingReceive> parked = new ArrayDeque<>();
    private long pagedBytes;
    /** Whether it looks ahead; if not, it only drops what is too old. */
    private boolean receiving;

    /** Whether the queue has more than there was room for. */
    private boolean full;

    /** How many messages it has taken from the queue so far. */
    private long accepted;

    private boolean serving;
    private boolean closed;

    FifoDemand(
            Queue queue, long id, InFlight inFlight, Disposal disposal, io.netty.util.Timer timer, Executor answers) {
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
            synchronized (this) {
                if (closed) {
                    return CompletableFuture.completedFuture(List.of());
                }
                receiving = true;
            }
            attach();
        }
        receive.answer.whenComplete((leases, failure) -> {
            if (receive.answer.isCancelled()) {
                abandon(receive);
            }
        });
        queue.forceDelivery();
        // The queue's executor is ordered: this runs when the delivery that was just asked for has run.
        long before = accepted();
        queue.getExecutor().execute(() -> delivered(receive, before));
        return receive.answer;
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
            if (!hasRoom(reference)) {
                full = true;
                return HandleStatus.BUSY;
            }
            reference.handled();
            reference.setConsumerId(id);
            count(reference, 1);
            accepted++;
            var member = taken.remove(reference.getMessageID());
            if (member == null) {
                groups.add(group(reference), reference);
            } else {
                // A transaction that was to take it away was rolled back, by which the queue has it again.
                groups.giveBack(member);
            }
            serveParked();
        }
        return HandleStatus.HANDLED;
    }

    private synchronized long accepted() {
        return accepted;
    }

    private boolean hasRoom(MessageReference reference) {
        return groups.waiting() < LOOK_AHEAD && (!reference.isPaged() || pagedBytes < PAGED_LOOK_AHEAD_BYTES);
    }

    /** Messages that JMS clients sent without a group are in order among themselves. */
    private static String group(MessageReference reference) {
        SimpleString group = reference.getMessage().getGroupID();
        return group == null ? "" : group.toString();
    }

    private void count(MessageReference reference, int sign) {
        if (reference.isPaged()) {
            pagedBytes += sign * (long) reference.getMessageMemoryEstimate();
        }
    }

    /** A delivery has run: answers with what there is, or begins to wait. */
    private void delivered(PendingReceive receive, long before) {
        boolean waits;
        synchronized (this) {
            if (receive.done) {
                return;
            }
            fill(receive);
            long now = accepted;
            if (!receive.done && now != before && !closed) {
                // A delivery brings part of a long queue; a free group may lie behind it.
                queue.getExecutor().execute(queue::forceDelivery);
                queue.getExecutor().execute(() -> queue.getExecutor().execute(() -> delivered(receive, now)));
                return;
            }
            waits = !receive.done && receive.waitMillis > 0 && !closed;
            if (waits) {
                receive.parked = true;
                parked.add(receive);
            }
            receive.done = !waits;
        }
        if (!waits) {
            answer(receive);
        } else {
            var timeout = timer.newTimeout(over -> end(receive), receive.waitMillis, TimeUnit.MILLISECONDS);
            receive.answer.whenComplete((leases, failure) -> timeout.cancel());
        }
    }

    /** Takes what a receive can get now. */
    private void fill(PendingReceive receive) {
        groups.take(receive.max, this::isWanted).forEach(member -> {
            MessageReference reference = member.message;
            reference.incrementDeliveryCount();
            receive.leases.add(inFlight.enter(reference));
        });
        receive.done = !receive.leases.isEmpty();
    }

    private boolean isWanted(MessageGroups.Member<MessageReference> member) {
        MessageReference reference = member.message;
        count(reference, -1);
        taken.put(reference.getMessageID(), member);
        if (disposal.isDue(reference)) {
            queue.getExecutor().execute(() -> disposal.dispose(reference));
        } else if (disposal.isDeadLetter(reference)) {
            queue.getExecutor().execute(() -> disposal.deadLetter(reference));
        } else {
            return true;
        }
        return false;
    }

    /** Lets those who wait have what has become free. It runs when the delivery that may be under way has run. */
    private void serveParked() {
        if (!serving && !parked.isEmpty() && groups.hasFree()) {
            serving = true;
            queue.getExecutor().execute(this::serve);
        }
    }

    private void serve() {
        List<PendingReceive> served = new ArrayList<>();
        boolean more;
        synchronized (this) {
            more = full;
            full = false;
            serving = false;
            while (groups.hasFree() && !parked.isEmpty()) {
                PendingReceive receive = parked.peekFirst();
                fill(receive);
                if (receive.done) {
                    parked.removeFirst();
                    served.add(receive);
                }
            }
        }
        served.forEach(receive -> answers.execute(() -> answer(receive)));
        if (more) {
            queue.deliverAsync();
        }
    }

    private void end(PendingReceive receive) {
        synchronized (this) {
            if (receive.done) {
                return;
            }
            receive.done = true;
            parked.remove(receive);
        }
        answer(receive);
    }

    private void answer(PendingReceive receive) {
        if (!receive.answer.complete(receive.leases)) {
            disposal.giveBack(receive.leases);
        }
    }

    private void abandon(PendingReceive receive) {
        synchronized (this) {
            if (receive.done) {
                return;
            }
            receive.done = true;
            parked.remove(receive);
        }
    }

    @Override
    public void giveBack(MessageReference reference) throws Exception {
        synchronized (this) {
            var member = taken.remove(reference.getMessageID());
            if (member != null && !closed) {
                groups.giveBack(member);
                count(reference, 1);
                serveParked();
                return;
            }
            if (member != null) {
                groups.remove(member);
            }
        }
        returnToQueue(reference);
    }

    private void returnToQueue(MessageReference reference) throws Exception {
        reference.emptyConsumerID();
        queue.cancel(reference, System.currentTimeMillis());
    }

    @Override
    public synchronized void deleted(Collection<MessageReference> references) {
        for (MessageReference reference : references) {
            var member = taken.remove(reference.getMessageID());
            if (member != null) {
                groups.remove(member);
            }
        }
        serveParked();
    }

    @Override
    public synchronized int held() {
        return groups.waiting();
    }

    @Override
    public synchronized List<MessageReference> takeHeld() {
        pagedBytes = 0;
        return groups.clear();
    }

    @Override
    public synchronized boolean isHeld(long message) {
        return groups.isWaiting(reference -> reference.getMessageID() == message);
    }

    private boolean isDepaging() {
        var pages = queue.getPageSubscription();
        return pages != null && pages.isPaging();
    }

    private void attach() throws Exception {
        synchronized (attachment) {
            idleSince = System.nanoTime();
            if (!attached) {
                queue.addConsumer(this);
                attached = true;
            }
        }
    }

    @Override
    public void sweep(boolean retained, long idleNanos) throws Exception {
        synchronized (attachment) {
            synchronized (this) {
                if (closed) {
                    return;
                }
                boolean idle = parked.isEmpty() && taken.isEmpty() && System.nanoTime() - idleSince > idleNanos;
                receiving &= !idle;
            }
            if (!receivingNow()) {
                detach();
            }
            if (!retained) {
                return;
            }
            if (attached) {
                dropHeldThatAreDue();
            } else {
                // For one delivery: a consumer that takes nothing would hold up those of other clients.
                queue.addConsumer(this);
                attached = true;
                queue.deliverAsync();
                queue.getExecutor().execute(this::detachAfterSweep);
            }
        }
    }

    private synchronized boolean receivingNow() {
        return receiving;
    }

    private void detachAfterSweep() {
        synchronized (attachment) {
            if (!receivingNow()) {
                detach();
            }
        }
    }

    private void dropHeldThatAreDue() {
        List<MessageReference> due = new ArrayList<>();
        synchronized (this) {
            groups.removeIf(reference -> {
                boolean isDue = disposal.isDue(reference);
                if (isDue) {
                    count(reference, -1);
                    due.add(reference);
                }
                return isDue;
            });
        }
        due.forEach(disposal::dispose);
        queue.deliverAsync();
    }

    /** Gives all that is held back to the queue, in order, and leaves it. */
    private void detach() {
        if (!attached) {
            return;
        }
        // Before it leaves: until then the groups are pinned to it, and no other consumer overtakes what is returned.
        for (MessageReference reference : takeHeld()) {
            try {
                returnToQueue(reference);
            } catch (Exception e) {
                log.error(
                        "Could not return a message to queue {}; it comes back when the broker restarts",
                        queue.getName(),
                        e);
            }
        }
        queue.removeConsumer(this);
        attached = false;
        queue.deliverAsync();
    }

    @Override
    public void close() {
        disconnect();
        synchronized (attachment) {
            detach();
        }
    }

    /** The queue is being destroyed. */
    @Override
    public void disconnect() {
        List<PendingReceive> ended;
        synchronized (this) {
            closed = true;
            receiving = false;
            ended = new ArrayList<>(parked);
            parked.clear();
            ended.forEach(receive -> receive.done = true);
        }
        ended.forEach(this::answer);
    }

    @Override
    public void proceedDeliver(MessageReference reference) {
        // handle() has taken it already; nothing is sent to a client here.
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
        return "SQS receivers of " + Objects.toString(queue.getName());
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
