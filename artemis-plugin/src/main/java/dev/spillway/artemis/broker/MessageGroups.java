/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The message groups of a FIFO queue: which message may be taken next. A group of which a message is taken is locked
 * until all of those are deleted or given back; what is given back takes its old place. A group whose first message is
 * not ready waits for it, whatever is behind. Groups take turns, in the order in which they became free. Not safe for use
 * by several threads.
 *
 * @param <M> the messages
 */
final class MessageGroups<M> {

    /** What {@link #nextReady} gives where no group waits for its first message to be ready. */
    static final long NONE = Long.MAX_VALUE;

    private final Map<String, Group<M>> groups = new HashMap<>();

    /** Groups of which nothing is taken and something waits. Its first message may turn out not to be ready. */
    private final Deque<Group<M>> free = new ArrayDeque<>();

    /** Such groups whose first message was not ready when it was looked at, the oldest message first. */
    private final PriorityQueue<Group<M>> delayed =
            new PriorityQueue<>(Comparator.comparingLong(group -> group.first().sentAt));

    private long positions;
    private int waiting;

    /**
     * Adds a message behind all others of its group.
     *
     * @param sentAt milliseconds since the epoch
     */
    void add(String group, M message, long sentAt) {
        Group<M> joined = groups.computeIfAbsent(group, Group::new);
        Member<M> member = new Member<>(joined, positions++, message, sentAt);
        joined.waiting.put(member.position, member);
        waiting++;
        if (joined.waiting.size() == 1 && joined.taken == 0) {
            free.add(joined);
        }
    }

    /** Counts a message of a group as taken that has not come yet. */
    void lock(String group) {
        Group<M> locked = groups.computeIfAbsent(group, Group::new);
        if (locked.taken++ == 0) {
            free.remove(locked);
            delayed.remove(locked);
        }
    }

    /** Such a message has come, behind all others of its group: it is taken as any other. */
    Member<M> addTaken(String group, M message, long sentAt) {
        return new Member<>(groups.computeIfAbsent(group, Group::new), positions++, message, sentAt);
    }

    /** Such a message is not taken any more, and comes as any other. */
    void unlock(String group) {
        Group<M> locked = groups.get(group);
        if (locked != null) {
            locked.taken--;
            settle(locked);
        }
    }

    /**
     * Takes up to {@code max} messages: all that it can of one group before the next.
     *
     * @param sentUntil a message that was sent later is not ready
     * @param wanted refuses a message that is to leave the queue instead; it counts as taken all the same
     */
    List<Member<M>> take(int max, long sentUntil, Predicate<Member<M>> wanted) {
        free(sentUntil);
        List<Member<M>> taken = new ArrayList<>(Math.min(max, waiting));
        while (taken.size() < max && !free.isEmpty()) {
            Group<M> group = free.removeFirst();
            if (group.first().sentAt > sentUntil) {
                delayed.add(group);
                continue;
            }
            while (taken.size() < max && !group.waiting.isEmpty() && group.first().sentAt <= sentUntil) {
                Member<M> member = group.waiting.pollFirstEntry().getValue();
                waiting--;
                group.taken++;
                if (wanted.test(member)) {
                    taken.add(member);
                }
            }
        }
        return taken;
    }

    /** Lets groups take their turn again whose first message was sent until then. */
    void free(long sentUntil) {
        while (!delayed.isEmpty() && nextReady() <= sentUntil) {
            free.add(delayed.remove());
        }
    }

    /** A message that was taken waits again, in its old place. */
    void giveBack(Member<M> member) {
        member.group.waiting.put(member.position, member);
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

    /** Whether a group is free. Its first message may turn out not to be ready. */
    boolean hasFree() {
        return !free.isEmpty();
    }

    /** When the message was sent that is ready first of those that were found not to be; {@link #NONE} without any. */
    long nextReady() {
        Group<M> next = delayed.peek();
        return next == null ? NONE : next.first().sentAt;
    }

    /** Takes such messages out of those that wait. Looks at all of them. */
    void removeIf(Predicate<M> such) {
        free.addAll(delayed);
        delayed.clear();
        for (Group<M> group : List.copyOf(groups.values())) {
            int before = group.waiting.size();
            group.waiting.values().removeIf(member -> such.test(member.message));
            waiting -= before - group.waiting.size();
            if (group.waiting.isEmpty() && group.taken == 0) {
                groups.remove(group.id);
            }
        }
        free.removeIf(group -> group.waiting.isEmpty());
    }

    /** Takes out all messages that wait, in the order in which they came. */
    List<M> clear() {
        List<Member<M>> all = new ArrayList<>(waiting);
        groups.values().forEach(group -> {
            all.addAll(group.waiting.values());
            group.waiting.clear();
        });
        all.sort(Comparator.comparingLong(member -> member.position));
        groups.values().removeIf(group -> group.taken == 0);
        free.clear();
        delayed.clear();
        waiting = 0;
        return all.stream().map(member -> member.message).toList();
    }

    /** A message with its place in its group. */
    static final class Member<M> {

        final M message;
        private final Group<M> group;
        private final long position;
        private final long sentAt;

        private Member(Group<M> group, long position, M message, long sentAt) {
            this.group = group;
            this.position = position;
            this.message = message;
            this.sentAt = sentAt;
        }
    }

    private static final class Group<M> {

        private final String id;
        /** By position. */
        private final TreeMap<Long, Member<M>> waiting = new TreeMap<>();
        /** How many messages are taken: in flight. */
        private int taken;

        private Group(String id) {
            this.id = id;
        }

        private Member<M> first() {
            return waiting.firstEntry().getValue();
        }
    }
}
