/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.metrics;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Told of the provider's work. Its methods are called from any thread, the requests' own among them: they return at once
 * and throw nothing.
 */
public interface JmsMetrics {

    /** Ignores everything. */
    JmsMetrics NONE = new JmsMetrics() {};

    /** How a request ended. */
    enum Outcome {
        SUCCESS,
        ERROR,
        /** It was a long poll that nobody waited for any more. */
        CANCELLED
    }

    /**
     * An API request was answered, or given up.
     *
     * @param operation its name in the API of SQS, such as {@code SendMessageBatch}
     * @param time from the call to the answer, retries of the SDK included
     */
    default void request(String operation, Duration time, Outcome outcome) {}

    /**
     * A request carried messages, or brought some.
     *
     * @param operation a batch operation or {@code ReceiveMessage}
     * @param messages how many; 0 for a receive that brought none
     */
    default void batch(String operation, int messages) {}

    /** Messages came that had been received before. */
    default void redelivered(int messages) {}

    /** Messages that were waiting or being handled are kept hidden for another visibility time-out. */
    default void heartbeat(int messages) {}

    /**
     * A connection has begun to receive from a queue.
     *
     * @param prefetched how many messages it holds ready for its consumers now
     * @param inFlight how many it has received and not deleted or given back yet, those among them
     * @return to be run when it has ended
     */
    default Runnable receiving(String queue, IntSupplier prefetched, IntSupplier inFlight) {
        return () -> {};
    }
}
