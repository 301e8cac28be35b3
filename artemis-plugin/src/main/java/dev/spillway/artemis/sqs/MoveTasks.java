/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.MessageQueue.Moved;
import dev.spillway.artemis.store.MessageQueue.Obstacle;
import dev.spillway.artemis.store.MoveTask;
import dev.spillway.artemis.store.MoveTask.Status;
import dev.spillway.artemis.store.QueueStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Carries out message move tasks, in rounds of a few messages, with a timer between the rounds of a task that has a rate:
 * no thread waits. Tasks that were under way when the broker stopped go on.
 */
public final class MoveTasks implements AutoCloseable {

    private static final int LARGEST_ROUND = 100;

    /** A round that finds nothing though messages are there: Artemis may be reading them from its page files. */
    private static final int EMPTY_ROUNDS = 3;

    private static final long PAUSE_WHEN_EMPTY = TimeUnit.SECONDS.toNanos(1);

    private final QueueStore store;
    private final MoveTaskLog tasks;

    /** The tasks of this store; those under way begin where they were. */
    public MoveTasks(QueueStore store) {
        this.store = store;
        this.tasks = new MoveTaskLog(store.moveTasks());
        tasks.active().forEach(task -> round(task.id(), 0));
    }

    /** Starts a task; complete once it is on disk. Refused while another one of its source is active. */
    public CompletableFuture<Void> start(MoveTask task) {
        CompletableFuture<Void> started = tasks.add(task);
        started.whenComplete((done, failure) -> {
            if (failure == null) {
                round(task.id(), 0);
            } else {
                tasks.change(task.id(), unstored -> unstored.failed(reason(Obstacle.FAULT)));
            }
        });
        return started;
    }

    /**
     * Ends a task after the messages that are just being moved.
     *
     * @return the task, complete once that is on disk
     */
    public CompletableFuture<MoveTask> cancel(String source, String id) {
        MoveTask task =
                tasks.find(id).filter(found -> found.source().equals(source)).orElseThrow(SqsErrors::noSuchMoveTask);
        if (task.status() != Status.RUNNING) {
            throw SqsErrors.invalidParameter("Only active tasks can be cancelled.");
        }
        return tasks.change(id, active -> active.isActive() ? active.with(Status.CANCELLING) : active)
                .thenApply(done -> tasks.find(id).orElse(task));
    }

    /** The ten latest tasks of a queue, the latest first. */
    public List<MoveTask> of(String source) {
        return tasks.of(source);
    }

    /** Forgets the tasks of a queue that was deleted. */
    public void forget(String source) {
        tasks.forget(source);
    }

    private void round(String id, int emptyRounds) {
        MoveTask task = tasks.find(id).orElse(null);
        if (task == null || !task.isActive()) {
            return;
        }
        if (task.status() == Status.CANCELLING) {
            end(id, Status.CANCELLED);
            return;
        }
        Optional<MessageQueue> source = store.find(task.source());
        if (source.isEmpty()) {
            tasks.forget(task.source());
            return;
        }
        int size = (int) Math.min(roundSize(task), task.toMove() - task.moved());
        if (size <= 0) {
            end(id, Status.COMPLETED);
            return;
        }
        long began = System.nanoTime();
        move(source.orElseThrow(), task, size).whenComplete((moved, failure) -> {
            Moved outcome = failure == null ? moved : new Moved(0, Obstacle.FAULT);
            moved(task, source.orElseThrow(), outcome, emptyRounds, began);
        });
    }

    private static CompletableFuture<Moved> move(MessageQueue source, MoveTask task, int size) {
        String destination = task.destination();
        return destination == null ? source.moveBack(size, task.origins()) : source.move(size, destination);
    }

    private void moved(MoveTask task, MessageQueue source, Moved outcome, int emptyRounds, long began) {
        String id = task.id();
        Obstacle obstacle = outcome.obstacle();
        if (obstacle != null) {
            tasks.change(id, last -> last.withMore(outcome.messages()).failed(reason(obstacle)));
            return;
        }
        if (outcome.messages() > 0) {
            tasks.change(id, last -> last.withMore(outcome.messages()))
                    .whenComplete((done, failure) -> next(id, 0, pause(task) - (System.nanoTime() - began)));
        } else if (emptyRounds + 1 < EMPTY_ROUNDS) {
            source.counts().whenComplete((counts, failure) -> {
                if (failure != null || counts.visible() > 0) {
                    next(id, emptyRounds + 1, PAUSE_WHEN_EMPTY);
                } else {
                    end(id, Status.COMPLETED);
                }
            });
        } else {
            end(id, Status.COMPLETED);
        }
    }

    private void next(String id, int emptyRounds, long nanos) {
        Executor later = CompletableFuture.delayedExecutor(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        later.execute(() -> round(id, emptyRounds));
    }

    private void end(String id, Status status) {
        tasks.change(id, last -> last.with(status));
    }

    /** A tenth of a second's messages, so that a rate is kept evenly. */
    private static int roundSize(MoveTask task) {
        Integer rate = task.maxPerSecond();
        return rate == null ? LARGEST_ROUND : Math.max(1, rate / 10);
    }

    private static long pause(MoveTask task) {
        Integer rate = task.maxPerSecond();
        return rate == null ? 0 : TimeUnit.SECONDS.toNanos(roundSize(task)) / rate;
    }

    private static String reason(Obstacle obstacle) {
        return switch (obstacle) {
            case NO_SOURCE -> "CouldNotDetermineMessageSource";
            case NO_DESTINATION -> "AWS.SimpleQueueService.NonExistentQueue";
            case FAULT -> "InternalError";
        };
    }

    /** Begins no more rounds. The tasks stay as they are stored, for the next start. */
    @Override
    public void close() {
        tasks.close();
    }
}
