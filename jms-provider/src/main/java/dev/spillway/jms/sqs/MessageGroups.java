/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who has messages of which group of a FIFO queue, a consumer or a session of a pool: as long as they are not settled,
 * nobody else gets the group's next ones. SQS itself keeps a group from other receivers, but it hands out several messages of one at once. On
 * standard queues a group binds nobody. Guarded by the receiver's lock.
 */
final class MessageGroups {

    private final boolean fifo;
    private final Map<String, Holder> holders = new HashMap<>();
    private long handedOut;

    private record Holder(Object handler, Set<SqsDelivery> open) {}

    MessageGroups(boolean fifo) {
        this.fifo = fifo;
    }

    boolean isFifo() {
        return fifo;
    }

    /** Whether nobody else has a message of the same group. */
    boolean isOpenTo(Object handler, SqsDelivery message) {
        String group = message.groupId();
        Holder holder = fifo && group != null ? holders.get(group) : null;
        return holder == null || holder.handler().equals(handler);
    }

    /**
     * The consumer gets the message, whose group is open to it; nothing if there is none.
     *
     * @param onEnd told when the message is dealt with
     */
    void handed(ConsumerInbox inbox, @Nullable SqsDelivery message, SqsDelivery.EndListener onEnd) {
        if (message == null) {
            return;
        }
        if (message.place() == 0) {
            message.place(++handedOut);
        }
        message.onEnd(onEnd);
        String group = message.groupId();
        if (fifo && group != null) {
            holders.computeIfAbsent(group, key -> new Holder(inbox.handler(), new HashSet<>()))
                    .open()
                    .add(message);
        }
    }

    /** The message was acknowledged, given back or lost. */
    void ended(SqsDelivery message) {
        String group = message.groupId();
        Holder holder = group == null ? null : holders.get(group);
        if (holder != null && holder.open().remove(message) && holder.open().isEmpty()) {
            holders.remove(group);
        }
    }
}
