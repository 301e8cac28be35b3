/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.batch;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One entry of a batch, from when it is added until it is answered. */
final class BatchEntry<T, R> {

    final BatchLane<T, R> lane;
    final T value;
    final int bytes;
    final CompletableFuture<@Nullable R> result = new CompletableFuture<>();
    int attempts;

    BatchEntry(BatchLane<T, R> lane, T value, int bytes) {
        this.lane = lane;
        this.value = value;
        this.bytes = bytes;
    }
}
