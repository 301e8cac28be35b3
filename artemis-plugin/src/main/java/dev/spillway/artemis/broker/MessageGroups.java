/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The message groups of a FIFO queue: which message may be taken next. A group of which a message is taken is locked
 * until all of those are deleted or given back; what is given back takes its old place. Groups take turns, in the order
 * in which they became free. Not safe for use by several threads.
 *
 * @param <M> the messages
 */
final class MessageGroups<M> {

    private final Map<String, Group<M>> groups = new HashMap<>();
    private final Deque<Group<M>> free = new ArrayDeque<>();
    private long positions;
    private int waiting;

    /** Adds a message behind all others of its group. */
    void add(String group, M message) {
        Group<M> joined = groups.computeIfAbsent(group, Group::new);
        joined.waiting.put(positions++, message);
        waiting++;
        if (joined.waiting.size() == 1 && joined.taken == 0) {
            free.add(joined);
        }
    }

    /**
     * Takes up to {@code max} messages: all that it can of one group before the next.
     *
     * @param wanted refuses a message that is to leave the queue instead; it counts as taken all the same
     */
    List<Member<M>> take(int max, Predicate<Member<M>> wanted) {
        List<Member<M>> taken = new ArrayList<>(Math.min(max, waiting));
        while (taken.size() < max && !free.isEmpty()) {
            Group<M> group = free.removeFirst();
            while (taken.size() < max && !group.waiting.isEmpty()) {
                var first = group.waiting.pollFirstEntry();
                waiting--;
                group.taken++;
                Member<M> member = new Member<>(group, first.getKey(), first.getValue());
                if (wanted.test(member)) {
                    taken.add(member);
                }
            }
        }
        return taken;
    }

    /** A message that was taken waits again, in its old place. */
    void giveBack(Member<M> member) {
        member.group.waiting.put(member.position, member.message);
        waiting++;
        remove(member);
    }

    /** A message that was taken is gone. */
    void remove(Member<M> member) {
        member.group.taken--;
        settle(member.group);
    }

    /** Frees a group of which nothing is taken, or forgets it if it is empty too. */
    private void settle(Group<M> group) {
        if (group.taken > 0) {
            return;
        }
        if (group.waiting.isEmpty()) {
            groups.remove(group.id, group);
        } else {
            free.add(group);
        }
    }

    /** How many messages wait, in locked groups too. */
    int waiting() {
        return waiting;
    }

    /** Whether a message can be taken now. */
    boolean hasFree() {
        return !free.isEmpty();
    }

    /** Takes such messages out of those that wait. Looks at all of them. */
    void removeIf(Predicate<M> such) {
        for (Group<M> group : List.copyOf(groups.values())) {
            int before = group.waiting.size();
            group.waiting.values().removeIf(such);
            waiting -= before - group.waiting.size();
            if (group.waiting.isEmpty() && group.taken == 0) {
                groups.remove(group.id);
                free.remove(group);
            }
        }
    }

    /** Whether such a message waits. Looks at all of them. */
    boolean isWaiting(Predicate<M> such) {
        return groups.values().stream()
                .anyMatch(group -> group.waiting.values().stream().anyMatch(such));
    }

    /** Takes out all messages that wait, in the order in which they came. */
    List<M> clear() {
        List<Map.Entry<Long, M>> all = new ArrayList<>(waiting);
        groups.values().forEach(group -> {
            all.addAll(group.waiting.entrySet());
            group.waiting.clear();
        });
        all.sort(Comparator.comparing(Map.Entry::getKey));
        groups.values().removeIf(group -> group.taken == 0);
        free.clear();
        waiting = 0;
        return all.stream().map(Map.Entry::getValue).toList();
    }

    /** A message that was taken, with its place in its group. */
    static final class Member<M> {

        final M message;
        private final Group<M> group;
        private final long position;

        private Member(Group<M> group, long position, M message) {
            this.group = group;
            this.position = position;
            this.message = message;
        }
    }

    private static final class Group<M> {

        private final String id;
        /** By position. */
        private final TreeMap<Long, M> waiting = new TreeMap<>();
        /** How many messages are taken: in flight. */
        private int taken;

        private Group(String id) {
            this.id = id;
        }
    }
}
