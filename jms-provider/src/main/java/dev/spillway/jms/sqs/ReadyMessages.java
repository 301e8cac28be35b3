/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages to be handed out, those of higher priority first (Jakarta Messaging 3.1, section 3.4.10), within a priority in
 * the order in which they came. Those of a FIFO queue keep the queue's order. Guarded by the receiver's lock.
 */
final class ReadyMessages {

    private static final int PRIORITIES = 10;

    private final boolean fifo;
    private final List<Deque<SqsDelivery>> byRank = new ArrayList<>(PRIORITIES);
    private int size;

    ReadyMessages(boolean fifo) {
        this.fifo = fifo;
        for (int i = 0; i < PRIORITIES; i++) {
            byRank.add(new ArrayDeque<>());
        }
    }

    /** The messages of one answer, in the order in which they are to be handed out. */
    List<SqsDelivery> ranked(List<SqsDelivery> messages) {
        return messages.stream().sorted(Comparator.comparingInt(this::rank)).toList();
    }

    private int rank(SqsDelivery message) {
        return fifo ? 0 : PRIORITIES - 1 - message.message().headers().priority();
    }

    int size() {
        return size;
    }

    void add(SqsDelivery message) {
        byRank.get(rank(message)).add(message);
        size++;
    }

    /** Removes and returns the first that is wanted and still hidden from others; {@code null} if there is none. */
    @Nullable SqsDelivery take(Predicate<? super SqsDelivery> wanted) {
        GroupOrder order = new GroupOrder(fifo);
        for (Deque<SqsDelivery> ranked : byRank) {
            for (Iterator<SqsDelivery> each = ranked.iterator(); each.hasNext(); ) {
                SqsDelivery next = each.next();
                boolean live = next.isLive();
                if (live && !order.passes(next, wanted)) {
                    continue;
                }
                each.remove();
                size--;
                if (live) {
                    return next;
                }
            }
        }
        return null;
    }

    /** Removes and returns what is wanted no more, on a FIFO queue with what is behind it in its group. */
    List<SqsDelivery> removeUnless(Predicate<? super SqsDelivery> wanted) {
        GroupOrder order = new GroupOrder(fifo);
        List<SqsDelivery> removed = new ArrayList<>();
        byRank.forEach(ranked -> ranked.removeIf(message -> !order.passes(message, wanted) && removed.add(message)));
        size -= removed.size();
        return removed;
    }

    /** The groups of messages that others may have by now. */
    Set<String> lostGroups() {
        Set<String> lost = new HashSet<>();
        byRank.forEach(ranked -> ranked.forEach(message -> {
            String group = message.groupId();
            if (group != null && !message.isLive()) {
                lost.add(group);
            }
        }));
        return lost;
    }

    /** What is still hidden from others. */
    List<SqsDelivery> live() {
        return byRank.stream()
                .flatMap(ranked -> ranked.stream().filter(SqsDelivery::isLive))
                .toList();
    }
}
