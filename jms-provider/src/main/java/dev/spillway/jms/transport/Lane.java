/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.transport;

import java.util.concurrent.CompletableFuture;

/** Messages in the order in which they were sent, on their way to one destination. */
public interface Lane {

    /**
     * Sends a message.
     *
     * @return the message's id as the service gave it, once the service has stored the message; a message whose future
     *     failed may have been stored nevertheless if the answer got lost
     */
    CompletableFuture<String> send(OutgoingMessage message);
}
