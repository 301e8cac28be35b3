/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.sqs.batch.VisibilityChange;
import dev.spillway.jms.sqs.client.AwsErrors;
import dev.spillway.jms.transport.Browse;
import dev.spillway.jms.transport.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a queue's messages by receiving them, as SQS knows no other way, and makes them visible again at the end. A
 * walk that takes longer than the visibility time-out meets messages again, and passes over them.
 */
final class SqsBrowse implements Browse {

    private final ReceiveCall call;
    private final QueueChannel channel;
    private final Supplier<List<SqsDelivery>> held;
    private final Deque<SqsDelivery> ahead = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private List<VisibilityChange> hidden = new ArrayList<>();
    private boolean ended;

    /** @param held what the connection has received and nobody has got */
    SqsBrowse(ReceiveCall call, QueueChannel channel, Supplier<List<SqsDelivery>> held) {
        this.call = call;
        this.channel = channel;
        this.held = held;
        add(held.get());
    }

    private void add(Collection<SqsDelivery> messages) {
        messages.stream().filter(message -> seen.add(message.messageId())).forEach(ahead::add);
    }

    @Override
    public synchronized CompletableFuture<@Nullable Delivery> next() {
        SqsDelivery first = ahead.pollFirst();
        if (first != null || ended) {
            return CompletableFuture.completedFuture(first);
        }
        // a short poll asks a part of AWS's servers; only a long one that is empty means that there is nothing
        return fetch(0).thenCompose(next -> next == null ? fetch(1) : CompletableFuture.completedFuture(next));
    }

    private CompletableFuture<@Nullable Delivery> fetch(int waitSeconds) {
        return call.poll(call.maxMessages(), waitSeconds)
                .start(message -> {})
                .thenApply(messages -> received(messages, waitSeconds > 0))
                .exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(AwsErrors.of("browsing queue '" + channel.queue + "'", failure)
                                .exception()));
    }

    private synchronized @Nullable Delivery received(List<SqsDelivery> messages, boolean last) {
        messages.forEach(message -> {
            hidden.add(new VisibilityChange(message.receiptHandle(), 0));
            channel.unseen.add(message.messageId());
        });
        if (ended) {
            show();
            return null;
        }
        add(messages);
        if (last && ahead.isEmpty()) {
            ended = true;
            // what it has received meanwhile was not there to be received here
            add(held.get());
        }
        return ahead.pollFirst();
    }

    @Override
    public synchronized CompletableFuture<Void> close() {
        ended = true;
        ahead.clear();
        return show();
    }

    private CompletableFuture<Void> show() {
        List<VisibilityChange> all = hidden;
        hidden = new ArrayList<>();
        // what can't be shown now shows when its time is over
        return CompletableFuture.allOf(channel.visibility.addAll(all).toArray(CompletableFuture[]::new))
                .exceptionally(failure -> null);
    }
}
