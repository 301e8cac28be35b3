/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a message move task. It is kept durably, so that a task goes on after a restart of the broker.
 *
 * @param id unique
 * @param source the name of the queue that messages are moved from
 * @param destination the name of the queue that they are moved to; {@code null} for each to the queue it came from
 * @param origins without a destination, the names of the queues that messages may go back to; else empty
 * @param maxPerSecond how many messages are moved in a second at most; {@code null} for no limit
 * @param moved how many messages have been moved; after a crash of the broker it may miss the last ones
 * @param toMove how many messages were visible in the source when the task started; it moves no more than these
 * @param startedAt milliseconds since the epoch
 * @param failure why it failed; {@code null} if it didn't
 */
public record MoveTask(
        String id,
        String source,
        @Nullable String destination,
        Set<String> origins,
        @Nullable Integer maxPerSecond,
        Status status,
        long moved,
        long toMove,
        long startedAt,
        @Nullable String failure) {

    /** The states of a task, by AWS's names. */
    public enum Status {
        RUNNING,
        CANCELLING,
        COMPLETED,
        CANCELLED,
        FAILED
    }

    public MoveTask {
        origins = Set.copyOf(origins);
    }

    /** Whether messages may still be moved. */
    public boolean isActive() {
        return status == Status.RUNNING || status == Status.CANCELLING;
    }

    public MoveTask withMore(int messages) {
        return new MoveTask(
                id, source, destination, origins, maxPerSecond, status, moved + messages, toMove, startedAt, failure);
    }

    public MoveTask with(Status next) {
        return new MoveTask(id, source, destination, origins, maxPerSecond, next, moved, toMove, startedAt, failure);
    }

    public MoveTask failed(String why) {
        return new MoveTask(
                id, source, destination, origins, maxPerSecond, Status.FAILED, moved, toMove, startedAt, why);
    }
}
