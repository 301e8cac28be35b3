/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.QueueSettings.Redrive;
import java.util.List;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a message that is not deleted by a receiver: it returns, is too old, or was received too often. */
final class Disposal {

    private static final Logger log = LoggerFactory.getLogger(Disposal.class);

    private final ActiveMQServer server;
    private final Queue queue;
    private final Commit commit;
    private final Supplier<QueueSettings> settings;
    private final InFlight inFlight;
    private final Supplier<Receives> receives;

    /** @param commit for moves to a dead-letter queue: an ordered one keeps their order */
    Disposal(
            ActiveMQServer server,
            Queue queue,
            Commit commit,
            Supplier<QueueSettings> settings,
            InFlight inFlight,
            Supplier<Receives> receives) {
        this.server = server;
        this.queue = queue;
        this.commit = commit;
        this.settings = settings;
        this.inFlight = inFlight;
        this.receives = receives;
    }

    /** Makes messages visible again, in their old places, whichever of the leases have not ended. */
    void giveBack(List<Lease> leases) {
        giveBack(leases, true);
    }

    /** The same for messages that no receiver has got: their receive doesn't count. */
    void giveBackUnseen(List<Lease> leases) {
        giveBack(leases, false);
    }

    private void giveBack(List<Lease> leases, boolean seen) {
        boolean any = false;
        for (Lease lease : leases) {
            if (inFlight.take(lease)) {
                if (!seen) {
                    lease.reference.decrementDeliveryCount();
                }
                returnToQueue(lease.reference);
                any = true;
            }
        }
        if (any) {
            queue.deliverAsync();
        }
    }

    /** Makes a message visible again whose lease has already left the table. */
    void expired(Lease lease) {
        returnToQueue(lease.reference);
        queue.deliverAsync();
    }

    /** Whether a message is older than the queue keeps messages. One of which nobody knows how old it is, is not. */
    boolean isDue(MessageReference reference) {
        long retention = settings.get().retentionMillis();
        if (retention == Long.MAX_VALUE) {
            return false;
        }
        long sentAt = StoredMessages.sentAt(reference.getMessage());
        return sentAt > 0 && sentAt + retention < System.currentTimeMillis();
    }

    /** Drops a message that is past its retention. */
    void dispose(MessageReference reference) {
        complain(
                "drop a message past its retention",
                reference,
                () -> queue.acknowledge(null, reference, AckReason.EXPIRED, null, true));
    }

    /** Lets a message go that was deleted. */
    void drop(MessageReference reference) {
        complain("drop a message that was deleted", reference, () -> queue.acknowledge(reference));
    }

    /** Whether a message has been received as often as the redrive policy allows. */
    boolean isDeadLetter(MessageReference reference) {
        Redrive redrive = settings.get().redrive();
        return redrive != null
                && reference.getDeliveryCount() >= redrive.maxReceiveCount()
                && isThere(redrive.deadLetterQueue());
    }

    /** A message whose dead-letter queue is gone goes on being received. */
    private boolean isThere(String deadLetterQueue) {
        return server.locateQueue(SimpleString.of(deadLetterQueue)) != null;
    }

    /** Moves a message to the dead-letter queue, in one transaction; if that fails, it stays here. */
    void deadLetter(MessageReference reference) {
        commit.durably(() -> transfer(reference, () -> deadLetterOf(reference), AckReason.KILLED))
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        receives.get().deleted(List.of(reference));
                    } else {
                        log.warn(
                                "Could not move a message to the dead-letter queue; it stays in queue {}",
                                queue.getName(),
                                failure);
                    }
                });
    }

    private Message deadLetterOf(MessageReference reference) {
        Redrive redrive = settings.get().redrive();
        if (redrive == null || !isThere(redrive.deadLetterQueue())) {
            throw new IllegalStateException("the dead-letter queue of " + queue.getName() + " is gone");
        }
        return StoredMessages.deadLetter(reference, queue, redrive.deadLetterQueue(), server.getStorageManager());
    }

    /**
     * Stores a copy of a message, which is for another queue, and acknowledges the message here, in one transaction; if
     * that fails, the message is visible here again.
     */
    void transfer(MessageReference reference, Supplier<Message> copy, AckReason reason) throws Exception {
        TransactionImpl transaction = new TransactionImpl(server.getStorageManager());
        boolean acknowledged = false;
        try {
            Message other = copy.get();
            RoutingStatus status = server.getPostOffice().route(other, transaction, false);
            if (status != RoutingStatus.OK) {
                throw new IllegalStateException("queue " + other.getAddress() + " takes no messages: " + status);
            }
            queue.acknowledge(transaction, reference, reason, null, true);
            acknowledged = true;
            transaction.commit();
        } catch (Exception e) {
            transaction.rollback();
            if (!acknowledged) {
                // Otherwise the rollback has returned it.
                returnToQueue(reference);
            }
            throw e;
        }
    }

    private void complain(String what, MessageReference reference, Commit.Operations operations) {
        commit.durably(operations).whenComplete((done, failure) -> {
            if (failure == null) {
                receives.get().deleted(List.of(reference));
            } else {
                log.warn("Could not {}; it stays in queue {}", what, queue.getName(), failure);
                returnToQueue(reference);
            }
        });
    }

    private void returnToQueue(MessageReference reference) {
        try {
            receives.get().giveBack(reference);
        } catch (Exception e) {
            log.error(
                    "Could not return a message to queue {}; it comes back when the broker restarts",
                    queue.getName(),
                    e);
        }
    }
}
