/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A queue with SQS's meaning of receive, visibility and delete: a FIFO queue if its name ends in {@code .fifo}. Methods may be called by any thread, none blocks, and a
 * waiting receive holds no thread.
 */
public interface MessageQueue {

    /** The queue's name. */
    String name();

    /** The settings as last stored. Cheap. */
    QueueSettings settings();

    /** Replaces the settings; complete once they are on disk. */
    CompletableFuture<Void> update(QueueSettings settings);

    /**
     * Stores the messages in this order; complete once all of them are on disk. All or none are stored. A FIFO queue
     * passes over duplicates, and gives what was stored in their place, for five minutes, though it may have been
     * deleted since and the broker restarted.
     *
     * @return what became of each message, in the same order
     */
    CompletableFuture<List<SentMessage>> send(List<NewMessage> messages);

    /**
     * Takes up to {@code max} visible messages and hides them. A FIFO queue gives messages of a group in their order,
     * as many of one group as there are before those of the next, and none of a group of which messages are in flight.
     *
     * <p>Cancelling the future ends the wait; messages that it would have brought are visible again at once.
     *
     * @param max 1 to 10
     * @param visibilityMillis how long the messages stay hidden; 0 leaves them visible
     * @param waitMillis how long to wait for a first message; 0 answers with what is there
     * @return the messages, complete once receive counts of two and more are on disk; empty when the wait is over or the queue
     *     is deleted
     */
    CompletableFuture<List<ReceivedMessage>> receive(int max, long visibilityMillis, long waitMillis);

    /**
     * Gives messages again that were received together, hidden anew from now on. They don't count as received once more.
     *
     * @param visibilityMillis how long the messages stay hidden; 0 makes them visible
     * @return nothing if one of them was deleted, is visible again, or had its visibility changed: then nothing has changed
     *     here, but for messages before it in the list, which may be hidden for longer
     */
    Optional<List<ReceivedMessage>> receiveAgain(List<Receipt> receipts, long visibilityMillis);

    /**
     * Deletes messages; complete once that is on disk. A receipt of an earlier receive of a message that was received
     * again since is passed over, as is a message that is gone. A receipt whose visibility time-out has expired still
     * deletes its message while nobody received it again, after a restart of the broker too; but not on a FIFO queue.
     *
     * @return the receipts that have expired and so deleted nothing, though their messages are still there: on a FIFO
     *     queue only
     */
    CompletableFuture<Set<Receipt>> delete(List<Receipt> receipts);

    /**
     * Hides messages that are in flight for so long from now, at once.
     *
     * @return of each, in the same order, whether the message was in flight under its receipt, if not, nothing has
     *     changed; complete once that is on disk
     */
    CompletableFuture<List<Boolean>> changeVisibility(List<VisibilityChange> changes);

    /** As the other, of one message. */
    default CompletableFuture<Boolean> changeVisibility(Receipt receipt, long visibilityMillis) {
        return changeVisibility(List.of(new VisibilityChange(receipt, visibilityMillis)))
                .thenApply(changed -> changed.get(0));
    }

    /**
     * Whether a message that was received is visible again: nobody has it in flight, and it is still there. It is looked
     * for in the queue, on the queue's own thread, so this is for errors only.
     */
    CompletableFuture<Boolean> isVisible(Receipt receipt);

    /**
     * Takes up to {@code max} visible messages and stores each as a new message, sent now, in another queue: it is in
     * one of the two whatever happens. Stops at the first one that can't be moved, which stays here.
     *
     * @param destination the name of the other queue
     * @return complete once it is on disk; {@link Moved#NOTHING} if no message is visible or the queue is gone
     */
    CompletableFuture<Moved> move(int max, String destination);

    /**
     * As {@link #move}, each message to the queue from which redrive moved it here, as the message itself tells: a sender
     * of the broker's other clients can forge that.
     *
     * @param origins the names of the queues that messages may go back to
     */
    CompletableFuture<Moved> moveBack(int max, Set<String> origins);

    /** Deletes all messages, those in flight too; complete once that is on disk. */
    CompletableFuture<Void> purge();

    /**
     * How many messages the queue holds. Cheap, and right at rest: whatever was answered before the call is counted,
     * unless other clients move it meanwhile.
     */
    CompletableFuture<Counts> counts();

    /** How many messages are received and hidden, now; as {@link Counts#inFlight()}. */
    long inFlight();

    /**
     * @param receipt what the message was received by
     * @param visibilityMillis how long it is hidden from now; 0 makes it visible
     */
    record VisibilityChange(Receipt receipt, long visibilityMillis) {}

    /**
     * @param visible ready to be received
     * @param inFlight received and hidden, by SQS receivers and by other clients of the broker
     * @param delayed sent with a delay that is not over
     */
    record Counts(long visible, long inFlight, long delayed) {}

    /**
     * @param messages how many were moved
     * @param obstacle why it stopped before the last of them; {@code null} if it didn't
     */
    record Moved(int messages, @Nullable Obstacle obstacle) {

        public static final Moved NOTHING = new Moved(0, null);
    }

    /** What a move stops at. */
    enum Obstacle {
        /** No redrive moved the message here from a queue that it may go back to. */
        NO_SOURCE,
        /** The queue that it would go to is not there. */
        NO_DESTINATION,
        /** The broker failed; its log says how. */
        FAULT
    }
}
