/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.time.Duration;

/**
 * How the transport uses SQS.
 *
 * @param createDestinations whether a queue that is missing is made when it is first used
 * @param prefetch how many messages at most one connection holds ready for one queue, 0 to 10,000
 * @param pollers how many receive requests at most one connection has open for one queue, 1 to 100
 * @param batchSize how many messages a request carries or asks for at most, 1 to 10, SQS's own limit
 * @param linger how long the first send of a batch waits for company, 0 to 1 minute
 * @param receiveLinger how long a receiver that is at work pauses at most so that messages gather, 0 to 1 minute
 * @param visibilityTimeout how long received messages are hidden before that is extended, 1 second to 12 hours
 */
public record SqsSettings(
        boolean createDestinations,
        int prefetch,
        int pollers,
        int batchSize,
        Duration linger,
        Duration receiveLinger,
        Duration visibilityTimeout) {

    static final SqsSettings DEFAULT =
            new SqsSettings(false, 100, 8, 10, Duration.ZERO, Duration.ofMillis(50), Duration.ofSeconds(30));

    /** @throws IllegalArgumentException if a value is out of its range; the message names the range */
    public SqsSettings {
        range("prefetch", prefetch, 0, 10_000, "messages");
        range("pollers", pollers, 1, 100, "requests");
        range("batchSize", batchSize, 1, 10, "messages");
        range("linger", linger.toMillis(), 0, 60_000, "milliseconds");
        range("receiveLinger", receiveLinger.toMillis(), 0, 60_000, "milliseconds");
        range("visibilityTimeout", visibilityTimeout.toSeconds(), 1, 43_200, "seconds");
    }

    private static void range(String name, long value, long min, long max, String unit) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + "; it is " + min + " to " + max + " " + unit);
        }
    }
}
