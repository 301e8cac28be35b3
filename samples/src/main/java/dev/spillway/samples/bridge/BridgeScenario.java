/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.bridge;

import dev.spillway.samples.load.ArrivalSchedule;
import dev.spillway.samples.load.Phase;
import java.time.Duration;
import java.util.List;

/**
 * The constants of the story.
 *
 * @param schedule when orders are placed
 * @param kills how often the bridge is killed
 * @param firstKill when it is killed first
 * @param killEvery from a kill to the next one, at least
 * @param down how long nothing runs in its place
 * @param atOnce orders that shipping handles at once
 * @param serviceTime how long shipping takes for each
 * @param drainLimit how long after the last order the run waits for replies; what is missing then counts as such
 * @param settle how long the run listens on after the last reply, for duplicates; longer than the visibility time-out of the
 *     bridge, after which what it held when it died comes again
 */
record BridgeScenario(
        ArrivalSchedule schedule,
        int kills,
        Duration firstKill,
        Duration killEvery,
        Duration down,
        int atOnce,
        Duration serviceTime,
        Duration drainLimit,
        Duration settle) {

    /**
     * 24 s of orders, and kills after 4, 11 and 18 of them. A new bridge starts a second after each kill and serves some
     * seconds later, by then with a hundred orders or more before it, so that it is killed at work. Shipping can do 10 / 20 ms
     * = 500 a second.
     */
    static final BridgeScenario DEFAULT = new BridgeScenario(
            new ArrivalSchedule(List.of(new Phase("orders", 40, Duration.ofSeconds(24)))),
            3,
            Duration.ofSeconds(4),
            Duration.ofSeconds(7),
            Duration.ofSeconds(1),
            10,
            Duration.ofMillis(20),
            Duration.ofSeconds(45),
            Duration.ofSeconds(4));
}
