/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * How a queue is received from.
 *
 * @param queue the queue's name
 * @param deadLetterQueue where messages go at once that can't cross, another queue of SQS; {@code null} where they stay
 *     for the queue's redrive policy to count, and hold their group
 * @param workers how many receive, each with a batch at a time; 1 to 1000
 * @param waitTimeSeconds how long a receive waits for messages; 0 to 20
 * @param visibilityTimeout how long received messages are hidden, in seconds, extended while they are held; 2 to 43200
 * @param firstProbe from an outage of the target to the first probe
 * @param maxProbe between probes at most
 */
record PollSettings(
        SqsAsyncClient client,
        String queue,
        @Nullable String deadLetterQueue,
        int workers,
        int waitTimeSeconds,
        int visibilityTimeout,
        Duration firstProbe,
        Duration maxProbe) {

    PollSettings {
        if (queue.equals(deadLetterQueue)) {
            throw new IllegalArgumentException("deadLetterQueue is the queue that is received from, " + queue);
        }
        check("concurrentConsumers", workers, 1, 1_000);
        check("waitTimeSeconds", waitTimeSeconds, 0, 20);
        check("visibilityTimeout", visibilityTimeout, 2, 43_200);
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + "; it is " + min + " to " + max);
        }
    }
}
