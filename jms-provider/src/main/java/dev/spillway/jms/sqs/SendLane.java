/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.sqs.batch.BatchLane;
import dev.spillway.jms.transport.Lane;
import dev.spillway.jms.transport.OutgoingMessage;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One session's messages to one queue: they are sent in the order in which they came, however long one takes to prepare. */
final class SendLane implements Lane {

    private final BatchingSender sender;
    private final BatchLane<SendEntry, String> lane = new BatchLane<>();
    /** Complete when the message that came last was handed on, or refused. */
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    SendLane(BatchingSender sender) {
        this.sender = sender;
    }

    @Override
    @SuppressWarnings("NullAway") // a send that succeeds is answered with its id
    public synchronized CompletableFuture<String> send(OutgoingMessage message) {
        CompletableFuture<SendEntry> prepared = sender.prepare(message);
        CompletableFuture<SendEntry> inTurn = last.isDone()
                ? prepared
                : last.handle((done, failure) -> prepared).thenCompose(Function.identity());
        CompletableFuture<CompletableFuture<@Nullable String>> added =
                inTurn.thenApply(entry -> sender.add(lane, entry));
        last = added;
        return added.thenCompose(Function.identity());
    }
}
