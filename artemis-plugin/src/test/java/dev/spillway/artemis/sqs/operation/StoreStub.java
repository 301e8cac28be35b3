/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.MoveTask;
import dev.spillway.artemis.store.MoveTaskStore;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.QueueStore;
import dev.spillway.artemis.store.Receipt;
import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.artemis.store.SentMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store of one queue whose answers the test gives: for states and faults that a broker can't be brought to. */
final class StoreStub implements QueueStore, MessageQueue {

    String name = "orders";
    volatile long inFlight;
    QueueSettings settings = new QueueSettings(Map.of(), Map.of(), 0, 0, 0, null);
    CompletableFuture<Void> stored = CompletableFuture.completedFuture(null);
    CompletableFuture<List<ReceivedMessage>> received = new CompletableFuture<>();
    volatile int askedFor;
    final List<Integer> batches = new ArrayList<>();
    final List<Receipt> madeVisible = new CopyOnWriteArrayList<>();
    final List<Receipt> notInFlight = new ArrayList<>();
    CompletableFuture<Boolean> visible = CompletableFuture.completedFuture(false);

    @Override
    public Optional<MessageQueue> find(String name) {
        return Optional.of(this);
    }

    @Override
    public List<String> names() {
        return List.of(name());
    }

    @Override
    public CompletableFuture<MessageQueue> create(String name, QueueSettings settings) {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public CompletableFuture<Void> delete(String name) {
        return stored;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public QueueSettings settings() {
        return settings;
    }

    @Override
    public CompletableFuture<Void> update(QueueSettings changed) {
        settings = changed;
        return stored;
    }

    @Override
    public CompletableFuture<List<SentMessage>> send(List<NewMessage> messages) {
        batches.add(messages.size());
        return stored.thenApply(done -> messages.stream()
                .map(message -> new SentMessage(message.id(), null))
                .toList());
    }

    @Override
    public CompletableFuture<List<ReceivedMessage>> receive(int max, long visibilityMillis, long waitMillis) {
        askedFor = max;
        return received;
    }

    @Override
    public Optional<List<ReceivedMessage>> receiveAgain(List<Receipt> receipts, long visibilityMillis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Set<Receipt>> delete(List<Receipt> receipts) {
        batches.add(receipts.size());
        return stored.thenApply(done -> Set.of());
    }

    @Override
    public CompletableFuture<List<Boolean>> changeVisibility(List<VisibilityChange> changes) {
        for (VisibilityChange change : changes) {
            if (change.visibilityMillis() == 0) {
                madeVisible.add(change.receipt());
            }
        }
        return CompletableFuture.completedFuture(changes.stream()
                .map(change -> !notInFlight.contains(change.receipt()))
                .toList());
    }

    @Override
    public CompletableFuture<Boolean> isVisible(Receipt receipt) {
        return visible;
    }

    @Override
    public CompletableFuture<Moved> move(int max, String destination) {
        return CompletableFuture.completedFuture(Moved.NOTHING);
    }

    @Override
    public CompletableFuture<Moved> moveBack(int max, Set<String> origins) {
        return CompletableFuture.completedFuture(Moved.NOTHING);
    }

    @Override
    public MoveTaskStore moveTasks() {
        return new MoveTaskStore() {
            @Override
            public List<MoveTask> all() {
                return List.of();
            }

            @Override
            public CompletableFuture<Void> store(MoveTask task) {
                return stored;
            }

            @Override
            public CompletableFuture<Void> delete(String id) {
                return stored;
            }
        };
    }

    @Override
    public CompletableFuture<Void> purge() {
        return stored;
    }

    @Override
    public CompletableFuture<Counts> counts() {
        return CompletableFuture.completedFuture(new Counts(0, inFlight, 0));
    }

    @Override
    public long inFlight() {
        return inFlight;
    }
}
