/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.ledger;

/**
 * The counters of a run at one moment, each order counted once.
 *
 * @param nanos after the start of the run
 * @param bridge what the bridge does
 * @param placed orders that their sender's broker has
 * @param shipped orders that were shipped
 * @param confirmed orders whose reply their sender has
 */
public record RoundTripSample(long nanos, String bridge, long placed, long shipped, long confirmed) {

    /** Orders on their way to shipping, and in work there. */
    public long ordersOnTheirWay() {
        return Math.max(0, placed - shipped);
    }

    /** Replies on their way back. */
    public long repliesOnTheirWay() {
        return Math.max(0, shipped - confirmed);
    }
}
