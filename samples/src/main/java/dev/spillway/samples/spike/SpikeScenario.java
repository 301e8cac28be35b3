/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.spike;

import dev.spillway.samples.load.ArrivalSchedule;
import dev.spillway.samples.load.Phase;
import java.time.Duration;
import java.util.List;

/**
 * The constants of the story.
 *
 * @param schedule when orders arrive
 * @param atOnce orders that shipping handles at once
 * @param serviceTime how long shipping takes for each
 * @param backlog orders that wait at shipping's door when it is called directly
 * @param timeout how long the buying service waits for shipping's answer when it calls directly
 * @param requestThreads the buying service's threads
 * @param drainLimit how long after the last arrival the run waits for answers and shipments; what is missing then counts as
 *     unanswered and lost
 * @param settle how long the run listens on after the last shipment, for shipments that should not come
 */
record SpikeScenario(
        ArrivalSchedule schedule,
        int atOnce,
        Duration serviceTime,
        int backlog,
        Duration timeout,
        int requestThreads,
        Duration drainLimit,
        Duration settle) {

    /**
     * Shipping can do 10 / 50 ms = 200 orders a second: twenty times what usually comes, a fifth of the spike. Two seconds of
     * spike are 2,000 orders, ten seconds of work, so that the queue is drained before a reader loses patience. The buying
     * service's threads and shipping's backlog are the defaults of a common server (Tomcat's maxThreads, 200, and acceptCount,
     * 100). The time-out is well above the 0.55 s that an order takes behind a full backlog: the direct run is shown at its
     * best, refusing at once what it can't take and keeping what it took.
     */
    static final SpikeScenario DEFAULT = new SpikeScenario(
            new ArrivalSchedule(List.of(
                    new Phase("before", 10, Duration.ofSeconds(3)),
                    new Phase("spike", 1_000, Duration.ofSeconds(2)),
                    new Phase("after", 10, Duration.ofSeconds(5)))),
            10,
            Duration.ofMillis(50),
            100,
            Duration.ofSeconds(2),
            200,
            Duration.ofSeconds(45),
            Duration.ofSeconds(1));

    /**
     * What goes before each run, uncounted, so that the runs show services that have been up for a while and not a JVM that
     * compiles: as many orders a second as in a spike, and shipping keeps up.
     */
    SpikeScenario warmUp() {
        return new SpikeScenario(
                new ArrivalSchedule(List.of(new Phase("warm-up", 1_000, Duration.ofMillis(1_500)))),
                atOnce,
                Duration.ofMillis(1),
                backlog,
                timeout,
                requestThreads,
                drainLimit,
                Duration.ZERO);
    }

    /** Orders a second that shipping can handle. */
    double capacity() {
        return atOnce * 1000.0 / serviceTime.toMillis();
    }
}
