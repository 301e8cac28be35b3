/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.jspecify.annotations.Nullable;

/** How the messages of a queue come to SQS receivers: what a standard queue and a FIFO queue do differently. */
interface Receives {

    /**
     * Takes up to {@code max} messages.
     *
     * @param waitMillis how long to wait for the first one
     * @param answers goes on with what was taken where the queue must not wait for that
     * @return leases whose visibility time has not begun; none when the time is over or the queue is gone. Cancelling
     *     it ends the wait and gives back what had come.
     */
    CompletableFuture<List<Lease>> take(int max, long waitMillis, Executor answers) throws Exception;

    /** Takes back a message that was taken: it is visible again, in its old place. */
    void giveBack(MessageReference reference) throws Exception;

    /** Messages that were taken are deleted, durably. */
    void deleted(Collection<MessageReference> references);

    /**
     * After a restart of the broker: messages of these groups are in flight that have not come here yet. On a FIFO queue
     * they are locked, each as often as it is named.
     */
    void restored(List<String> groups) throws Exception;

    /** One of those that lock a restored group is not in flight any more, though it has not come here. */
    void unlock(String group);

    /** Whether other clients can't have a message, since such a one locks its group. */
    boolean isLocked(MessageReference reference);

    /** The queue's settings are other ones: who waits may have a message that it couldn't have before. */
    void settingsChanged();

    /** How many messages count as being delivered in the broker though no receiver has them. */
    int held();

    /** Hands over what {@link #held} counts; the caller acknowledges it. */
    List<MessageReference> takeHeld();

    /** Hands over a message that is held and may be deleted though it is visible; {@code null} if it isn't held. */
    @Nullable MessageReference takeHeld(long message);

    /** Whether a message is held, by its number in the broker. */
    boolean isHeld(long message);

    /**
     * Sees to it that messages past their retention go though nobody receives, and leaves a queue that nobody uses.
     *
     * @param retained whether messages are kept for a limited time
     */
    void sweep(boolean retained, long idleNanos) throws Exception;

    /** Ends all receives that wait, empty, and leaves the queue. */
    void close() throws Exception;
}
