/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.store.MessageQueue.Moved;
import dev.spillway.artemis.store.MessageQueue.Obstacle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves messages that were taken from a queue to others. What can't be moved is visible again, as if never taken. */
final class Moves {

    private static final Logger log = LoggerFactory.getLogger(Moves.class);

    private final ActiveMQServer server;
    private final Queue queue;
    private final Commit commit;
    private final InFlight inFlight;
    private final Disposal disposal;
    private final Supplier<Receives> receives;

    /** @param commit an ordered one keeps the order of what is moved */
    Moves(
            ActiveMQServer server,
            Queue queue,
            Commit commit,
            InFlight inFlight,
            Disposal disposal,
            Supplier<Receives> receives) {
        this.server = server;
        this.queue = queue;
        this.commit = commit;
        this.inFlight = inFlight;
        this.disposal = disposal;
        this.receives = receives;
    }

    /** Moves messages to one queue, up to the first one that can't be; complete once that is on disk. */
    CompletableFuture<Moved> move(List<Lease> leases, String destination) {
        return move(leases, new Route(destination, Set.of()));
    }

    /** As {@link #move}, each message to the queue from which redrive moved it here, if that is one of these. */
    CompletableFuture<Moved> moveBack(List<Lease> leases, Set<String> origins) {
        return move(leases, new Route(null, origins));
    }

    private CompletableFuture<Moved> move(List<Lease> leases, Route route) {
        AtomicReference<Moved> outcome = new AtomicReference<>(Moved.NOTHING);
        List<MessageReference> moved = new ArrayList<>(leases.size());
        return commit.durablyElsewhere(() -> outcome.set(moveNow(leases, route, moved)))
                .thenApply(done -> {
                    receives.get().deleted(moved);
                    return outcome.get();
                });
    }

    private Moved moveNow(List<Lease> leases, Route route, List<MessageReference> moved) {
        for (int i = 0; i < leases.size(); i++) {
            Obstacle obstacle = null;
            String target = route.target(leases.get(i).reference.getMessage());
            if (target == null) {
                obstacle = Obstacle.NO_SOURCE;
            } else if (server.locateQueue(SimpleString.of(target)) == null) {
                obstacle = Obstacle.NO_DESTINATION;
            } else if (!route.admits(target)) {
                obstacle = Obstacle.NO_SOURCE;
            } else if (inFlight.take(leases.get(i))) {
                if (transfer(leases.get(i), target)) {
                    moved.add(leases.get(i).reference);
                } else {
                    obstacle = Obstacle.FAULT;
                }
            }
            if (obstacle != null) {
                giveBack(leases.subList(i, leases.size()));
                return new Moved(moved.size(), obstacle);
            }
        }
        return new Moved(moved.size(), null);
    }

    private boolean transfer(Lease lease, String target) {
        try {
            disposal.transfer(
                    lease.reference,
                    () -> StoredMessages.moved(lease.reference, target, server.getStorageManager()),
                    AckReason.NORMAL);
            return true;
        } catch (Exception e) {
            log.warn("Could not move a message to queue {}; it stays in queue {}", target, queue.getName(), e);
            return false;
        }
    }

    private void giveBack(List<Lease> leases) {
        // Nobody has seen them.
        leases.forEach(lease -> lease.reference.decrementDeliveryCount());
        disposal.giveBack(leases);
        queue.deliverAsync();
    }

    /**
     * Where messages go.
     *
     * @param destination the queue that all go to; {@code null} for each to where it came from
     * @param origins where messages may have come from
     */
    private record Route(@Nullable String destination, Set<String> origins) {

        @Nullable String target(Message message) {
            return destination != null ? destination : StoredMessages.deadLetterSource(message);
        }

        boolean admits(String target) {
            return destination != null || origins.contains(target);
        }
    }
}
