/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.transport;

import dev.spillway.jms.destination.SpillwayDestination;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One connection's way to the messaging service. Safe for use by any number of threads; no method blocks, but for {@link
 * Lane#sendWaiting}. Futures fail
 * with the {@link jakarta.jms.JMSException} that the specification names for what went wrong.
 */
public interface Transport {

    /**
     * Complete once the destination is known to exist (where so configured: once it was made).
     *
     * <p>Fails with {@link jakarta.jms.InvalidDestinationException} if there is no such destination.
     */
    CompletableFuture<Void> open(SpillwayDestination destination);

    /** A new lane: messages sent through one lane keep their order up to the service. */
    Lane lane(SpillwayDestination destination);

    /** A new outbox, for messages that are to be sent together later. */
    Outbox outbox(SpillwayDestination destination);

    /**
     * A new consumer's place at a destination. It asks for messages only while the transport is started.
     *
     * @param filter which messages the consumer takes; {@code null} for all. Those that no inbox takes stay available to
     *     other connections
     */
    Inbox inbox(SpillwayDestination destination, @Nullable Predicate<Delivery> filter);

    /** Gives messages of this transport back together, each to be received again after a time (whole seconds). */
    void release(List<Delivery> deliveries, Function<Delivery, Duration> after);

    /** A new walk through what a destination holds. */
    Browse browse(SpillwayDestination destination);

    /**
     * Makes a queue for this connection alone; its name. It is deleted with the transport at the latest, and by others
     * some time after this process has died.
     */
    CompletableFuture<String> createTemporaryQueue();

    /** Deletes such a queue; complete once it is gone. */
    CompletableFuture<Void> deleteTemporaryQueue(String name);

    /** Takes a client id for this connection, until the transport is closed; false if another connection has it. */
    boolean claimClientId(String id);

    /** Lets inboxes receive. */
    void start();

    /** Ends all receiving: polls are cancelled, and what was fetched and not handed out goes back at once. */
    void stop();

    /**
     * Closes all inboxes. Complete once the acknowledgements given so far were answered, or after a few seconds if the
     * service doesn't answer.
     */
    CompletableFuture<Void> close();
}
