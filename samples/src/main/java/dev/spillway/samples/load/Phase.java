/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.load;

import java.time.Duration;

/**
 * A stretch of time with a steady rate of arrivals.
 *
 * @param name as the reports show it
 * @param perSecond orders a second, at least 1
 * @param length more than zero
 */
public record Phase(String name, int perSecond, Duration length) {

    public Phase {
        if (perSecond < 1) {
            throw new IllegalArgumentException("perSecond is " + perSecond + ", it should be at least 1");
        }
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("length is " + length + ", it should be more than zero");
        }
    }

    /** How many orders arrive in this phase. */
    public int arrivals() {
        return Math.toIntExact(perSecond * length.toMillis() / 1000);
    }
}
