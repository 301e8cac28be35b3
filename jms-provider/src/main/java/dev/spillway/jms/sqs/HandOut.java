/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who gets the messages that a receiver has received. It shares the receiver's state, and its lock. */
final class HandOut {

    private static final Logger LOG = LoggerFactory.getLogger(HandOut.class);

    private final Object lock;
    private final QueueChannel channel;
    private final VisibilityKeeper keeper;
    private final Consumers consumers;
    private final ReceiveRequests requests;
    private final Held held;
    private final MessageGroups groups;
    private final Demand demand;

    HandOut(
            Object lock,
            QueueChannel channel,
            VisibilityKeeper keeper,
            Consumers consumers,
            ReceiveRequests requests,
            Held held,
            MessageGroups groups,
            Demand demand) {
        this.lock = lock;
        this.channel = channel;
        this.keeper = keeper;
        this.consumers = consumers;
        this.requests = requests;
        this.held = held;
        this.groups = groups;
        this.demand = demand;
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
        List<SqsDelivery> rest = new ArrayList<>();
        GroupOrder order = new GroupOrder(groups.isFifo());
        for (SqsDelivery message : messages) {
            if (!order.passes(message, candidate -> isHanded(candidate, takers))) {
                rest.add(message);
            }
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

    private boolean isHanded(SqsDelivery message, Map<SqsDelivery, ReceiveRequest> takers) {
        ReceiveRequest taker = requests.takerOf(message);
        if (taker == null) {
            return false;
        }
        takers.put(message, taker);
        groups.handed(taker.inbox(), message, this::ended);
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

    /** A message of a FIFO queue was dealt with: what is held of its group may be handed out, or goes back with it. */
    void ended(SqsDelivery message, boolean acknowledged) {
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
