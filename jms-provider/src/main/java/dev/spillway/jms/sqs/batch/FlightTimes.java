/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.batch;

import java.time.Duration;

/** How long requests take lately, and what is waited for accordingly. Guarded by the batcher's lock. */
final class FlightTimes {

    /** How long a request may be under way at least until a batch that isn't full starts beside it. */
    private static final Duration PATIENCE = Duration.ofMillis(50);
    /** How long at most, however slow requests are. */
    private static final Duration MAX_PATIENCE = Duration.ofSeconds(1);
    /** How long senders are waited for after their answers at most; and no longer than a quarter of a request's time. */
    private static final Duration MAX_MOMENT = Duration.ofMillis(20);
    /** What one request's time counts against those before. */
    private static final int WEIGHT = 8;

    private long nanos;

    /** A request took so long. */
    void add(long took) {
        nanos = (nanos * (WEIGHT - 1) + took) / WEIGHT;
    }

    /** How long a batch that isn't full waits for a request under way: twice as long as they take. */
    long patienceNanos() {
        return Math.max(PATIENCE.toNanos(), Math.min(2 * nanos, MAX_PATIENCE.toNanos()));
    }

    /** How long those who were answered may take to come back. */
    long momentNanos() {
        return Math.min(nanos / 4, MAX_MOMENT.toNanos());
    }
}
