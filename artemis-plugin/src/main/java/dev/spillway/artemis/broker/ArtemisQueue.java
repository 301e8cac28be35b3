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
import java.util.List;
import java.util.Objects;
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
    private final RestoredReceives restored;
    private final Receipts receipts;
    private final Receiver receiver;
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
        StoredMessages messages = new StoredMessages(queue.getAddress(), server.getStorageManager(), fifo);
        this.inFlight = new InFlight(timer, lease -> returned(lease));
        Commit movesCommit = fifo ? Commit.ordered(server) : commit;
        this.receiveJournal = new ReceiveJournal(server, queue, fifo);
        this.restored = new RestoredReceives(queue, inFlight, timer, clock, receive -> shown(receive));
        this.disposal = new Disposal(server, queue, movesCommit, this::settings, inFlight, this::receives);
        this.moves = new Moves(server, queue, movesCommit, inFlight, disposal, this::receives);
        long consumer = server.getStorageManager().generateID();
        if (fifo) {
            QueueDelay delay = new QueueDelay(this::settings, clock);
            this.sends = new FifoSends(server, queue, messages, delay);
            this.receives = new FifoDemand(queue, consumer, inFlight, restored, disposal, delay, timer);
        } else {
            this.sends = new StandardSends(server, queue, messages);
            this.receives = new Demand(queue, consumer, inFlight, restored, disposal, timer);
        }
        this.receiver =
                new Receiver(server, queue, messages, commit, inFlight, receiveJournal, receives, disposal, clock);
        this.receipts =
                new Receipts(queue, fifo, commit, inFlight, restored, receiveJournal, receives, disposal, clock);
        restore();
    }

    /** Goes on with what was received before the broker was started. */
    private void restore() {
        List<StoredReceive> hidden = restored.begin(receiveJournal.load());
        try {
            receives.restored(hidden.stream()
                    .map(StoredReceive::group)
                    .filter(Objects::nonNull)
                    .toList());
        } catch (Exception e) {
            log.error("Messages of queue {} that were in flight may come out of their order", name(), e);
        }
        restored.run();
    }

    /** A message that was hidden before the broker was started, and has not come up since, is visible. */
    private void shown(StoredReceive receive) {
        if (receive.group() != null) {
            receives.unlock(receive.group());
        }
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
        return receiver.receive(max, visibilityMillis, waitMillis);
    }

    @Override
    public Optional<List<ReceivedMessage>> receiveAgain(List<Receipt> earlier, long visibilityMillis) {
        return receiver.receiveAgain(earlier, visibilityMillis);
    }

    @Override
    public CompletableFuture<Set<Receipt>> delete(List<Receipt> deleted) {
        return receipts.delete(deleted);
    }

    @Override
    public CompletableFuture<Boolean> isVisible(Receipt receipt) {
        return onQueue(() -> receipts.isVisible(receipt));
    }

    @Override
    public CompletableFuture<List<Boolean>> changeVisibility(List<VisibilityChange> changes) {
        return receipts.change(changes);
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
        return Math.max(0, queue.getDeliveringCount() - receives.held()) + restored.hidden();
    }

    private Counts counted() {
        long hidden = inFlight();
        long others = Math.max(0, queue.getMessageCount() - restored.deleted() - hidden);
        long delayed = Math.min(others, queue.getScheduledCount() + sends.hidden());
        return new Counts(others - delayed, hidden, delayed);
    }

    /** Looks after what has to go in time, and leaves a queue that nobody uses. */
    void sweep(long idleNanos) throws Exception {
        sends.sweep();
        restored.sweep();
        boolean retained = settings.retentionMillis() != Long.MAX_VALUE && queue.getMessageCount() > 0;
        receives.sweep(retained, idleNanos);
    }

    /** The queue is being deleted. */
    void forget() {
        sends.forget();
        restored.clear();
        var unused = commit.durably(receiveJournal::forgetAll).exceptionally(failure -> {
            log.warn("Could not forget the receives of queue {}", name(), failure);
            return null;
        });
    }

    /**
     * Whether a client of the broker can't have a message: it is in flight since before a restart, or goes to the
     * dead-letter queue now, since it was received as often as the redrive policy allows. It may be called with the queue
     * locked.
     */
    boolean withholds(MessageReference reference) {
        long message = reference.getMessageID();
        if (!restored.isEmpty() && restored.isWithheld(message)) {
            // A FIFO queue's own consumer takes it, in its order.
            if (!fifo && restored.leave(message)) {
                queue.getExecutor().execute(() -> takeOff(message));
            }
            return true;
        }
        if (receives.isLocked(reference)) {
            return true;
        }
        restored.meet(reference);
        if (!disposal.isDeadLetter(reference)) {
            return false;
        }
        queue.getExecutor().execute(() -> redrive(message));
        return true;
    }

    /** Takes a message off the queue that is in flight, or deleted, since before a restart. */
    private void takeOff(long message) {
        try {
            MessageReference reference = queue.removeReferenceWithID(message);
            if (reference == null) {
                // An SQS receive has met it.
                return;
            }
            reference.handled();
            switch (restored.meet(reference)) {
                case HIDDEN -> {}
                case DELETED -> disposal.drop(reference);
                case VISIBLE -> {
                    receives.giveBack(reference);
                    queue.deliverAsync();
                }
            }
        } catch (Exception e) {
            log.warn("Could not hide a message of queue {}", name(), e);
        }
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
        ReceiveHistory history = ReceiveHistory.of(reference);
        if (history != null) {
            history.end();
        } else {
            restored.forget(reference.getMessageID());
        }
    }

    /** Ends what waits and gives back what is in flight: the queue goes on without SQS receivers. */
    void close() throws Exception {
        receives.close();
        restored.clear();
        disposal.giveBack(new ArrayList<>(inFlight.leases()));
    }
}
