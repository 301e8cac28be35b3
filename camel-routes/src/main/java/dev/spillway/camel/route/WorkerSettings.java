/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.route;

import java.time.Duration;

/**
 * How a source is worked on.
 *
 * @param workers how many move batches, each one at a time; 1 to 1000
 * @param firstProbe from an outage of the target to the first probe; 1 ms to a day
 * @param maxProbe between probes at most; no less than the first, a day at most
 * @param poisonAfter failures of a message, while the target takes others, after which it is poison; 0 to 1000, 0 for never
 */
public record WorkerSettings(int workers, Duration firstProbe, Duration maxProbe, int poisonAfter) {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    public WorkerSettings {
        check("concurrentConsumers", workers, 1, 1_000);
        check("firstProbeMillis", firstProbe.toMillis(), 1, DAY_MILLIS);
        check("maxProbeMillis", maxProbe.toMillis(), firstProbe.toMillis(), DAY_MILLIS);
        check("poisonAfter", poisonAfter, 0, 1_000);
    }

    /** @throws IllegalArgumentException if the value is out of its range; the message names the option and the range */
    public static void check(String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(option + " is " + value + "; it is " + min + " to " + max);
        }
    }
}
