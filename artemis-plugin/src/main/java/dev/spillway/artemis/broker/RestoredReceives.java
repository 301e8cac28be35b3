/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.broker.ReceiveJournal.Told;
import dev.spillway.artemis.broker.StoredReceive.Place;
import dev.spillway.artemis.store.Receipt;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.apache.activemq.artemis.core.paging.cursor.ConsumedPage;
import org.apache.activemq.artemis.core.paging.cursor.PageSubscription;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What was known of a queue's messages when the broker stopped, of each until the message is met: offered to a receiver,
 * or gone. Those in page files are met as Artemis reads them. Until then their visibility time-outs run here, their
 * receipts are good, and they count as in flight.
 */
final class RestoredReceives {

    private final Queue queue;
    private final InFlight inFlight;
    private final Timer timer;
    private final Clock clock;
    private final Consumer<StoredReceive> onVisible;

    /** By the message's number in the broker; guarded by this, as what follows and all that is known. */
    private final Map<Long, Known> known = new HashMap<>();

    private int hidden;
    private int deleted;

    /** Whether there is anything: after most starts, and soon after all others, there isn't. */
    private volatile boolean any;

    /** What a message is that was met. */
    enum Met {
        /** Neither of these. */
        VISIBLE,
        /** In flight, which it goes on being: its lease has been entered. */
        HIDDEN,
        /** Deleted before it was met: it is to be acknowledged. */
        DELETED
    }

    /** What is known of a message. */
    private static final class Known {

        private Told told;
        private boolean hidden;
        private boolean leaving;
        private @Nullable Timeout timeout;

        private Known(Told told) {
            this.told = told;
        }

        private boolean isDeleted() {
            return told.receive().visibleAt() == StoredReceive.DELETED;
        }
    }

    /** @param onVisible is told what was hidden and is not any more, though the message was not met; by any thread */
    RestoredReceives(Queue queue, InFlight inFlight, Timer timer, Clock clock, Consumer<StoredReceive> onVisible) {
        this.queue = queue;
        this.inFlight = inFlight;
        this.timer = timer;
        this.clock = clock;
        this.onVisible = onVisible;
    }

    /** Takes over what was stored. @return what is hidden */
    synchronized List<StoredReceive> begin(Collection<Told> stored) {
        if (stored.isEmpty()) {
            return List.of();
        }
        Set<Long> inMemory = inMemory();
        List<StoredReceive> hiding = new ArrayList<>();
        for (Told told : stored) {
            Place place = told.receive().place();
            if (place == null ? !inMemory.contains(told.receive().message()) : isGone(place) || isAcknowledged(place)) {
                // Others of the same receive are still there, or the broker was killed before the record went.
                told.history().end();
                continue;
            }
            Known one = new Known(told);
            known.put(told.receive().message(), one);
            if (one.isDeleted()) {
                deleted++;
            } else if (hide(one)) {
                hiding.add(told.receive());
            }
        }
        any = !known.isEmpty();
        return hiding;
    }

    /** The numbers of the messages that are in the journal, all of which Artemis has read. */
    private Set<Long> inMemory() {
        Set<Long> there = new HashSet<>();
        try (var references = queue.iterator()) {
            while (references.hasNext()) {
                there.add(references.next().getMessageID());
            }
        }
        queue.getScheduledMessages().forEach(reference -> there.add(reference.getMessageID()));
        queue.getDeliveringMessages()
                .values()
                .forEach(held -> held.forEach(reference -> there.add(reference.getMessageID())));
        return there;
    }

    private boolean isAcknowledged(Place place) {
        PageSubscription pages = queue.getPageSubscription();
        ConsumedPage page = pages == null ? null : pages.locatePageInfo(place.page());
        return page != null && page.isAck(place.number());
    }

    /** Whether a page file is gone, since all messages in it are. */
    private boolean isGone(Place place) {
        PageSubscription pages = queue.getPageSubscription();
        return pages == null
                || !pages.isStorePaging()
                || place.page() < pages.getPagingStore().getFirstPage();
    }

    /** Hides a message until its time. @return whether that is still to come */
    private boolean hide(Known one) {
        long left = one.told.receive().visibleAt() - clock.millis();
        if (left <= 0) {
            return false;
        }
        one.hidden = true;
        hidden++;
        return true;
    }

    /** Begins the visibility time-outs. */
    synchronized void run() {
        known.values().forEach(this::run);
    }

    private void run(Known one) {
        if (one.hidden) {
            long left = Math.max(1, one.told.receive().visibleAt() - clock.millis());
            one.timeout = timer.newTimeout(fired -> expire(one, fired), left, TimeUnit.MILLISECONDS);
        }
    }

    private void expire(Known one, Timeout fired) {
        synchronized (this) {
            if (one.timeout != fired || !show(one)) {
                return;
            }
        }
        onVisible.accept(one.told.receive());
    }

    /** Ends the hiding of a message. @return whether it was hidden */
    private boolean show(Known one) {
        if (!one.hidden) {
            return false;
        }
        one.hidden = false;
        hidden--;
        if (one.timeout != null) {
            one.timeout.cancel();
            one.timeout = null;
        }
        return true;
    }

    boolean isEmpty() {
        return !any;
    }

    /** How many messages that were not met are hidden. */
    int hidden() {
        return any ? counted(() -> hidden) : 0;
    }

    /** How many messages that were not met are deleted, though their queue counts them. */
    int deleted() {
        return any ? counted(() -> deleted) : 0;
    }

    private synchronized int counted(IntSupplier count) {
        return count.getAsInt();
    }

    /** Whether nobody may have a message. */
    synchronized boolean isWithheld(long message) {
        Known one = known.get(message);
        return one != null && (one.hidden || one.isDeleted());
    }

    /** Whether the caller is the first to be told that nobody may have this message, and so has to take it off its queue. */
    synchronized boolean leave(long message) {
        Known one = known.get(message);
        if (one == null || one.leaving) {
            return false;
        }
        one.leaving = true;
        return true;
    }

    /** Whether a message was not met, and is not deleted. */
    synchronized boolean holds(long message) {
        Known one = known.get(message);
        return one != null && !one.isDeleted();
    }

    /** Gives a message what was known of it, and forgets that here. To be asked before anybody gets it. */
    Met meet(MessageReference reference) {
        if (!any) {
            return Met.VISIBLE;
        }
        synchronized (this) {
            Known one = remove(reference.getMessageID());
            if (one == null) {
                return Met.VISIBLE;
            }
            StoredReceive receive = one.told.receive();
            // Of what is in the journal Artemis has written down what other clients gave back since.
            reference.setDeliveryCount(
                    reference.isPaged()
                            ? receive.count() + reference.getDeliveryCount()
                            : Math.max(receive.count(), reference.getDeliveryCount()));
            one.told.history().keepWith(reference);
            if (one.isDeleted()) {
                return Met.DELETED;
            }
            if (!one.hidden) {
                return Met.VISIBLE;
            }
            inFlight.enter(reference, receive.receipt(), Math.max(1, receive.visibleAt() - clock.millis()));
            return Met.HIDDEN;
        }
    }

    private @Nullable Known remove(long message) {
        Known one = known.remove(message);
        if (one == null) {
            return null;
        }
        any = !known.isEmpty();
        if (one.hidden) {
            hidden--;
        }
        if (one.timeout != null) {
            one.timeout.cancel();
        }
        if (one.isDeleted()) {
            deleted--;
        }
        return one;
    }

    /**
     * Marks a message as deleted that was not met, so that nobody gets it.
     *
     * @param visibleToo whether a receipt of whatever receive deletes it once it is visible
     * @return what is to be stored before that is told; {@code null} if this receipt doesn't delete it
     */
    synchronized @Nullable Told delete(Receipt receipt, boolean visibleToo) {
        Known one = known.get(receipt.message());
        if (one == null
                || one.isDeleted()
                || (one.hidden ? !one.told.receive().receipt().equals(receipt) : !visibleToo)) {
            return null;
        }
        show(one);
        deleted++;
        one.told = until(one, StoredReceive.DELETED);
        return one.told;
    }

    /**
     * Hides a message for this long from now that is hidden by this receipt, and was not met; 0 ends that.
     *
     * @return what is to be stored before {@link #told}; {@code null} if it isn't so
     */
    synchronized @Nullable Told change(Receipt receipt, long visibilityMillis) {
        Known one = known.get(receipt.message());
        if (one == null || !one.hidden || !one.told.receive().receipt().equals(receipt)) {
            return null;
        }
        show(one);
        one.told = until(one, clock.millis() + visibilityMillis);
        hide(one);
        run(one);
        return one.told;
    }

    private static Told until(Known one, long visibleAt) {
        return new Told(one.told.receive().until(visibleAt), one.told.history());
    }

    /** A message is gone that was perhaps not met. */
    void forget(long message) {
        if (!any) {
            return;
        }
        Known one;
        synchronized (this) {
            one = remove(message);
        }
        if (one == null) {
            return;
        }
        one.told.history().end();
        if (one.hidden) {
            onVisible.accept(one.told.receive());
        }
    }

    /** Drops what is known of messages that went when the broker was killed: their pages go some time. */
    void sweep() {
        if (!any) {
            return;
        }
        List<Long> gone;
        synchronized (this) {
            gone = known.values().stream()
                    .map(one -> one.told.receive())
                    .filter(receive -> receive.place() != null && isGone(receive.place()))
                    .map(StoredReceive::message)
                    .toList();
        }
        gone.forEach(this::forget);
    }

    /** Nothing is asked for any more: what is stored stays. */
    synchronized void clear() {
        List.copyOf(known.keySet()).forEach(this::remove);
    }
}
