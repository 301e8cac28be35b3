/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a receiver sees to an answer. A consumer that is alone, or alone selects its messages, gets what requests brought in
 * the order in which they were sent: where the service keeps an order, an earlier request has the earlier messages, though its
 * answer may be read a little later.
 */
final class Turns {

    /** How long an answer waits for earlier ones at most: such a request may be waiting for messages to come. */
    private static final long MILLIS = 20;
    /** How long at most where the earlier answers have come too, and are only not read yet, or their payloads not there. */
    private static final long ANSWERED_MILLIS = 1_000;

    private final Object lock;
    private final Consumers consumers;
    private final OpenPolls polls;
    private final boolean fifo;
    private final SendOrder order = new SendOrder();
    private final ScheduledExecutorService timer;

    /**
     * @param lock the receiver's, which guards the consumers and the polls
     * @param fifo whether the queue keeps an order itself, whatever the polls are
     */
    Turns(Object lock, Consumers consumers, OpenPolls polls, boolean fifo, ScheduledExecutorService timer) {
        this.lock = lock;
        this.consumers = consumers;
        this.polls = polls;
        this.fifo = fifo;
        this.timer = timer;
    }

    private boolean isOrderSeen() {
        return consumers.size() == 1 || consumers.isAnySelective();
    }

    /** Whether another poll may be opened: beside one that is open, not if it could break an order. Under the lock. */
    boolean allowAnotherPoll() {
        return fifo || polls.isEmpty() || !isOrderSeen() || !order.isKept();
    }

    /** The messages of an answer came. Only where an order is seen do they tell of it: many polls mix them. Under the lock. */
    void received(List<SqsDelivery> messages) {
        if (!fifo && isOrderSeen()) {
            order.received(messages);
        }
    }

    /** Complete when the answer's turn has come; at once for one without messages. */
    CompletableFuture<Void> of(ReceiveCall.Poll poll, @Nullable List<SqsDelivery> messages) {
        if (messages == null || messages.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> turn;
        synchronized (lock) {
            if (!isOrderSeen()) {
                return CompletableFuture.completedFuture(null);
            }
            turn = polls.before(poll);
        }
        if (!turn.isDone()) {
            // neither fails
            timer.schedule(() -> awaitAnswered(poll, turn), MILLIS, TimeUnit.MILLISECONDS);
            timer.schedule(() -> turn.complete(null), ANSWERED_MILLIS, TimeUnit.MILLISECONDS);
        }
        return turn;
    }

    private void awaitAnswered(ReceiveCall.Poll poll, CompletableFuture<Void> turn) {
        CompletableFuture<Void> answered;
        synchronized (lock) {
            answered = polls.answeredBefore(poll);
        }
        answered.thenRun(() -> turn.complete(null));
    }
}
