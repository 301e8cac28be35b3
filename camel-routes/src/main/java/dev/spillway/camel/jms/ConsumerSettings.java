/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import jakarta.jms.ConnectionFactory;
import java.time.Duration;

/**
 * How a queue is consumed.
 *
 * @param queue the name that the broker's createQueue takes
 * @param deadLetterQueue where messages go that can't cross; another queue
 * @param workers how many consume, each with a connection, a session and a transaction of its own; 1 to 1000
 * @param batchSize how many messages go at once at most; 1 to 1000
 * @param firstProbe from an outage of the target to the first probe
 * @param maxProbe between probes at most
 */
record ConsumerSettings(
        ConnectionFactory connectionFactory,
        String queue,
        String deadLetterQueue,
        int workers,
        int batchSize,
        Duration firstProbe,
        Duration maxProbe) {

    private static final int MAX = 1_000;

    ConsumerSettings {
        if (workers < 1 || workers > MAX) {
            throw new IllegalArgumentException("concurrentConsumers is " + workers + "; it is 1 to " + MAX);
        }
        if (batchSize < 1 || batchSize > MAX) {
            throw new IllegalArgumentException("batchSize is " + batchSize + "; it is 1 to " + MAX);
        }
        if (deadLetterQueue.equals(queue)) {
            throw new IllegalArgumentException("deadLetterQueue is the queue that is consumed, " + queue);
        }
    }
}
