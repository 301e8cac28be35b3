/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One pass over messages in their order. On a FIFO queue nothing overtakes a message of its group: behind one that does
 * not pass, the rest of the group doesn't either. On standard queues each stands for itself.
 */
final class GroupOrder {

    private final boolean fifo;
    private final Set<String> heldUp;

    GroupOrder(boolean fifo) {
        this.fifo = fifo;
        this.heldUp = fifo ? new HashSet<>() : Set.of();
    }

    /** Whether the message passes: what the test says, unless one before it in its group didn't. */
    boolean passes(SqsDelivery message, Predicate<? super SqsDelivery> test) {
        String group = fifo ? message.groupId() : null;
        if (group == null) {
            return test.test(message);
        }
        if (heldUp.contains(group)) {
            return false;
        }
        boolean passes = test.test(message);
        if (!passes) {
            heldUp.add(group);
        }
        return passes;
    }
}
