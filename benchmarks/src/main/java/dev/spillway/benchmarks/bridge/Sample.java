/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.bridge;

import dev.spillway.benchmarks.requests.Requests;
import java.time.Duration;

/**
 * The state of a run at one time.
 *
 * @param nanos the time
 * @param moved how many messages the route has moved
 * @param requests how many requests of SQS it has made
 * @param route CPU time of its process
 * @param broker CPU time of the broker
 * @param sqs CPU time of the server of SQS
 */
record Sample(long nanos, long moved, Requests requests, Duration route, Duration broker, Duration sqs) {

    /** What happened since another. */
    Figures since(Sample before, Balance balance) {
        double messages = Math.max(1, moved - before.moved);
        return new Figures(
                (moved - before.moved) / ((nanos - before.nanos) / 1e9),
                requests.minus(before.requests).each(moved - before.moved),
                micros(before.route, route) / messages,
                micros(before.broker, broker) / messages,
                micros(before.sqs, sqs) / messages,
                balance);
    }

    private static double micros(Duration from, Duration to) {
        return to.minus(from).toNanos() / 1e3;
    }
}
