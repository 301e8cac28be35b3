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

    /**
     * As {@link #send}, for a caller that waits for the answer: a request for this message alone may be made on its thread,
     * and then this blocks until that is answered. An interrupt ends it, and stays.
     */
    CompletableFuture<String> sendWaiting(OutgoingMessage message);
}
