/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.metrics.JmsMetrics;
import dev.spillway.jms.sqs.batch.VisibilityChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the messages that one connection has received from one queue hidden for as long as they are waiting or being
 * handled: each time half of its visibility time-out is over, it is extended, in batches.
 */
final class VisibilityKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(VisibilityKeeper.class);

    /**
     * With so many messages acknowledged or given back, and the service not having answered, it is behind: more would make
     * a heap of messages that are dealt with and still in flight, of which SQS allows 120,000 a queue.
     */
    private static final int MOST_UNANSWERED = 500;

    private final QueueChannel channel;
    private final long timeoutNanos;
    private final int timeoutSeconds;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final JmsMetrics metrics;
    /** By delivery, when its visibility ends. A delivery that isn't here is not hidden by us any more. */
    private final ConcurrentHashMap<SqsDelivery, Long> deadlines = new ConcurrentHashMap<>();

    /** Those of them that nobody has acknowledged or released. */
    private final Set<SqsDelivery> unsettled = ConcurrentHashMap.newKeySet();

    /** Who receives no more until the service has caught up; {@code null} for nobody. */
    private final AtomicReference<@Nullable Runnable> whenCaughtUp = new AtomicReference<>();

    private final AtomicBoolean scheduled = new AtomicBoolean();

    VisibilityKeeper(
            QueueChannel channel,
            Duration timeout,
            ScheduledExecutorService timer,
            LongSupplier nanoTime,
            JmsMetrics metrics) {
        this.metrics = metrics;
        this.channel = channel;
        this.timeoutNanos = timeout.toNanos();
        this.timeoutSeconds = (int) timeout.toSeconds();
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    /** Takes over a message that was received just now. */
    void keep(SqsDelivery delivery) {
        unsettled.add(delivery);
        deadlines.put(delivery, nanoTime.getAsLong() + timeoutNanos);
        schedule();
    }

    /** The message was acknowledged or released. */
    void settled(SqsDelivery delivery) {
        unsettled.remove(delivery);
    }

    /** Whether every message was acknowledged or released. */
    boolean isIdle() {
        return unsettled.isEmpty();
    }

    /** How many messages it keeps hidden. */
    int inFlight() {
        return deadlines.size();
    }

    /** The service has answered, or others may have the message. */
    void forget(SqsDelivery delivery) {
        deadlines.remove(delivery);
        if (whenCaughtUp.get() != null && unanswered() <= MOST_UNANSWERED / 2) {
            Runnable goesOn = whenCaughtUp.getAndSet(null);
            if (goesOn != null) {
                goesOn.run();
            }
        }
    }

    private int unanswered() {
        return deadlines.size() - unsettled.size();
    }

    /**
     * Whether the service hasn't answered for so much that was acknowledged or given back that no more is to be received.
     *
     * @param caughtUp is called once that is so no more, by the thread that reads the answer
     */
    boolean isBehind(Runnable caughtUp) {
        if (unanswered() < MOST_UNANSWERED) {
            return false;
        }
        whenCaughtUp.set(caughtUp);
        // the last answer that would tell may have come in between
        return unanswered() > MOST_UNANSWERED / 2 || whenCaughtUp.getAndSet(null) == null;
    }

    /** Whether any message is kept hidden here. */
    boolean isHolding() {
        return !deadlines.isEmpty();
    }

    boolean isLive(SqsDelivery delivery) {
        Long deadline = deadlines.get(delivery);
        return deadline != null && !delivery.isSettled() && nanoTime.getAsLong() - deadline < 0;
    }

    /** Whether the message stays hidden for half of its time-out at least, extended if it has less. */
    CompletableFuture<Boolean> secure(SqsDelivery delivery) {
        long now = nanoTime.getAsLong();
        Long deadline = deadlines.get(delivery);
        if (deadline == null || delivery.isSettled() || now - deadline >= 0) {
            return CompletableFuture.completedFuture(false);
        }
        if (deadline - now >= timeoutNanos / 2) {
            return CompletableFuture.completedFuture(true);
        }
        return channel.visibility
                .add(new VisibilityChange(delivery.receiptHandle(), timeoutSeconds))
                .handle((done, failure) -> failure == null && extended(delivery, now));
    }

    private boolean extended(SqsDelivery delivery, long at) {
        return deadlines.computeIfPresent(delivery, (d, before) -> at + timeoutNanos) != null;
    }

    /** Makes visible what nobody has acknowledged or released. */
    void releaseAll() {
        SqsDelivery.releaseAll(channel, List.copyOf(deadlines.keySet()), delivery -> 0);
    }

    /** Complete when all that was acknowledged or released so far was answered. */
    CompletableFuture<Void> settled() {
        return CompletableFuture.allOf(deadlines.keySet().stream()
                .filter(SqsDelivery::isSettled)
                .map(SqsDelivery::settlement)
                .toArray(CompletableFuture[]::new));
    }

    /** Complete when all that was released so far was answered. */
    CompletableFuture<Void> released() {
        return CompletableFuture.allOf(deadlines.keySet().stream()
                .filter(SqsDelivery::isReleased)
                .map(SqsDelivery::settlement)
                .toArray(CompletableFuture[]::new));
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            // tick() fails in no way that it doesn't log
            timer.schedule(this::tick, timeoutNanos / 4, TimeUnit.NANOSECONDS);
        }
    }

    private void tick() {
        scheduled.set(false);
        extendDue();
        if (!deadlines.isEmpty()) {
            schedule();
        }
    }

    /** Extends what has less than half of its time left. */
    void extendDue() {
        long now = nanoTime.getAsLong();
        List<SqsDelivery> due = new ArrayList<>();
        for (var each : deadlines.entrySet()) {
            long left = each.getValue() - now;
            if (left <= 0 && !each.getKey().isSettled()) {
                deadlines.remove(each.getKey());
                unsettled.remove(each.getKey());
                each.getKey().lost();
                LOG.warn(
                        "message {} of queue {} may be delivered again: its visibility could not be extended in time",
                        each.getKey().messageId(),
                        channel.queue);
            } else if (left <= timeoutNanos / 2 && !each.getKey().isReleased()) {
                due.add(each.getKey());
            }
        }
        if (!due.isEmpty()) {
            extend(due, now);
        }
    }

    private void extend(List<SqsDelivery> due, long now) {
        metrics.heartbeat(due.size());
        List<VisibilityChange> changes = due.stream()
                .map(delivery -> new VisibilityChange(delivery.receiptHandle(), timeoutSeconds))
                .toList();
        List<? extends CompletableFuture<?>> answers = channel.visibility.addAll(changes);
        for (int i = 0; i < due.size(); i++) {
            SqsDelivery delivery = due.get(i);
            answers.get(i).whenComplete((done, failure) -> {
                if (failure == null) {
                    extended(delivery, now);
                } else {
                    LOG.debug("extending the visibility of message {}", delivery.messageId(), failure);
                }
            });
        }
    }
}
