/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.store.Receipt;
import dev.spillway.artemis.store.ReceivedMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers receives: what a queue's consumer has taken is written down, hidden and handed out. */
final class Receiver {

    private static final Logger log = LoggerFactory.getLogger(Receiver.class);

    private final ActiveMQServer server;
    private final Queue queue;
    private final StoredMessages messages;
    private final Commit commit;
    private final InFlight inFlight;
    private final ReceiveJournal journal;
    private final Receives receives;
    private final Disposal disposal;
    private final Clock clock;

    Receiver(
            ActiveMQServer server,
            Queue queue,
            StoredMessages messages,
            Commit commit,
            InFlight inFlight,
            ReceiveJournal journal,
            Receives receives,
            Disposal disposal,
            Clock clock) {
        this.server = server;
        this.queue = queue;
        this.messages = messages;
        this.commit = commit;
        this.inFlight = inFlight;
        this.journal = journal;
        this.receives = receives;
        this.disposal = disposal;
        this.clock = clock;
    }

    /** As {@link dev.spillway.artemis.store.MessageQueue#receive}. */
    CompletableFuture<List<ReceivedMessage>> receive(int max, long visibilityMillis, long waitMillis) {
        Executor caller = CallersThread.of(server);
        CompletableFuture<List<ReceivedMessage>> answer = new CompletableFuture<>();
        CompletableFuture<List<Lease>> taken;
        try {
            taken = receives.take(max, waitMillis, caller);
        } catch (Exception e) {
            answer.completeExceptionally(e);
            return answer;
        }
        answer.whenComplete((received, failure) -> {
            if (answer.isCancelled()) {
                taken.cancel(false);
            }
        });
        taken.whenComplete((leases, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else if (leases.isEmpty()) {
                answer.complete(List.of());
            } else {
                count(leases, visibilityMillis, answer, caller);
            }
        });
        return answer;
    }

    /**
     * Writes the receive counts down, and hands the messages out. Whoever is told that a message came once before can rely
     * on it: that waits for the disk. A first receive that is not counted when the broker dies is as if it had not been.
     */
    private void count(
            List<Lease> leases,
            long visibilityMillis,
            CompletableFuture<List<ReceivedMessage>> answer,
            Executor caller) {
        long visibleAt = clock.millis() + visibilityMillis;
        CompletableFuture<Void> counted = commit.durably(() -> journal.storeReceive(leases, visibleAt), caller);
        if (leases.stream().allMatch(lease -> lease.receiveCount == 1) && !counted.isCompletedExceptionally()) {
            handOrGiveBack(leases, visibilityMillis, answer);
            return;
        }
        counted.whenComplete((done, failure) -> {
            if (failure != null) {
                disposal.giveBack(leases);
                answer.completeExceptionally(failure);
            } else {
                handOrGiveBack(leases, visibilityMillis, answer);
            }
        });
    }

    private void handOrGiveBack(
            List<Lease> leases, long visibilityMillis, CompletableFuture<List<ReceivedMessage>> answer) {
        try {
            hand(leases, visibilityMillis, answer);
        } catch (RuntimeException e) {
            // The timer was stopped in between: the store is being closed.
            takeBack(leases);
            answer.completeExceptionally(e);
        }
    }

    private void hand(List<Lease> leases, long visibilityMillis, CompletableFuture<List<ReceivedMessage>> answer) {
        List<ReceivedMessage> received = new ArrayList<>(leases.size());
        for (Lease lease : leases) {
            try {
                received.add(messages.toReceived(lease));
            } catch (RuntimeException e) {
                log.error(
                        "Message {} of queue {} can't be read; it stays in the queue",
                        lease.receipt,
                        queue.getName(),
                        e);
            }
            if (visibilityMillis > 0) {
                inFlight.hide(lease, visibilityMillis);
            }
        }
        if (visibilityMillis == 0) {
            disposal.giveBack(leases);
        }
        if (!answer.complete(received)) {
            takeBack(leases);
        }
    }

    /** Makes messages visible that nobody got. */
    private void takeBack(List<Lease> leases) {
        write(() -> journal.storeUnseen(leases));
        disposal.giveBackUnseen(leases);
    }

    /** Writes until when messages are hidden. */
    private void store(List<Lease> leases, long visibleAt) {
        write(() -> journal.store(leases, visibleAt));
    }

    /** Nobody waits for it. */
    private void write(Commit.Operations operations) {
        var unused = commit.durably(operations).exceptionally(failure -> {
            log.warn("Could not write down the visibility of messages of queue {}", queue.getName(), failure);
            return null;
        });
    }

    /** As {@link dev.spillway.artemis.store.MessageQueue#receiveAgain}. */
    Optional<List<ReceivedMessage>> receiveAgain(List<Receipt> receipts, long visibilityMillis) {
        List<Lease> leases = new ArrayList<>(receipts.size());
        for (Receipt receipt : receipts) {
            Lease lease = inFlight.of(receipt);
            if (lease == null || lease.changed) {
                return Optional.empty();
            }
            leases.add(lease);
        }
        // Hidden first: a time-out could expire while the messages are read.
        for (Lease lease : leases) {
            if (!inFlight.hide(lease, Math.max(visibilityMillis, 1))) {
                return Optional.empty();
            }
        }
        store(leases, clock.millis() + visibilityMillis);
        List<ReceivedMessage> again = leases.stream().map(messages::toReceived).toList();
        if (visibilityMillis == 0) {
            disposal.giveBack(leases);
        }
        return Optional.of(again);
    }
}
