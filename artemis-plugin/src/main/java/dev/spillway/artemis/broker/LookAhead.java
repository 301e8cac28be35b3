/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.MessageReference;

/**
 * What the consumer of a FIFO queue has taken from it ahead of receives, by group. To Artemis it is being delivered; to
 * SQS it is visible until a receive takes it from here. Not safe for use by several threads.
 */
final class LookAhead {

    /** How many messages it holds, as AWS does. */
    private static final int MAX_MESSAGES = 120_000;

    /** How much of them may have been read from page files, in bytes: the others are in memory anyway. */
    private static final long MAX_PAGED_BYTES = 32 * 1024 * 1024;

    private final MessageGroups<MessageReference> groups = new MessageGroups<>();

    /** What receives have taken, by number in the broker. */
    private final Map<Long, MessageGroups.Member<MessageReference>> taken = new HashMap<>();

    /** The numbers of what it holds. */
    private final Set<Long> held = new HashSet<>();

    /** How many messages of a group lock it that were in flight before a restart and have not come here yet. */
    private final Map<String, Integer> locks = new HashMap<>();

    private long pagedBytes;

    boolean hasRoomFor(MessageReference reference) {
        return groups.waiting() < MAX_MESSAGES && (!reference.isPaged() || pagedBytes < MAX_PAGED_BYTES);
    }

    /**
     * Holds the queue's next message.
     *
     * @param sentAt when it counts as sent, milliseconds since the epoch
     */
    void add(MessageReference reference, long sentAt) {
        count(reference, 1);
        var member = taken.remove(reference.getMessageID());
        if (member == null) {
            groups.add(group(reference), reference, sentAt);
        } else {
            // A transaction that was to take it away was rolled back, by which the queue has it again.
            groups.giveBack(member);
        }
    }

    /** The queue's next message is one of those for which its group was locked: it is in flight. */
    void addTaken(MessageReference reference, long sentAt) {
        String group = group(reference);
        release(group);
        taken.put(reference.getMessageID(), groups.addTaken(group, reference, sentAt));
    }

    /** Locks a group for a message that is in flight but has not come here. */
    void lock(String group) {
        locks.merge(group, 1, Integer::sum);
        groups.lock(group);
    }

    /** Such a message is not in flight any more. */
    void unlock(String group) {
        release(group);
        groups.unlock(group);
    }

    private void release(String group) {
        locks.computeIfPresent(group, (same, count) -> count == 1 ? null : count - 1);
    }

    boolean isAnyLocked() {
        return !locks.isEmpty();
    }

    /** Whether a message's group is locked so. */
    boolean isLocked(MessageReference reference) {
        return locks.containsKey(group(reference));
    }

    /** Messages that JMS clients sent without a group are in order among themselves. */
    static String group(MessageReference reference) {
        SimpleString group = reference.getMessage().getGroupID();
        return group == null ? "" : group.toString();
    }

    /**
     * Takes up to {@code max} messages that a receive may have.
     *
     * @param sentUntil messages that were sent later are still hidden
     * @param wanted refuses a message that is to leave the queue instead; it counts as taken all the same
     */
    List<MessageReference> take(int max, long sentUntil, Predicate<MessageReference> wanted) {
        return groups
                .take(max, sentUntil, member -> {
                    count(member.message, -1);
                    taken.put(member.message.getMessageID(), member);
                    return wanted.test(member.message);
                })
                .stream()
                .map(member -> member.message)
                .toList();
    }

    /** Holds a message again that was taken. @return whether it was */
    boolean giveBack(MessageReference reference) {
        var member = taken.remove(reference.getMessageID());
        if (member == null) {
            return false;
        }
        groups.giveBack(member);
        count(reference, 1);
        return true;
    }

    /** Forgets a message that was taken, if it was: it is gone. */
    void remove(MessageReference reference) {
        var member = taken.remove(reference.getMessageID());
        if (member != null) {
            groups.remove(member);
        }
    }

    /** Whether a receive should look for a message that it can take. */
    boolean hasFree() {
        return groups.hasFree();
    }

    /** Lets groups take their turn again whose first message was sent until then. */
    void free(long sentUntil) {
        groups.free(sentUntil);
    }

    /** When the message was sent that is visible first of those that block a group, {@link MessageGroups#NONE} without any. */
    long nextReady() {
        return groups.nextReady();
    }

    /** Whether receives have taken nothing that is not deleted or given back. */
    boolean isNothingTaken() {
        return taken.isEmpty() && locks.isEmpty();
    }

    /** How many messages it holds. */
    int size() {
        return groups.waiting();
    }

    /** Whether it holds a message, by its number in the broker. */
    boolean holds(long message) {
        return held.contains(message);
    }

    /** Hands over such messages of those that it holds. */
    List<MessageReference> removeIf(Predicate<MessageReference> such) {
        List<MessageReference> removed = new ArrayList<>();
        groups.removeIf(reference -> {
            boolean goes = such.test(reference);
            if (goes) {
                count(reference, -1);
                removed.add(reference);
            }
            return goes;
        });
        return removed;
    }

    /** Hands over all messages that it holds, in the queue's order. */
    List<MessageReference> clear() {
        pagedBytes = 0;
        held.clear();
        return groups.clear();
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
