/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.route.WorkerSettings;
import jakarta.jms.ConnectionFactory;

/**
 * How a queue is consumed.
 *
 * @param queue the name that the broker's createQueue takes
 * @param deadLetterQueue where messages go that can't cross; another queue
 * @param batchSize how many messages go at once at most; 1 to 1000
 */
record ConsumerSettings(ConnectionFactory connectionFactory, String queue, String deadLetterQueue, int batchSize) {

    ConsumerSettings {
        WorkerSettings.check("batchSize", batchSize, 1, 1_000);
        if (deadLetterQueue.equals(queue)) {
            throw new IllegalArgumentException("deadLetterQueue is the queue that is consumed, " + queue);
        }
    }
}
