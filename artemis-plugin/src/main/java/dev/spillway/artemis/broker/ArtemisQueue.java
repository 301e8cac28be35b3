/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.Receipt;
import dev.spillway.artemis.store.ReceivedMessage;
import io.netty.util.Timer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An anycast queue of the broker as an SQS queue. */
final class ArtemisQueue implements MessageQueue {

    private static final Logger log = LoggerFactory.getLogger(ArtemisQueue.class);

    private final ActiveMQServer server;
    private final Queue queue;
    private final Commit commit;
    private final StoredSettings storedSettings;
    private final InFlight inFlight;
    private final Demand demand;
    private final Disposal disposal;
    private final Moves moves;
    private final StoredMessages messages;
    private volatile QueueSettings settings;

    ArtemisQueue(ActiveMQServer server, Queue queue, StoredSettings storedSettings, Timer timer) {
        this.server = server;
        this.queue = queue;
        this.storedSettings = storedSettings;
        this.settings = storedSettings.of(name());
        this.commit = new Commit(server);
        this.messages = new StoredMessages(queue.getAddress(), server.getStorageManager());
        this.inFlight = new InFlight(timer, lease -> returned(lease));
        this.disposal = new Disposal(server, queue, commit, this::settings, inFlight);
        this.moves = new Moves(server, queue, commit, inFlight, disposal);
        this.demand = new Demand(
                queue, server.getStorageManager().generateID(), inFlight, disposal, timer, server.getThreadPool());
    }

    private void returned(Lease lease) {
        disposal.expired(lease);
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
            settings = next;
        });
    }

    @Override
    public CompletableFuture<Void> send(List<NewMessage> batch) {
        return commit.durably(() -> {
            if (server.getPagingManager().isDiskFull()) {
                throw new IOException("the broker's disk is full");
            }
            if (batch.size() == 1) {
                route(messages.toStored(batch.get(0)), null);
                return;
            }
            TransactionImpl transaction = new TransactionImpl(server.getStorageManager());
            try {
                for (NewMessage message : batch) {
                    route(messages.toStored(message), transaction);
                }
                transaction.commit();
            } catch (Exception e) {
                transaction.rollback();
                throw e;
            }
        });
    }

    private void route(Message message, @Nullable TransactionImpl transaction) throws Exception {
        RoutingStatus status = server.getPostOffice().route(message, transaction, false);
        if (status != RoutingStatus.OK) {
            throw new IllegalStateException("queue " + name() + " takes no messages: " + status);
        }
    }

    @Override
    public CompletableFuture<List<ReceivedMessage>> receive(int max, long visibilityMillis, long waitMillis) {
        CompletableFuture<List<ReceivedMessage>> answer = new CompletableFuture<>();
        CompletableFuture<List<Lease>> taken;
        try {
            taken = demand.take(max, waitMillis);
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
                count(leases).whenComplete((counted, notCounted) -> {
                    if (notCounted != null) {
                        disposal.giveBack(leases);
                        answer.completeExceptionally(notCounted);
                    } else {
                        hand(leases, visibilityMillis, answer);
                    }
                });
            }
        });
        return answer;
    }

    /** Makes the receive counts durable. Artemis can do so only for messages that are not in a page file. */
    private CompletableFuture<Void> count(List<Lease> leases) {
        return commit.durably(() -> {
            for (Lease lease : leases) {
                if (!lease.reference.isPaged()) {
                    server.getStorageManager().updateDeliveryCount(lease.reference);
                }
            }
        });
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
    public CompletableFuture<Void> delete(List<Receipt> receipts) {
        return commit.durably(() -> {
            for (Receipt receipt : receipts) {
                Lease lease = inFlight.of(receipt.message());
                if (lease == null) {
                    deleteVisible(receipt);
                } else if (lease.receipt.equals(receipt) && inFlight.take(lease)) {
                    queue.acknowledge(lease.reference);
                }
            }
        });
    }

    /** Its time-out has expired, or the broker was restarted: the message lies in the queue, near the head. */
    private void deleteVisible(Receipt receipt) throws Exception {
        MessageReference reference = queue.removeReferenceWithID(receipt.message());
        if (reference != null) {
            reference.handled();
            queue.acknowledge(reference);
        }
    }

    @Override
    public boolean changeVisibility(Receipt receipt, long visibilityMillis) {
        Lease lease = inFlight.of(receipt);
        if (lease == null) {
            return false;
        }
        if (visibilityMillis > 0) {
            return inFlight.hide(lease, visibilityMillis);
        }
        if (!inFlight.take(lease)) {
            return false;
        }
        disposal.expired(lease);
        return true;
    }

    @Override
    public CompletableFuture<Moved> move(int max, @Nullable String destination) {
        try {
            return demand.take(max, 0)
                    .thenCompose(leases -> leases.isEmpty()
                            ? CompletableFuture.completedFuture(Moved.NOTHING)
                            : moves.move(leases, destination));
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<Void> purge() {
        return commit.durablyElsewhere(() -> {
            for (Lease lease : inFlight.takeAll()) {
                queue.acknowledge(lease.reference);
            }
            queue.deleteAllReferences();
        });
    }

    @Override
    public Counts counts() {
        long delayed = queue.getScheduledCount();
        long hidden = queue.getDeliveringCount();
        return new Counts(Math.max(0, queue.getMessageCount() - delayed - hidden), hidden, delayed);
    }

    /** Sees to it that messages past their retention go though nobody receives, and leaves a queue that nobody uses. */
    void sweep(long idleNanos) throws Exception {
        if (settings.retentionMillis() != Long.MAX_VALUE && queue.getMessageCount() > 0) {
            demand.attach();
            queue.deliverAsync();
        } else {
            demand.detachIfIdle(idleNanos);
        }
    }

    /** Ends what waits and gives back what is in flight: the queue goes on without SQS receivers. */
    void close() throws Exception {
        demand.close();
        disposal.giveBack(new ArrayList<>(inFlight.leases()));
    }
}
