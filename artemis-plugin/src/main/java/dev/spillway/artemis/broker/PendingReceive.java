/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A receive that waits for messages. What is not final is guarded by its {@link QueueConsumer}. */
final class PendingReceive {

    final int max;
    final long waitMillis;
    final List<Lease> leases;

    /** Who answers it where the queue must not wait for that. */
    final Executor answers;

    final CompletableFuture<List<Lease>> answer = new CompletableFuture<>();

    /** Whether a first look at the queue brought nothing, so that it waits for a message or for its time. */
    boolean parked;

    /** How many messages had been taken without being given to a receive when it last looked. */
    long accepted;

    /** Whether it takes no more messages. */
    boolean done;

    PendingReceive(int max, long waitMillis, Executor answers) {
        this.max = max;
        this.waitMillis = waitMillis;
        this.leases = new ArrayList<>(max);
        this.answers = answers;
    }
}
