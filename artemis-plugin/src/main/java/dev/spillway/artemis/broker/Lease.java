/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.store.Receipt;
import io.netty.util.Timeout;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.jspecify.annotations.Nullable;

/** A message that was received and is hidden until its visibility time-out. */
final class Lease {

    final MessageReference reference;
    final Receipt receipt;
    final long receivedAt;
    final int receiveCount;

    /** What a fair queue counts it by. */
    final @Nullable SimpleString group;

    /** When it becomes visible; guarded by this lease. */
    private @Nullable Timeout timeout;

    /** Whether its receiver asked for another time-out than that of the receive. */
    volatile boolean changed;

    /** Whether it was deleted or given back: who ends it owns the reference. Guarded by this lease. */
    private boolean ended;

    Lease(MessageReference reference, Receipt receipt, long receivedAt, @Nullable SimpleString group) {
        this.reference = reference;
        this.receipt = receipt;
        this.receivedAt = receivedAt;
        this.group = group;
        this.receiveCount = reference.getDeliveryCount();
    }

    /** Ends the lease. @return whether the caller was the one who did */
    synchronized boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        if (timeout != null) {
            timeout.cancel();
        }
        return true;
    }

    /** Ends the lease because this time-out fired, unless another one has taken its place since. */
    synchronized boolean expire(Timeout fired) {
        return timeout == fired && end();
    }

    /** Replaces the time-out, unless the lease has ended. */
    synchronized boolean renew(Supplier<Timeout> next) {
        if (ended) {
            return false;
        }
        if (timeout != null) {
            timeout.cancel();
        }
        timeout = next.get();
        return true;
    }
}
