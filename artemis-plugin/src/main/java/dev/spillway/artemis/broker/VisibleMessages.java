/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;

/**
 * The messages of a queue that nobody has in flight, by their numbers in the broker: for receipts whose time-out has
 * expired, or that are of before a restart. The queue is looked through, as far as it is in memory: the message lies near
 * the head as a rule, and else this takes its time.
 */
final class VisibleMessages {

    private final Queue queue;
    private final Receives receives;

    VisibleMessages(Queue queue, Receives receives) {
        this.queue = queue;
        this.receives = receives;
    }

    boolean holds(long message) {
        if (receives.isHeld(message)) {
            return true;
        }
        try (LinkedListIterator<MessageReference> references = queue.iterator()) {
            while (references.hasNext()) {
                if (references.next().getMessageID() == message) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Deletes a message. One that is not there is no error. */
    void delete(long message) throws Exception {
        MessageReference held = receives.takeHeld(message);
        if (held != null) {
            queue.acknowledge(held);
            return;
        }
        MessageReference reference = queue.removeReferenceWithID(message);
        if (reference != null) {
            reference.handled();
            queue.acknowledge(reference);
        }
    }
}
