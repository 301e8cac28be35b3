/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.bridge;

import dev.spillway.benchmarks.requests.Requests;

/**
 * What was measured of a route.
 *
 * @param messagesPerSecond messages that were moved
 * @param requests requests of SQS for each of them
 * @param routeCpu CPU time of the route's process for each, in microseconds
 * @param brokerCpu that of the broker
 * @param sqsCpu that of the server of SQS
 * @param balance what became of all messages
 */
record Figures(
        double messagesPerSecond,
        Requests requests,
        double routeCpu,
        double brokerCpu,
        double sqsCpu,
        Balance balance) {}
