/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a receiver has received and nobody has asked for yet. Guarded by the receiver's lock. */
final class Held {

    private final Deque<SqsDelivery> ready = new ArrayDeque<>();
    /** What no consumer selects, until the consumers change. */
    private final Parked unselected;
    /** What consumers select that have enough ready, until they ask for more than that. */
    private final Parked overflow;

    private CompletableFuture<Void> shown = CompletableFuture.completedFuture(null);

    Held(QueueChannel channel) {
        this.unselected = new Parked(channel);
        this.overflow = new Parked(channel);
    }

    int ready() {
        return ready.size();
    }

    boolean isEmpty() {
        return ready.isEmpty() && unselected.isEmpty() && overflow.isEmpty();
    }

    /**
     * Takes messages that nobody has asked for.
     *
     * @param wanted whether a consumer selects it
     * @param most how many are ready at most where consumers have selectors: others could not be reached behind them
     */
    void keep(List<SqsDelivery> messages, Predicate<? super SqsDelivery> wanted, int most, long now) {
        List<SqsDelivery> nobodys = new ArrayList<>();
        List<SqsDelivery> tooMany = new ArrayList<>();
        for (SqsDelivery message : messages) {
            if (!wanted.test(message)) {
                nobodys.add(message);
            } else if (ready.size() >= most) {
                tooMany.add(message);
            } else {
                ready.add(message);
            }
        }
        unselected.add(nobodys, now);
        overflow.add(tooMany, now);
    }

    /** Removes and returns the first that is wanted and still hidden from others; {@code null} if there is none. */
    @Nullable SqsDelivery take(Predicate<? super SqsDelivery> wanted) {
        for (Iterator<SqsDelivery> each = ready.iterator(); each.hasNext(); ) {
            SqsDelivery next = each.next();
            if (!next.isLive()) {
                each.remove();
            } else if (wanted.test(next)) {
                each.remove();
                return next;
            }
        }
        return null;
    }

    /** Removes and returns what is wanted no more. */
    List<SqsDelivery> removeUnless(Predicate<? super SqsDelivery> wanted) {
        List<SqsDelivery> removed = new ArrayList<>();
        ready.removeIf(message -> !wanted.test(message) && removed.add(message));
        return removed;
    }

    void showOverflow(long now) {
        show(overflow, now);
    }

    /** Makes everything visible that is not ready. */
    void showAll(long now) {
        show(overflow, now);
        show(unselected, now);
    }

    private void show(Parked parked, long now) {
        if (!parked.isEmpty()) {
            shown = CompletableFuture.allOf(shown, parked.show(now));
        }
    }

    /** Complete once the service has been told of what was made visible. */
    CompletableFuture<Void> shown() {
        return shown;
    }
}
