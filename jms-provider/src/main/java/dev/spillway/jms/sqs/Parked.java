/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.sqs.batch.BatchLane;
import dev.spillway.jms.sqs.batch.VisibilityChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Messages that this connection can't hand out at the moment. They stay hidden for a while, longer each time, so that they
 * are not received over and over; when that changes, they are made visible at once. Of each only its receipt is kept.
 * Guarded by the receiver's lock.
 */
final class Parked {

    private static final int MAX_SECONDS = 64;

    private final QueueChannel channel;
    private final Deque<Entry> entries = new ArrayDeque<>();

    /**
     * @param sentAt when the service got the message
     * @param until when the message is visible again by itself
     * @param hidden complete once the service has been told to hide it until then
     */
    private record Entry(String receiptHandle, long sentAt, long until, CompletableFuture<?> hidden) {}

    Parked(QueueChannel channel) {
        this.channel = channel;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void add(List<SqsDelivery> deliveries, long now) {
        if (deliveries.isEmpty()) {
            return;
        }
        entries.removeIf(entry -> entry.until() - now <= 0);
        SqsDelivery.releaseAll(channel, deliveries, Parked::seconds);
        for (SqsDelivery each : deliveries) {
            long until = now + TimeUnit.SECONDS.toNanos(seconds(each));
            entries.add(new Entry(each.receiptHandle(), each.sentAt(), until, each.settlement()));
        }
    }

    /** 1 s the first time that it was received, then 2 s, 4 s, and so on, up to 64 s. */
    static int seconds(SqsDelivery delivery) {
        int doublings = Math.min(30, Math.max(0, delivery.receiveCount() - 1));
        return Math.min(MAX_SECONDS, 1 << doublings);
    }

    /**
     * Makes everything visible, in the order in which it was sent: one request after the other, so that a poll that is
     * open meanwhile gets the first messages first. Complete once the service has been told.
     */
    CompletableFuture<Void> show(long now) {
        List<CompletableFuture<?>> hidden = new ArrayList<>();
        List<VisibilityChange> changes = new ArrayList<>();
        entries.stream()
                .filter(entry -> entry.until() - now > 0)
                .sorted(Comparator.comparingLong(Entry::sentAt))
                .forEach(entry -> {
                    hidden.add(entry.hidden());
                    changes.add(new VisibilityChange(entry.receiptHandle(), 0));
                });
        entries.clear();
        BatchLane<VisibilityChange, Void> inOrder = new BatchLane<>();
        return CompletableFuture.allOf(hidden.toArray(CompletableFuture[]::new))
                .thenCompose(done -> CompletableFuture.allOf(channel.visibility
                        .addAll(change -> inOrder, changes, change -> 0)
                        .toArray(CompletableFuture[]::new)))
                .exceptionally(failure -> null);
    }
}
