/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.transport;

import dev.spillway.mapping.MappedMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One receive of one message. The transport hides the message from other receivers until it is acknowledged or
 * released; the first of the two counts, what comes later does nothing.
 */
public interface Delivery {

    /** Body, headers and properties. Decoded when first asked for. */
    MappedMessage message();

    /** The message's id as the service gave it. */
    String messageId();

    /**
     * How often the message was delivered, this time included. Receives that no application got anything of are left out,
     * where that is known.
     */
    int deliveryCount();

    /** The application gets the message: from now on this receive counts as a delivery. */
    void seen();

    /** The group under which the service delivered it; {@code null} for none. */
    @Nullable String groupId();

    /** Whether it is still hidden from others. If not, another receiver may have it already. */
    boolean isLive();

    /**
     * Whether the message stays hidden from others for as long as acting on it may take: at least half of the time for
     * which received messages are hidden. That is extended if need be. The future doesn't fail.
     */
    CompletableFuture<Boolean> secure();

    /** Removes the message; complete once the service has confirmed it. */
    CompletableFuture<Void> acknowledge();

    /** As {@link #acknowledge}, but a moment later if others may come along. */
    CompletableFuture<Void> acknowledgeSoon();

    /** As {@link #acknowledge}, but within about a second, together with others. */
    CompletableFuture<Void> acknowledgeLazily();

    /** Lets the acknowledgements to the message's queue that wait for others go now. */
    void hurry();

    /** Gives the message back, to be received again after this time (whole seconds). */
    void release(Duration after);
}
