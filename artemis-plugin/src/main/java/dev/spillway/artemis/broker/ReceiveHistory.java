/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import org.apache.activemq.artemis.core.server.MessageReference;
import org.jspecify.annotations.Nullable;

/** What is known of a message's receives beside their number; kept with its reference, as long as that lives. */
final class ReceiveHistory {

    /** Milliseconds since the epoch. */
    final long firstReceivedAt;

    /** The record in the journal that tells it; guarded by this. */
    private ReceiveJournal.@Nullable Entry record;

    /** Whether the message is gone; guarded by this. */
    private boolean over;

    ReceiveHistory(long firstReceivedAt) {
        this.firstReceivedAt = firstReceivedAt;
    }

    /** The history of a message; {@code null} if it was never received, or not since a restart of the broker. */
    static @Nullable ReceiveHistory of(MessageReference reference) {
        return reference.getProtocolData(ReceiveHistory.class);
    }

    /** The history of a message that was received. */
    static ReceiveHistory of(Lease lease) {
        ReceiveHistory history = of(lease.reference);
        if (history == null) {
            history = new ReceiveHistory(lease.receivedAt);
            history.keepWith(lease.reference);
        }
        return history;
    }

    void keepWith(MessageReference reference) {
        reference.setProtocolData(ReceiveHistory.class, this);
    }

    /** Another record tells it from now on. The former one goes when it tells of no message any more. */
    void toldBy(ReceiveJournal.Entry next) {
        ReceiveJournal.Entry former;
        synchronized (this) {
            if (over) {
                return;
            }
            next.retain();
            former = record;
            record = next;
        }
        if (former != null) {
            former.release();
        }
    }

    /** The message is gone. */
    void end() {
        ReceiveJournal.Entry last;
        synchronized (this) {
            over = true;
            last = record;
            record = null;
        }
        if (last != null) {
            last.release();
        }
    }
}
