/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The consumers of one receiver, and whether their connection is started. Guarded by the receiver's lock. */
final class Consumers {

    private final Set<ConsumerInbox> inboxes = new HashSet<>();
    /** How many have a selector. */
    private int selective;

    private boolean started;

    void add(ConsumerInbox inbox) {
        inboxes.add(inbox);
        if (inbox.isSelective()) {
            selective++;
        }
    }

    void remove(ConsumerInbox inbox) {
        if (inboxes.remove(inbox) && inbox.isSelective()) {
            selective--;
        }
    }

    void start() {
        started = true;
    }

    void stop() {
        started = false;
    }

    boolean areStarted() {
        return started;
    }

    /** Whether there is somebody to receive for. */
    boolean areReceiving() {
        return started && !inboxes.isEmpty();
    }

    boolean isEmpty() {
        return inboxes.isEmpty();
    }

    int size() {
        return inboxes.size();
    }

    List<ConsumerInbox> all() {
        return List.copyOf(inboxes);
    }

    boolean isAnySelective() {
        return selective > 0;
    }

    boolean isWanted(SqsDelivery delivery) {
        return selective == 0 || inboxes.stream().anyMatch(inbox -> inbox.selects(delivery));
    }
}
