/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.route.WorkerSettings;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * How a queue is received from.
 *
 * @param queue the queue's name
 * @param deadLetterQueue where messages go at once that can't cross, another queue of SQS; {@code null} where they stay
 *     for the queue's redrive policy to count, and hold their group
 * @param batchSize how many messages go at once at most; 1 to 1000
 * @param waitTimeSeconds how long a receive waits for messages; 0 to 20
 * @param visibilityTimeout how long received messages are hidden, in seconds, extended while they are held; 2 to 43200
 * @param payloads where bodies are that messages point to; {@code null} to follow no pointer
 */
record PollSettings(
        SqsAsyncClient client,
        String queue,
        @Nullable String deadLetterQueue,
        int batchSize,
        int waitTimeSeconds,
        int visibilityTimeout,
        @Nullable PayloadStore payloads) {

    PollSettings {
        if (queue.equals(deadLetterQueue)) {
            throw new IllegalArgumentException("deadLetterQueue is the queue that is received from, " + queue);
        }
        WorkerSettings.check("batchSize", batchSize, 1, 1_000);
        WorkerSettings.check("waitTimeSeconds", waitTimeSeconds, 0, 20);
        WorkerSettings.check("visibilityTimeout", visibilityTimeout, 2, 43_200);
    }
}
