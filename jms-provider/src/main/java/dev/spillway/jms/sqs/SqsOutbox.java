/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.sqs.batch.BatchLane;
import dev.spillway.jms.transport.Outbox;
import dev.spillway.jms.transport.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Messages to one queue that wait for their transaction's commit, in the form in which SQS takes them. */
final class SqsOutbox implements Outbox {

    private final BatchingSender sender;
    private final Supplier<CompletableFuture<Void>> open;
    private final LongSupplier nanoTime;
    private final BatchLane<SendEntry, String> lane = new BatchLane<>();
    private List<Waiting> waiting = new ArrayList<>();

    /** @param due when SQS is to hand the message out at the earliest */
    private record Waiting(SendEntry entry, long due) {}

    /** @param open complete once the queue is known to exist */
    SqsOutbox(BatchingSender sender, Supplier<CompletableFuture<Void>> open, LongSupplier nanoTime) {
        this.sender = sender;
        this.open = open;
        this.nanoTime = nanoTime;
    }

    @Override
    public CompletableFuture<Void> add(OutgoingMessage message) {
        long due = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(message.delayMillis());
        return open.get()
                .thenCompose(opened -> sender.prepare(message))
                .thenAccept(entry -> keep(new Waiting(entry, due)));
    }

    private synchronized void keep(Waiting message) {
        waiting.add(message);
    }

    @Override
    public synchronized CompletableFuture<Sent> send() {
        List<Waiting> sending = waiting;
        long now = nanoTime.getAsLong();
        List<CompletableFuture<@Nullable String>> answers = sender.addAll(
                lane,
                sending.stream()
                        .map(each -> each.entry().delayed(TimeUnit.NANOSECONDS.toMillis(each.due() - now)))
                        .toList());
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .handle((done, failure) -> answered(sending, answers, failure));
    }

    private synchronized Sent answered(
            List<Waiting> sent, List<CompletableFuture<@Nullable String>> answers, @Nullable Throwable failure) {
        List<Waiting> left = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            if (answers.get(i).isCompletedExceptionally()) {
                left.add(sent.get(i));
            }
        }
        waiting = left;
        return new Sent(sent.size() - left.size(), failure);
    }
}
