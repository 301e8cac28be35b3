/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.MessageReference;

/**
 * Messages of noisy groups that the consumer of a standard queue has passed over to find those of quiet groups. To Artemis
 * they are being delivered; to SQS they are visible. Not safe for use by several threads.
 */
final class HeldBack {

    private static final int MAX_MESSAGES = 10_000;

    /** How much of them may have been read from page files, in bytes: the others are in memory anyway. */
    private static final long MAX_PAGED_BYTES = 16 * 1024 * 1024;

    private final Map<SimpleString, Deque<MessageReference>> groups = new LinkedHashMap<>();

    /** The numbers of what is here. */
    private final Set<Long> held = new HashSet<>();

    private long pagedBytes;

    boolean hasRoomFor(MessageReference reference) {
        return held.size() < MAX_MESSAGES && (!reference.isPaged() || pagedBytes < MAX_PAGED_BYTES);
    }

    void add(SimpleString group, MessageReference reference) {
        groups.computeIfAbsent(group, absent -> new ArrayDeque<>()).add(reference);
        count(reference, 1);
    }

    /**
     * Hands over up to {@code max} messages of such groups, each group's in their order: the next one always of the group
     * that then has the fewest in flight.
     *
     * @param inFlight how many messages of a group are in flight now
     */
    List<MessageReference> take(int max, Predicate<SimpleString> such, ToIntFunction<SimpleString> inFlight) {
        if (held.isEmpty()) {
            return List.of();
        }
        PriorityQueue<Turn> turns = new PriorityQueue<>();
        groups.keySet().stream()
                .filter(such)
                .forEach(group -> turns.add(new Turn(inFlight.applyAsInt(group), turns.size(), group)));
        List<MessageReference> taken = new ArrayList<>(max);
        while (taken.size() < max && !turns.isEmpty()) {
            Turn turn = turns.remove();
            Deque<MessageReference> messages = groups.getOrDefault(turn.group, new ArrayDeque<>());
            MessageReference next = messages.remove();
            count(next, -1);
            taken.add(next);
            if (messages.isEmpty()) {
                groups.remove(turn.group);
            } else {
                turns.add(new Turn(turn.inFlight + 1, turn.order, turn.group));
            }
        }
        return taken;
    }

    /** @param order the place among those that have as many in flight: that of the group's coming */
    private record Turn(int inFlight, int order, SimpleString group) implements Comparable<Turn> {

        private static final Comparator<Turn> ORDER =
                Comparator.comparingInt(Turn::inFlight).thenComparingInt(Turn::order);

        @Override
        public int compareTo(Turn other) {
            return ORDER.compare(this, other);
        }
    }

    /** Hands over such messages. Looks at all of them. */
    List<MessageReference> removeIf(Predicate<MessageReference> such) {
        List<MessageReference> removed = new ArrayList<>();
        groups.values()
                .forEach(messages -> messages.removeIf(reference -> {
                    boolean goes = such.test(reference);
                    if (goes) {
                        count(reference, -1);
                        removed.add(reference);
                    }
                    return goes;
                }));
        groups.values().removeIf(Deque::isEmpty);
        return removed;
    }

    int size() {
        return held.size();
    }

    /** Whether a message is here, by its number in the broker. */
    boolean holds(long message) {
        return held.contains(message);
    }

    private void count(MessageReference reference, int sign) {
        if (sign > 0) {
            held.add(reference.getMessageID());
        } else {
            held.remove(reference.getMessageID());
        }
        if (reference.isPaged()) {
            pagedBytes += sign * (long) reference.getMessageMemoryEstimate();
        }
    }
}
