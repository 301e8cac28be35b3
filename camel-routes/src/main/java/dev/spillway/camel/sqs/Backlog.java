/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import java.util.concurrent.atomic.AtomicLong;

/** How often a queue had nothing for a receive, for the workers of a route to tell each other. Safe for use by any number of threads. */
final class Backlog {

    private final AtomicLong ends = new AtomicLong();

    /** A receive brought nothing. */
    void end() {
        ends.incrementAndGet();
    }

    /** How many have. */
    long ends() {
        return ends.get();
    }
}
