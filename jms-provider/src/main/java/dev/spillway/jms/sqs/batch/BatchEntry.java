/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One entry of a batch, from when it is added until it is answered. */
final class BatchEntry<T, R> {

    /** How often it is sent at most. */
    private static final int MAX_ATTEMPTS = 5;

    final BatchLane<T, R> lane;
    final T value;
    final int bytes;
    final CompletableFuture<@Nullable R> result = new CompletableFuture<>();
    /** How often it failed for a passing reason. */
    int attempts;

    BatchEntry(BatchLane<T, R> lane, T value, int bytes) {
        this.lane = lane;
        this.value = value;
        this.bytes = bytes;
    }

    /** Those of a batch that failed for a passing reason, and are to be sent again. */
    static <T, R> List<BatchEntry<T, R>> toRepeat(List<BatchEntry<T, R>> batch, List<Outcome<R>> outcomes) {
        List<BatchEntry<T, R>> again = new ArrayList<>(0);
        for (int i = 0; i < batch.size(); i++) {
            if (outcomes.get(i).retry() && ++batch.get(i).attempts < MAX_ATTEMPTS) {
                again.add(batch.get(i));
            }
        }
        return again;
    }

    /** Tells who waits what became of it. */
    void end(Outcome<R> outcome) {
        if (outcome.failure() != null) {
            result.completeExceptionally(outcome.failure());
        } else {
            result.complete(outcome.value());
        }
    }
}
