/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.bridge;

import java.util.Map;

/** A queue at one end of a route, as the benchmark fills it, counts it and empties it. */
interface End extends AutoCloseable {

    /** Sends messages of 1 KiB that begin with the numbers from one up to another, which is not sent. */
    void fill(long from, long to) throws Exception;

    /** How many messages it has, those that somebody holds included. */
    long depth() throws Exception;

    /** Takes all messages out: how often each number was there. */
    Map<Long, Integer> drain() throws Exception;

    @Override
    void close() throws Exception;

    /** A text of 1 KiB that begins with a number. */
    static String body(long number) {
        return "%020d ".formatted(number) + "x".repeat(1_003);
    }

    /** The number that a text begins with. */
    static long number(String body) {
        return Long.parseLong(body.substring(0, 20));
    }
}
