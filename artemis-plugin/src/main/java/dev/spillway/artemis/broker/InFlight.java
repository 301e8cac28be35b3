/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.store.Receipt;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.jspecify.annotations.Nullable;

/** The messages of one queue that were received and not yet deleted, each until its visibility time-out. */
final class InFlight {

    private final ConcurrentHashMap<Long, Lease> leases = new ConcurrentHashMap<>();
    private final GroupsInFlight groups = new GroupsInFlight();
    private final Timer timer;
    private final Consumer<Lease> onExpiry;

    /** Begins anywhere, so that a receipt from before a restart is not taken for one of now. */
    private final AtomicLong receives =
            new AtomicLong(ThreadLocalRandom.current().nextLong());

    /** @param onExpiry takes a lease whose time is over; it has left the table */
    InFlight(Timer timer, Consumer<Lease> onExpiry) {
        this.timer = timer;
        this.onExpiry = onExpiry;
    }

    /** Enters a message that was just delivered. Its time begins with {@link #hide}. */
    Lease enter(MessageReference reference) {
        return enter(reference, null);
    }

    /** @param group what a fair queue counts the message by; {@code null} for nothing */
    Lease enter(MessageReference reference, @Nullable SimpleString group) {
        long message = reference.getMessageID();
        Receipt receipt = new Receipt(message, receives.incrementAndGet());
        Lease lease = new Lease(reference, receipt, System.currentTimeMillis(), group);
        leases.put(message, lease);
        if (group != null) {
            groups.entered(group);
        }
        return lease;
    }

    /** Enters a message that was in flight before a restart of the broker, and is to be for this long. */
    void enter(MessageReference reference, Receipt receipt, long millis) {
        Lease lease = new Lease(reference, receipt, System.currentTimeMillis(), null);
        leases.put(receipt.message(), lease);
        hide(lease, millis);
    }

    /** Whether a group has so many messages in flight that those of other groups go first. */
    boolean isNoisy(SimpleString group) {
        return groups.isNoisy(group, leases.size());
    }

    /** How many messages of a group are in flight. */
    int of(SimpleString group) {
        return groups.of(group);
    }

    /** Hides a message for this long from now. @return false if the lease has ended */
    boolean hide(Lease lease, long millis) {
        return lease.renew(() -> timer.newTimeout(fired -> expire(lease, fired), millis, TimeUnit.MILLISECONDS));
    }

    /** The lease of a message, under whatever receipt. */
    @Nullable Lease of(long message) {
        return leases.get(message);
    }

    /** The lease that this receipt stands for, if it has not ended. */
    @Nullable Lease of(Receipt receipt) {
        Lease lease = leases.get(receipt.message());
        return lease != null && lease.receipt.receive() == receipt.receive() ? lease : null;
    }

    /** Takes a lease out. @return whether the caller took it, and so has to acknowledge or to give back its message */
    boolean take(Lease lease) {
        return lease.end() && remove(lease);
    }

    private boolean remove(Lease lease) {
        boolean removed = leases.remove(lease.receipt.message(), lease);
        if (removed && lease.group != null) {
            groups.left(lease.group);
        }
        return removed;
    }

    /** Takes out all leases, and gives those that the caller took. */
    List<Lease> takeAll() {
        List<Lease> taken = new ArrayList<>();
        for (Lease lease : leases.values()) {
            if (take(lease)) {
                taken.add(lease);
            }
        }
        return taken;
    }

    Collection<Lease> leases() {
        return leases.values();
    }

    private void expire(Lease lease, Timeout fired) {
        if (lease.expire(fired) && remove(lease)) {
            onExpiry.accept(lease);
        }
    }
}
