/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.broker.ReceiveJournal.Told;
import dev.spillway.artemis.store.MessageQueue.VisibilityChange;
import dev.spillway.artemis.store.Receipt;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;

/** What receivers do with the messages of a queue that they have received: deletes, and changes of visibility. */
final class Receipts {

    private final Queue queue;
    private final boolean fifo;
    private final Commit commit;
    private final InFlight inFlight;
    private final RestoredReceives restored;
    private final ReceiveJournal journal;
    private final Receives receives;
    private final Disposal disposal;
    private final VisibleMessages visible;
    private final Clock clock;

    Receipts(
            Queue queue,
            boolean fifo,
            Commit commit,
            InFlight inFlight,
            RestoredReceives restored,
            ReceiveJournal journal,
            Receives receives,
            Disposal disposal,
            Clock clock) {
        this.queue = queue;
        this.fifo = fifo;
        this.commit = commit;
        this.inFlight = inFlight;
        this.restored = restored;
        this.journal = journal;
        this.receives = receives;
        this.disposal = disposal;
        this.visible = new VisibleMessages(queue, receives);
        this.clock = clock;
    }

    /** @return the receipts that have expired, on a FIFO queue */
    CompletableFuture<Set<Receipt>> delete(List<Receipt> receipts) {
        Deletion deletion = new Deletion();
        Commit.Operations operations = () -> {
            for (Receipt receipt : receipts) {
                deletion.delete(receipt);
            }
            journal.store(deletion.told);
        };
        // What is not in flight is looked for in the queue, which may be long: not on the caller's thread.
        boolean allInFlight = receipts.stream().allMatch(receipt -> inFlight.of(receipt.message()) != null);
        return (allInFlight ? commit.durably(operations) : commit.durablyElsewhere(operations)).thenApply(durable -> {
            receives.deleted(deletion.deleted);
            deletion.unlocked.forEach(receives::unlock);
            return deletion.expired;
        });
    }

    /** Messages that are deleted together. */
    private final class Deletion {

        final Set<Receipt> expired = new HashSet<>();
        final List<MessageReference> deleted = new ArrayList<>();
        final List<String> unlocked = new ArrayList<>();
        final List<Told> told = new ArrayList<>();

        void delete(Receipt receipt) throws Exception {
            Lease lease = inFlight.of(receipt.message());
            if (lease != null) {
                if (lease.receipt.equals(receipt) && inFlight.take(lease)) {
                    queue.acknowledge(lease.reference);
                    deleted.add(lease.reference);
                } else if (fifo) {
                    expired.add(receipt);
                }
                return;
            }
            Told restoredOne = restored.delete(receipt, !fifo);
            if (restoredOne != null) {
                deleteRestored(restoredOne.receive(), restoredOne);
            } else if (inFlight.of(receipt.message()) != null) {
                // It has just come from a page file.
                delete(receipt);
            } else if (fifo) {
                if (visible.holds(receipt.message()) || restored.holds(receipt.message())) {
                    expired.add(receipt);
                }
            } else if (!restored.holds(receipt.message())) {
                visible.delete(receipt.message());
            }
        }

        private void deleteRestored(StoredReceive receive, Told tombstone) throws Exception {
            MessageReference reference = queue.removeReferenceWithID(receive.message());
            if (reference == null) {
                told.add(tombstone);
            } else {
                reference.handled();
                queue.acknowledge(reference);
            }
            if (receive.group() != null) {
                unlocked.add(receive.group());
            }
        }
    }

    /** @return of each, whether the message was in flight by its receipt; complete once it is on disk */
    CompletableFuture<List<Boolean>> change(List<VisibilityChange> changes) {
        List<Boolean> changed = new ArrayList<>(changes.size());
        return commit.durably(() -> {
                    List<Told> told = new ArrayList<>(changes.size());
                    List<Runnable> then = new ArrayList<>(changes.size());
                    try {
                        changes.forEach(change -> changed.add(change(change, told, then)));
                        journal.store(told);
                    } finally {
                        // After that is written: whoever receives it next writes too.
                        then.forEach(Runnable::run);
                    }
                })
                .thenApply(durable -> changed);
    }

    private boolean change(VisibilityChange change, List<Told> told, List<Runnable> then) {
        long millis = change.visibilityMillis();
        Lease lease = inFlight.of(change.receipt());
        if (lease == null) {
            return changeRestored(change, told, then);
        }
        if (millis > 0) {
            lease.changed = true;
            if (!inFlight.hide(lease, millis)) {
                return false;
            }
        } else if (inFlight.take(lease)) {
            then.add(() -> disposal.expired(lease));
        } else {
            return false;
        }
        told.add(journal.told(lease, clock.millis() + millis));
        return true;
    }

    private boolean changeRestored(VisibilityChange change, List<Told> told, List<Runnable> then) {
        Told restoredOne = restored.change(change.receipt(), change.visibilityMillis());
        if (restoredOne == null) {
            // It may just have come from a page file.
            return inFlight.of(change.receipt()) != null && change(change, told, then);
        }
        told.add(restoredOne);
        String group = restoredOne.receive().group();
        if (change.visibilityMillis() == 0 && group != null) {
            then.add(() -> receives.unlock(group));
        }
        return true;
    }

    /** Whether nobody has a message in flight that is there; to be asked on the queue's executor. */
    boolean isVisible(Receipt receipt) {
        long message = receipt.message();
        return inFlight.of(message) == null
                && !restored.isWithheld(message)
                && (visible.holds(message) || restored.holds(message));
    }
}
