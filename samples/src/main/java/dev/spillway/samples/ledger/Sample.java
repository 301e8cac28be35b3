/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.ledger;

/**
 * The counters of a run at one moment.
 *
 * @param nanos after the start of the run
 * @param phase the phase of the schedule
 * @param offered orders that have arrived
 * @param accepted orders that were accepted
 * @param refused orders that were refused
 * @param shipped orders that were shipped, each counted once
 * @param depth orders that wait at shipping or are in work
 * @param lastSecond response times of the orders accepted in the last second
 */
public record Sample(
        long nanos,
        String phase,
        long offered,
        long accepted,
        long refused,
        long shipped,
        long depth,
        ResponseTimes lastSecond) {}
