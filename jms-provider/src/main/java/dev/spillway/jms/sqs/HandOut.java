/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who gets the messages that a receiver has received. It shares the receiver's state, and its lock. */
final class HandOut implements SqsDelivery.EndListener {

    private static final Logger LOG = LoggerFactory.getLogger(HandOut.class);

    private final Object lock;
    private final QueueChannel channel;
    private final VisibilityKeeper keeper;
    private final Consumers consumers;
    private final ReceiveRequests requests;
    private final Held held;
    private final MessageGroups groups;
    private final Demand demand;
    private final ScheduledExecutorService timer;
    /** Whether somebody watches over what was given back; guarded by the lock. */
    private boolean awaiting;

    HandOut(
            Object lock,
            QueueChannel channel,
            VisibilityKeeper keeper,
            Consumers consumers,
            ReceiveRequests requests,
            Held held,
            MessageGroups groups,
            Demand demand,
            ScheduledExecutorService timer) {
        this.lock = lock;
        this.channel = channel;
        this.keeper = keeper;
        this.consumers = consumers;
        this.requests = requests;
        this.held = held;
        this.groups = groups;
        this.demand = demand;
        this.timer = timer;
    }

    /** Gives messages to those who asked, those who don't wait first; keeps the rest, or gives it back. */
    void accept(List<SqsDelivery> messages) {
        List<SqsDelivery> left = held.ranked(messages);
        while (!left.isEmpty()) {
            List<SqsDelivery> back = new ArrayList<>();
            Map<SqsDelivery, ReceiveRequest> takers = new LinkedHashMap<>();
            try {
                synchronized (lock) {
                    assign(left, takers, back);
                }
            } catch (RuntimeException | Error e) {
                LOG.error("handing out messages of queue {}: those that nobody has got go back", channel.queue, e);
                giveUp(left, takers.keySet());
            }
            left = complete(takers, back);
        }
    }

    /** Gives back what is not handed out, and on a FIFO queue what is held behind it. */
    private void giveUp(List<SqsDelivery> messages, Set<SqsDelivery> handed) {
        Set<SqsDelivery> left = new LinkedHashSet<>(messages);
        left.removeAll(handed);
        List<SqsDelivery> back = new ArrayList<>(left);
        synchronized (lock) {
            back.addAll(held.removeUnless(message -> !left.contains(message)));
        }
        SqsDelivery.releaseAll(channel, back, Parked::seconds);
    }

    /** Finds who gets the messages, and keeps the rest, or adds it to what goes back. Under the lock. */
    private void assign(List<SqsDelivery> messages, Map<SqsDelivery, ReceiveRequest> takers, List<SqsDelivery> back) {
        boolean withheld = held.returning().isOn();
        List<SqsDelivery> rest = handOut(messages, takers);
        if (withheld && !held.returning().isOn()) {
            List<SqsDelivery> all = held.removeAll();
            all.addAll(rest);
            rest = handOut(all, takers);
        }
        if (consumers.areReceiving()) {
            long now = System.nanoTime();
            int most = consumers.isAnySelective()
                    ? Math.max(demand.batchSize(), demand.ahead(consumers.size(), now))
                    : Integer.MAX_VALUE;
            held.keep(rest, consumers::isWanted, most, now);
        } else {
            back.addAll(rest);
        }
    }

    /** @return what nobody gets who asks now */
    private List<SqsDelivery> handOut(List<SqsDelivery> messages, Map<SqsDelivery, ReceiveRequest> takers) {
        Returning returning = held.returning();
        List<SqsDelivery> rest = new ArrayList<>();
        GroupOrder order = new GroupOrder(groups.isFifo());
        for (SqsDelivery message : messages) {
            if (!returning.isOn()) {
                if (!order.passes(message, candidate -> isHanded(candidate, takers))) {
                    rest.add(message);
                }
            } else if (returning.takes(message, System.nanoTime())) {
                handReturned(returning, takers);
            } else {
                rest.add(message);
            }
        }
        return rest;
    }

    private void handReturned(Returning returning, Map<SqsDelivery, ReceiveRequest> takers) {
        SqsDelivery next = returning.take(requests::isTakerOf);
        while (next != null) {
            isHanded(next, takers);
            next = returning.take(requests::isTakerOf);
        }
    }

    private boolean isHanded(SqsDelivery message, Map<SqsDelivery, ReceiveRequest> takers) {
        ReceiveRequest taker = requests.takerOf(message);
        if (taker == null) {
            return false;
        }
        takers.put(message, taker);
        groups.handed(taker.inbox(), message, this);
        return true;
    }

    /** Hands the messages over; returns those whose takers went away meanwhile. */
    private List<SqsDelivery> complete(Map<SqsDelivery, ReceiveRequest> takers, List<SqsDelivery> back) {
        SqsDelivery.releaseAll(channel, back, delivery -> 0);
        List<SqsDelivery> left = new ArrayList<>();
        takers.forEach((message, taker) -> {
            if (!taker.complete(message)) {
                left.add(message);
            }
        });
        if (groups.isFifo()) {
            // what follows in the group has taken its place behind it
            left.forEach(message -> message.release(Duration.ZERO));
            left.clear();
        }
        return left;
    }

    /**
     * A lone consumer of a standard queue gets what it gives back before what is held, and in its order. That waits for it
     * while it comes, two seconds at most each time: somebody else may have it by then. A FIFO queue keeps the order itself.
     */
    @Override
    public void returning(List<SqsDelivery> messages) {
        boolean first;
        synchronized (lock) {
            if (groups.isFifo() || !consumers.areReceiving() || consumers.size() != 1) {
                return;
            }
            long now = System.nanoTime();
            messages.forEach(message -> held.returning().expect(message, now));
            first = !awaiting;
            awaiting = true;
        }
        if (first) {
            awaitReturning();
        }
    }

    @Override
    public void returned(List<SqsDelivery> messages) {
        synchronized (lock) {
            messages.forEach(held.returning()::visible);
        }
    }

    private void awaitReturning() {
        long patience;
        CompletableFuture<Void> visible;
        boolean hidden;
        synchronized (lock) {
            patience = held.returning().patience(System.nanoTime());
            visible = keeper.released();
            hidden = !visible.isDone();
            awaiting = hidden || patience > 0;
        }
        if (hidden) {
            visible.thenRun(this::awaitReturning);
        } else if (patience > 0) {
            // fails in no way that isn't logged
            timer.schedule(this::awaitReturning, patience, TimeUnit.NANOSECONDS);
        } else {
            endReturning();
        }
    }

    /** Hands out what is held, though what was given back may not have come again. */
    void endReturning() {
        List<SqsDelivery> back = new ArrayList<>();
        Map<SqsDelivery, ReceiveRequest> takers = new LinkedHashMap<>();
        synchronized (lock) {
            if (held.returning().isOn()) {
                assign(held.removeAll(), takers, back);
            }
        }
        accept(complete(takers, back));
    }

    /** A message of a FIFO queue was dealt with: what is held of its group may be handed out, or goes back with it. */
    @Override
    public void ended(SqsDelivery message, boolean acknowledged) {
        if (!groups.isFifo()) {
            return;
        }
        String group = message.groupId();
        List<SqsDelivery> back = new ArrayList<>();
        Map<SqsDelivery, ReceiveRequest> takers = new LinkedHashMap<>();
        boolean last;
        synchronized (lock) {
            groups.ended(message);
            // its group gives out no more until it is deleted, and no other delete is near
            last = acknowledged && keeper.isIdle() && !demand.isGathering();
            List<SqsDelivery> next = group == null ? List.of() : held.removeGroup(group);
            if (acknowledged) {
                assign(next, takers, back);
            } else {
                back.addAll(next);
            }
        }
        List<SqsDelivery> none = complete(takers, back);
        assert none.isEmpty();
        if (last) {
            channel.soonDeletes.hurry();
        }
    }
}
