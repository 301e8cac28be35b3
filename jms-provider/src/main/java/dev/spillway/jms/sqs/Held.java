/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.destination.QueueAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a receiver has received and nobody has asked for yet. Guarded by the receiver's lock. */
final class Held {

    private final boolean fifo;
    private final ReadyMessages ready;
    /** What no consumer selects, on a FIFO queue with what is behind it in its group, until the consumers change. */
    private final Parked unselected;
    /** What consumers select that have enough ready, until they ask for more than that. */
    private final Parked overflow;

    private final Returning returning = new Returning();

    private CompletableFuture<Void> shown = CompletableFuture.completedFuture(null);

    Held(QueueChannel channel) {
        this.fifo = QueueAddress.isFifo(channel.queue);
        this.ready = new ReadyMessages(fifo);
        this.unselected = new Parked(channel);
        this.overflow = new Parked(channel);
    }

    /** The messages of one answer, in the order in which they are to be handed out. */
    List<SqsDelivery> ranked(List<SqsDelivery> messages) {
        return ready.ranked(messages);
    }

    int ready() {
        return ready.size();
    }

    /** What was given back, and goes before what is ready. */
    Returning returning() {
        return returning;
    }

    boolean isEmpty() {
        return ready.size() == 0 && !returning.isOn() && unselected.isEmpty() && overflow.isEmpty();
    }

    /**
     * Takes messages that nobody has asked for.
     *
     * @param wanted whether a consumer selects it
     * @param most how many are ready at most where consumers have selectors: others could not be reached behind them
     */
    void keep(List<SqsDelivery> messages, Predicate<? super SqsDelivery> wanted, int most, long now) {
        GroupOrder order = new GroupOrder(fifo);
        List<SqsDelivery> nobodys = new ArrayList<>();
        List<SqsDelivery> tooMany = new ArrayList<>();
        for (SqsDelivery message : messages) {
            if (!order.passes(message, wanted)) {
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
        SqsDelivery next = returning.take(wanted);
        // what others may have by now is expected no more
        return next != null || returning.isOn() ? next : ready.take(wanted);
    }

    /** What is ready or has come again, and is still hidden from others. */
    List<SqsDelivery> live() {
        return Stream.concat(returning.come().stream().filter(SqsDelivery::isLive), ready.live().stream())
                .toList();
    }

    /** Removes and returns all that is ready, after what has come again; nothing more is expected to. */
    List<SqsDelivery> removeAll() {
        List<SqsDelivery> all = new ArrayList<>(returning.end());
        all.addAll(ready.removeUnless(message -> false));
        return all;
    }

    /** Removes and returns what is wanted no more, on a FIFO queue with what is behind it in its group. */
    List<SqsDelivery> removeUnless(Predicate<? super SqsDelivery> wanted) {
        return ready.removeUnless(wanted);
    }

    /** Removes and returns the messages of a group. */
    List<SqsDelivery> removeGroup(String group) {
        return removeUnless(message -> !group.equals(message.groupId()));
    }

    /** Removes what others may have by now, and with it the rest of its group, which is returned. */
    List<SqsDelivery> removeLostGroups() {
        Set<String> lost = ready.lostGroups();
        if (lost.isEmpty()) {
            return List.of();
        }
        return removeUnless(message -> message.groupId() == null || !lost.contains(message.groupId())).stream()
                .filter(SqsDelivery::isLive)
                .toList();
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
