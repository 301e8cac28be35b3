/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.Receipt;
import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.artemis.store.SentMessage;
import io.netty.util.Timer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An anycast queue of the broker as an SQS queue. */
final class ArtemisQueue implements MessageQueue {

    private static final Logger log = LoggerFactory.getLogger(ArtemisQueue.class);

    /** Ends the names of FIFO queues, and of no others. */
    static final String FIFO_SUFFIX = ".fifo";

    private final ActiveMQServer server;
    private final Queue queue;
    private final Commit commit;
    private final StoredSettings storedSettings;
    private final QueueTuning tuning;
    private final InFlight inFlight;
    private final ReceiveJournal receiveJournal;
    private final boolean fifo;
    private final Sends sends;
    private final Receives receives;
    private final Disposal disposal;
    private final Moves moves;
    private final VisibleMessages visible;
    private final StoredMessages messages;
    private volatile QueueSettings settings;

    ArtemisQueue(
            ActiveMQServer server,
            Queue queue,
            StoredSettings storedSettings,
            QueueTuning tuning,
            Timer timer,
            Clock clock) {
        this.server = server;
        this.queue = queue;
        this.storedSettings = storedSettings;
        this.tuning = tuning;
        this.settings = storedSettings.of(name());
        this.commit = new Commit(server);
        this.fifo = name().endsWith(FIFO_SUFFIX);
        this.messages = new StoredMessages(queue.getAddress(), server.getStorageManager(), fifo);
        this.inFlight = new InFlight(timer, lease -> returned(lease));
        Commit movesCommit = fifo ? Commit.ordered(server) : commit;
        this.receiveJournal = new ReceiveJournal(server, queue);
        this.disposal =
                new Disposal(server, queue, movesCommit, this::settings, inFlight, receiveJournal, this::receives);
        this.moves = new Moves(server, queue, movesCommit, inFlight, disposal, this::receives);
        long consumer = server.getStorageManager().generateID();
        if (fifo) {
            QueueDelay delay = new QueueDelay(this::settings, clock);
            this.sends = new FifoSends(server, queue, messages, delay);
            this.receives = new FifoDemand(queue, consumer, inFlight, disposal, delay, timer);
        } else {
            this.sends = new StandardSends(server, queue, messages);
            this.receives = new Demand(queue, consumer, inFlight, disposal, timer);
        }
        this.visible = new VisibleMessages(queue, receives);
    }

    private void returned(Lease lease) {
        disposal.expired(lease);
    }

    private Receives receives() {
        return receives;
    }

    @Override
    public String name() {
        return queue.getName().toString();
    }

    @Override
    public QueueSettings settings() {
        return settings;
    }

    @Override
    public CompletableFuture<Void> update(QueueSettings next) {
        return commit.durablyElsewhere(() -> {
            storedSettings.store(name(), next);
            tuning.apply();
            settings = next;
            receives.settingsChanged();
        });
    }

    @Override
    public CompletableFuture<List<SentMessage>> send(List<NewMessage> batch) {
        return sends.send(batch);
    }

    @Override
    public CompletableFuture<List<ReceivedMessage>> receive(int max, long visibilityMillis, long waitMillis) {
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
        CompletableFuture<Void> counted = commit.durably(() -> receiveJournal.store(leases), caller);
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
            disposal.giveBack(leases);
            answer.completeExceptionally(e);
        }
    }

    private void hand(List<Lease> leases, long visibilityMillis, CompletableFuture<List<ReceivedMessage>> answer) {
        List<ReceivedMessage> received = new ArrayList<>(leases.size());
        for (Lease lease : leases) {
            try {
                received.add(messages.toReceived(lease));
            } catch (RuntimeException e) {
                log.error("Message {} of queue {} can't be read; it stays in the queue", lease.receipt, name(), e);
            }
            if (visibilityMillis > 0) {
                inFlight.hide(lease, visibilityMillis);
            }
        }
        if (visibilityMillis == 0) {
            disposal.giveBack(leases);
        }
        if (!answer.complete(received)) {
            disposal.giveBack(leases);
        }
    }

    @Override
    public Optional<List<ReceivedMessage>> receiveAgain(List<Receipt> receipts, long visibilityMillis) {
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
        List<ReceivedMessage> again = leases.stream().map(messages::toReceived).toList();
        if (visibilityMillis == 0) {
            disposal.giveBack(leases);
        }
        return Optional.of(again);
    }

    @Override
    public CompletableFuture<Set<Receipt>> delete(List<Receipt> receipts) {
        Set<Receipt> expired = new HashSet<>();
        List<MessageReference> deleted = new ArrayList<>(receipts.size());
        Commit.Operations operations = () -> {
            for (Receipt receipt : receipts) {
                Lease lease = inFlight.of(receipt.message());
                if (lease != null && lease.receipt.equals(receipt) && inFlight.take(lease)) {
                    queue.acknowledge(lease.reference);
                    deleted.add(lease.reference);
                } else if (fifo && isThere(receipt.message())) {
                    expired.add(receipt);
                } else if (!fifo && lease == null) {
                    visible.delete(receipt.message());
                }
            }
        };
        // What is not in flight is looked for in the queue, which may be long: not on the caller's thread.
        boolean allInFlight = receipts.stream().allMatch(receipt -> inFlight.of(receipt.message()) != null);
        return (allInFlight ? commit.durably(operations) : commit.durablyElsewhere(operations)).thenApply(durable -> {
            receives.deleted(deleted);
            return expired;
        });
    }

    private boolean isThere(long message) {
        return inFlight.of(message) != null || visible.holds(message);
    }

    @Override
    public CompletableFuture<Boolean> isVisible(Receipt receipt) {
        return onQueue(() -> inFlight.of(receipt.message()) == null && visible.holds(receipt.message()));
    }

    @Override
    public boolean changeVisibility(Receipt receipt, long visibilityMillis) {
        Lease lease = inFlight.of(receipt);
        if (lease == null) {
            return false;
        }
        if (visibilityMillis > 0) {
            lease.changed = true;
            return inFlight.hide(lease, visibilityMillis);
        }
        if (!inFlight.take(lease)) {
            return false;
        }
        disposal.expired(lease);
        return true;
    }

    @Override
    public CompletableFuture<Moved> move(int max, String destination) {
        return move(max, leases -> moves.move(leases, destination));
    }

    @Override
    public CompletableFuture<Moved> moveBack(int max, Set<String> origins) {
        return move(max, leases -> moves.moveBack(leases, origins));
    }

    private CompletableFuture<Moved> move(int max, Function<List<Lease>, CompletableFuture<Moved>> moving) {
        try {
            return receives.take(max, 0, CallersThread.of(server))
                    .thenCompose(leases ->
                            leases.isEmpty() ? CompletableFuture.completedFuture(Moved.NOTHING) : moving.apply(leases));
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<Void> purge() {
        return commit.durablyElsewhere(() -> {
            acknowledgeInFlight();
            queue.deleteAllReferences();
            for (MessageReference held : receives.takeHeld()) {
                queue.acknowledge(held);
            }
            sends.purged();
            // A receive may have taken what was held in the meantime.
            acknowledgeInFlight();
        });
    }

    private void acknowledgeInFlight() throws Exception {
        List<MessageReference> taken = new ArrayList<>();
        for (Lease lease : inFlight.takeAll()) {
            queue.acknowledge(lease.reference);
            taken.add(lease.reference);
        }
        receives.deleted(taken);
    }

    @Override
    public CompletableFuture<Counts> counts() {
        // The queue's own executor enters what was sent, and hands messages over to the look-ahead.
        return onQueue(this::counted);
    }

    /** What is found out by the queue's own executor, behind all that it has to do now. */
    private <T> CompletableFuture<T> onQueue(Supplier<T> question) {
        Executor caller = CallersThread.of(server);
        return CompletableFuture.supplyAsync(question, queue.getExecutor()).thenApplyAsync(answer -> answer, caller);
    }

    @Override
    public long inFlight() {
        return Math.max(0, queue.getDeliveringCount() - receives.held());
    }

    private Counts counted() {
        long hidden = inFlight();
        long others = Math.max(0, queue.getMessageCount() - hidden);
        long delayed = Math.min(others, queue.getScheduledCount() + sends.hidden());
        return new Counts(others - delayed, hidden, delayed);
    }

    /** Looks after what has to go in time, and leaves a queue that nobody uses. */
    void sweep(long idleNanos) throws Exception {
        sends.sweep();
        receiveJournal.sweep();
        boolean retained = settings.retentionMillis() != Long.MAX_VALUE && queue.getMessageCount() > 0;
        receives.sweep(retained, idleNanos);
    }

    /** The queue is being deleted. */
    void forget() {
        sends.forget();
        var unused = commit.durably(receiveJournal::forgetAll).exceptionally(failure -> {
            log.warn("Could not forget the receives of queue {}", name(), failure);
            return null;
        });
    }

    /**
     * Whether a message has been received as often as the redrive policy allows, and so goes to the dead-letter queue
     * now. It may be called with the queue locked.
     */
    boolean redrives(MessageReference reference) {
        if (!disposal.isDeadLetter(reference)) {
            return false;
        }
        queue.getExecutor().execute(() -> redrive(reference.getMessageID()));
        return true;
    }

    private void redrive(long message) {
        MessageReference reference;
        try {
            reference = queue.removeReferenceWithID(message);
        } catch (Exception e) {
            log.warn("Could not move a message to the dead-letter queue; it stays in queue {}", name(), e);
            return;
        }
        // Otherwise another consumer was to get it too, and it is on its way.
        if (reference != null) {
            reference.handled();
            disposal.deadLetter(reference);
        }
    }

    /** A message is acknowledged, by whomever. */
    void gone(MessageReference reference) {
        receiveJournal.forget(reference);
    }

    /** Ends what waits and gives back what is in flight: the queue goes on without SQS receivers. */
    void close() throws Exception {
        receives.close();
        disposal.giveBack(new ArrayList<>(inFlight.leases()));
    }
}
