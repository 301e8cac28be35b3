/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.batch;

import java.util.concurrent.ConcurrentHashMap;

/** One lane for each group that has messages on their way, so that those of a group go one batch after the other. */
public final class GroupLanes<T, R> {

    private final ConcurrentHashMap<String, Used<T, R>> lanes = new ConcurrentHashMap<>();

    private record Used<T, R>(BatchLane<T, R> lane, int entries) {}

    /** The lane for one more entry, which has to {@link #leave} it. */
    public BatchLane<T, R> enter(String group) {
        return lanes.compute(
                        group,
                        (key, used) -> used == null
                                ? new Used<>(new BatchLane<>(), 1)
                                : new Used<>(used.lane(), used.entries() + 1))
                .lane();
    }

    /** An entry was answered. */
    public void leave(String group) {
        lanes.computeIfPresent(
                group, (key, used) -> used.entries() == 1 ? null : new Used<>(used.lane(), used.entries() - 1));
    }

    boolean isEmpty() {
        return lanes.isEmpty();
    }
}
