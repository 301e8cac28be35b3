/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import dev.spillway.artemis.store.MoveTask;
import dev.spillway.artemis.store.MoveTaskStore;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The message move tasks, the ten latest of each queue. What changes is stored in the order of the changes; at most one
 * task a queue is active.
 */
final class MoveTaskLog {

    private static final Logger log = LoggerFactory.getLogger(MoveTaskLog.class);
    private static final int KEPT = 10;
    private static final Comparator<MoveTask> LATEST_FIRST =
            Comparator.comparingLong(MoveTask::startedAt).reversed();

    private final MoveTaskStore store;
    private final Map<String, MoveTask> tasks = new LinkedHashMap<>();

    /** The last write; the next one begins when it is over. */
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

    private boolean closed;

    MoveTaskLog(MoveTaskStore store) {
        this.store = store;
        store.all().forEach(task -> tasks.put(task.id(), task));
    }

    /** The active tasks of all queues. */
    synchronized List<MoveTask> active() {
        return tasks.values().stream().filter(MoveTask::isActive).toList();
    }

    /** The tasks of a queue, the latest first. */
    synchronized List<MoveTask> of(String source) {
        return tasks.values().stream()
                .filter(task -> task.source().equals(source))
                .sorted(LATEST_FIRST)
                .toList();
    }

    /** The task, or nothing if it is gone or this is closed. */
    synchronized Optional<MoveTask> find(String id) {
        return closed ? Optional.empty() : Optional.ofNullable(tasks.get(id));
    }

    /** Adds a task; complete once it is on disk. Refuses one of a queue that has an active one. */
    synchronized CompletableFuture<Void> add(MoveTask task) {
        List<MoveTask> before = of(task.source());
        if (before.stream().anyMatch(MoveTask::isActive)) {
            throw SqsErrors.invalidParameter("There is already a task running."
                    + " Only one active task is allowed for a source queue arn at a given time.");
        }
        before.stream().skip(KEPT - 1).forEach(this::remove);
        tasks.put(task.id(), task);
        return write(() -> store.store(task));
    }

    /** Changes a task; complete once that is on disk. Without effect if it is gone or this is closed. */
    synchronized CompletableFuture<Void> change(String id, UnaryOperator<MoveTask> change) {
        MoveTask changed = closed ? null : tasks.computeIfPresent(id, (key, task) -> change.apply(task));
        return changed == null ? CompletableFuture.completedFuture(null) : write(() -> store.store(changed));
    }

    /** Forgets the tasks of a queue that is gone. */
    synchronized void forget(String source) {
        if (!closed) {
            of(source).forEach(this::remove);
        }
    }

    private void remove(MoveTask task) {
        tasks.remove(task.id());
        var unused = write(() -> store.delete(task.id()));
    }

    private CompletableFuture<Void> write(Supplier<CompletableFuture<Void>> next) {
        CompletableFuture<Void> mine = written.thenCompose(done -> next.get());
        written = mine.exceptionally(failure -> {
            log.warn("Could not store the state of a message move task", failure);
            return null;
        });
        return mine;
    }

    /** Nothing is found or changed any more: what is stored is what a restart goes on with. */
    synchronized void close() {
        closed = true;
    }
}
