/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.ReceivedMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A receive that came when as many messages of the queue were in flight as may be. It looks again a few times a second,
 * without a thread, until one was deleted or is visible again, and then waits for a message as any other does.
 */
final class WaitForRoom {

    private static final long LOOK_AGAIN_MILLIS = 100;

    private final MessageQueue queue;
    private final int max;
    private final long visibilityMillis;
    private final long until;
    private final CompletableFuture<List<ReceivedMessage>> answer = new CompletableFuture<>();

    private WaitForRoom(MessageQueue queue, int max, long visibilityMillis, long waitMillis) {
        this.queue = queue;
        this.max = max;
        this.visibilityMillis = visibilityMillis;
        this.until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
    }

    /**
     * The parameters and the answer are those of {@link MessageQueue#receive}.
     *
     * @return also empty if there was no room for all the time
     */
    static CompletableFuture<List<ReceivedMessage>> receive(
            MessageQueue queue, int max, long visibilityMillis, long waitMillis) {
        WaitForRoom wait = new WaitForRoom(queue, max, visibilityMillis, waitMillis);
        wait.look();
        return wait.answer;
    }

    private void look() {
        if (answer.isDone()) {
            return;
        }
        long left = Math.max(0, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
        int room = ReceiveMessage.room(queue, max);
        if (room > 0) {
            receive(room, left);
        } else if (left == 0) {
            answer.complete(List.of());
        } else {
            CompletableFuture.delayedExecutor(Math.min(left, LOOK_AGAIN_MILLIS), TimeUnit.MILLISECONDS)
                    .execute(this::look);
        }
    }

    private void receive(int room, long waitMillis) {
        CompletableFuture<List<ReceivedMessage>> received = queue.receive(room, visibilityMillis, waitMillis);
        received.whenComplete((messages, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else if (!answer.complete(messages)) {
                ReceiveMessage.returned(messages, queue);
            }
        });
        answer.whenComplete((messages, failure) -> {
            if (answer.isCancelled()) {
                received.cancel(false);
            }
        });
    }
}
