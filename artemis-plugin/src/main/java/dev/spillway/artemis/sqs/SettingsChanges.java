/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.QueueSettings;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Changes of queues' settings, one at a time a queue: each starts from the outcome of the one before. */
public final class SettingsChanges {

    /** The last change of each queue that has one under way. */
    private final Map<String, CompletableFuture<Void>> changes = new ConcurrentHashMap<>();

    /**
     * Applies a change when its turn comes.
     *
     * @param change makes the new settings of the present ones, or refuses by throwing
     * @return complete once the new settings are on disk; failed if the change was refused
     */
    public CompletableFuture<Void> change(MessageQueue queue, UnaryOperator<QueueSettings> change) {
        String name = queue.name();
        CompletableFuture<Void> made = changes.compute(name, (key, previous) -> {
            CompletableFuture<Void> turn =
                    previous == null ? CompletableFuture.completedFuture(null) : previous.exceptionally(e -> null);
            return turn.thenCompose(start -> queue.update(change.apply(queue.settings())));
        });
        made.whenComplete((done, failure) -> changes.remove(name, made));
        return made;
    }
}
