/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.batch;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Entries of a {@link Batcher} that keep their order: while some of a lane are on their way, the others wait. Guarded
 * by the batcher's lock.
 */
public final class BatchLane<T, R> {

    final Deque<BatchEntry<T, R>> waiting = new ArrayDeque<>();
    int waitingBytes;
    boolean busy;

    void addLast(BatchEntry<T, R> entry) {
        waiting.addLast(entry);
        waitingBytes += entry.bytes;
    }

    void addFirst(BatchEntry<T, R> entry) {
        waiting.addFirst(entry);
        waitingBytes += entry.bytes;
    }

    BatchEntry<T, R> removeFirst() {
        BatchEntry<T, R> entry = waiting.removeFirst();
        waitingBytes -= entry.bytes;
        return entry;
    }
}
