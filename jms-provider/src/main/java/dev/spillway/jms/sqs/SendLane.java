/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.sqs.batch.BatchLane;
import dev.spillway.jms.transport.Lane;
import dev.spillway.jms.transport.OutgoingMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One session's messages to one queue: they are sent in the order in which they came, however long one takes to prepare. */
final class SendLane implements Lane {

    private final BatchingSender sender;
    private final BatchLane<SendEntry, String> lane = new BatchLane<>();
    /** Complete when the message that came last was handed on, or refused. */
    private final AtomicReference<CompletableFuture<?>> last =
            new AtomicReference<>(CompletableFuture.completedFuture(null));

    SendLane(BatchingSender sender) {
        this.sender = sender;
    }

    @Override
    public CompletableFuture<String> send(OutgoingMessage message) {
        return send(message, false);
    }

    @Override
    public CompletableFuture<String> sendWaiting(OutgoingMessage message) {
        return send(message, true);
    }

    @SuppressWarnings("NullAway") // a send that succeeds is answered with its id
    private CompletableFuture<String> send(OutgoingMessage message, boolean waits) {
        Thread caller = Thread.currentThread();
        CompletableFuture<SendEntry> prepared = sender.prepare(message);
        CompletableFuture<Void> handedOn = new CompletableFuture<>();
        CompletableFuture<?> before = last.getAndSet(handedOn);
        CompletableFuture<SendEntry> inTurn = before.isDone() ? prepared : before.thenCompose(done -> prepared);
        CompletableFuture<CompletableFuture<@Nullable String>> added =
                inTurn.thenApply(entry -> sender.add(lane, entry, waits && Thread.currentThread() == caller));
        added.whenComplete((answer, failure) -> handedOn.complete(null));
        return added.thenCompose(Function.identity());
    }
}
