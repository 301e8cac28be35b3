/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a receiver sees to an answer. A lone consumer gets what requests brought in the order in which they were sent: where
 * the service keeps an order, an earlier request has the earlier messages, though its answer may be read a little later.
 */
final class Turns {

    /** How long an answer waits for earlier ones at most: such a request may be waiting for messages to come. */
    private static final long MILLIS = 20;

    private final Object lock;
    private final Consumers consumers;
    private final OpenPolls polls;
    private final ScheduledExecutorService timer;

    /** @param lock the receiver's, which guards the consumers and the polls */
    Turns(Object lock, Consumers consumers, OpenPolls polls, ScheduledExecutorService timer) {
        this.lock = lock;
        this.consumers = consumers;
        this.polls = polls;
        this.timer = timer;
    }

    /** Complete when the answer's turn has come; at once for one without messages. */
    CompletableFuture<Void> of(ReceiveCall.Poll poll, @Nullable List<SqsDelivery> messages) {
        if (messages == null || messages.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> turn;
        synchronized (lock) {
            if (consumers.size() != 1) {
                return CompletableFuture.completedFuture(null);
            }
            turn = polls.before(poll);
        }
        if (!turn.isDone()) {
            // doesn't fail
            timer.schedule(() -> turn.complete(null), MILLIS, TimeUnit.MILLISECONDS);
        }
        return turn;
    }
}
