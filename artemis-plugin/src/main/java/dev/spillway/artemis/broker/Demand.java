/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import io.netty.util.Timer;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The consumer of a standard queue. It takes messages only while a receive waits for them: SQS's pull on Artemis's push.
 *
 * <p>The queue is fair: while a message group is noisy, the messages of others go first. Those of the noisy one are held
 * back here until a receive has found no others.
 */
final class Demand extends QueueConsumer {

    /** Guarded by this. */
    private final HeldBack heldBack = new HeldBack();

    private boolean serving;

    /** How many messages it has taken that were in flight before a restart. */
    private long resumed;

    Demand(Queue queue, long id, InFlight inFlight, RestoredReceives restored, Disposal disposal, Timer timer) {
        super(queue, id, inFlight, restored, disposal, timer);
    }

    @Override
    void expect(PendingReceive receive) {
        receive.accepted = resumed;
        // Of groups that are quiet again, before what lies behind in the queue.
        fill(receive, group -> !inFlight.isNoisy(group));
        if (receive.leases.size() == receive.max) {
            receive.done = true;
            answerElsewhere(receive);
        } else {
            waiting.add(receive);
        }
    }

    @Override
    public HandleStatus handle(MessageReference reference) {
        if (disposal.isDue(reference)) {
            reference.handled();
            queue.getExecutor().execute(() -> disposal.dispose(reference));
            return HandleStatus.HANDLED;
        }
        synchronized (this) {
            if (isTakenAsBefore(reference)) {
                return HandleStatus.HANDLED;
            }
            PendingReceive receive = waiting.peekFirst();
            if (receive == null) {
                return HandleStatus.BUSY;
            }
            if (disposal.isDeadLetter(reference)) {
                reference.handled();
                queue.getExecutor().execute(() -> disposal.deadLetter(reference));
                return HandleStatus.HANDLED;
            }
            if (!StoredMessages.isReadable(reference)) {
                return HandleStatus.NO_MATCH;
            }
            SimpleString group = reference.getMessage().getGroupID();
            if (group != null && isHeldBack(group)) {
                return holdBack(group, reference);
            }
            reference.handled();
            reference.setConsumerId(id);
            give(reference, group, receive);
            if (receive.leases.size() == receive.max) {
                waiting.removeFirst();
                receive.done = true;
                answerElsewhere(receive);
            } else if (receive.parked && receive.leases.size() == 1) {
                // What else this delivery brings goes into the same answer, and by way of another thread also the
                // rest of its batch, which its sender's thread is about to add to the queue.
                receive.answers.execute(() -> queue.getExecutor().execute(() -> delivered(receive)));
            }
        }
        return HandleStatus.HANDLED;
    }

    @Override
    void resumed(MessageReference reference) {
        resumed++;
    }

    /** JMS consumers of the queue could not be given what is held back here: with them, all groups are alike. */
    private boolean isHeldBack(SimpleString group) {
        return inFlight.isNoisy(group) && queue.getConsumerCount() == 1;
    }

    private HandleStatus holdBack(SimpleString group, MessageReference reference) {
        if (!heldBack.hasRoomFor(reference)) {
            return HandleStatus.BUSY;
        }
        reference.handled();
        reference.setConsumerId(id);
        heldBack.add(group, reference);
        if (!serving) {
            serving = true;
            // When this delivery has run, and brought the messages of quiet groups that it can.
            queue.getExecutor().execute(this::serveParked);
        }
        return HandleStatus.HANDLED;
    }

    private synchronized void serveParked() {
        serving = false;
        for (PendingReceive receive : List.copyOf(waiting)) {
            if (receive.parked && heldBack.size() > 0) {
                fill(receive, group -> true);
                if (!receive.leases.isEmpty()) {
                    waiting.remove(receive);
                    receive.done = true;
                    answerElsewhere(receive);
                }
            }
        }
    }

    /** Gives a receive what it has room for of what is held back of such groups. */
    private void fill(PendingReceive receive, Predicate<SimpleString> such) {
        for (MessageReference reference : heldBack.take(receive.max - receive.leases.size(), such, inFlight::of)) {
            if (isWanted(reference)) {
                give(reference, reference.getMessage().getGroupID(), receive);
            }
        }
    }

    private void give(MessageReference reference, @Nullable SimpleString group, PendingReceive receive) {
        reference.incrementDeliveryCount();
        receive.leases.add(inFlight.enter(reference, group));
    }

    @Override
    void delivered(PendingReceive receive) {
        synchronized (this) {
            if (receive.done) {
                return;
            }
            if (resumed != receive.accepted) {
                // A delivery brings part of a long queue; what is visible may lie behind.
                receive.accepted = resumed;
                deliverAgain(receive);
                return;
            }
            fill(receive, group -> true);
            if (receive.leases.isEmpty() && receive.waitMillis > 0 && !receive.parked) {
                receive.parked = true;
                limit(receive);
                return;
            }
        }
        end(receive);
    }

    @Override
    public void giveBack(MessageReference reference) throws Exception {
        returnToQueue(reference);
    }

    @Override
    public void deleted(Collection<MessageReference> references) {
        // Nothing waits for them to go.
    }

    @Override
    public void restored(List<String> groups) {
        // Each message is looked at as it comes.
    }

    @Override
    public void unlock(String group) {
        // Groups are not locked.
    }

    @Override
    public boolean isLocked(MessageReference reference) {
        return false;
    }

    @Override
    public void settingsChanged() {
        // A message has a delay of its own, whatever its queue's is later.
    }

    @Override
    public synchronized int held() {
        return heldBack.size();
    }

    @Override
    public synchronized List<MessageReference> takeHeld() {
        return heldBack.removeIf(reference -> true);
    }

    @Override
    public synchronized @Nullable MessageReference takeHeld(long message) {
        if (!heldBack.holds(message)) {
            return null;
        }
        List<MessageReference> found = heldBack.removeIf(reference -> reference.getMessageID() == message);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public synchronized boolean isHeld(long message) {
        return heldBack.holds(message);
    }

    @Override
    public void sweep(boolean retained, long idleNanos) throws Exception {
        if (isIdle(idleNanos) || queue.getConsumerCount() > 1) {
            returnToQueue(takeHeld());
        }
        if (retained) {
            dueOfHeldBack().forEach(disposal::dispose);
            // A delivery sees messages that are past their retention, and drops them.
            attach();
            queue.deliverAsync();
        } else if (isIdle(idleNanos)) {
            detach();
        }
    }

    private synchronized List<MessageReference> dueOfHeldBack() {
        return heldBack.removeIf(disposal::isDue);
    }

    @Override
    void leaving() {
        returnToQueue(takeHeld());
    }
}
