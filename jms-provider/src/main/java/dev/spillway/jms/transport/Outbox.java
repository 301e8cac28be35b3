/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.transport;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Messages to one destination that are gathered first and sent together later, in the order in which they came. */
public interface Outbox {

    /**
     * What a {@link #send} did.
     *
     * @param stored how many messages the service stored
     * @param failure why the others could not be sent; {@code null} if there were none
     */
    record Sent(int stored, @Nullable Throwable failure) {}

    /**
     * Takes a message; complete once it is ready to be sent.
     *
     * <p>Fails with {@link jakarta.jms.InvalidDestinationException} if there is no such destination, and with {@link
     * jakarta.jms.MessageFormatException} for a message that the service would refuse: nothing of it is kept then. What
     * is left of the message's delay when it is sent is what the service keeps it back.
     */
    CompletableFuture<Void> add(OutgoingMessage message);

    /**
     * Sends what was added. What could not be sent stays, and a later call sends it; a message whose answer got lost may
     * be stored twice then. The future doesn't fail, and no call may be made before it is complete.
     */
    CompletableFuture<Sent> send();
}
