/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import dev.spillway.benchmarks.quantile.Quantiles;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one run of one subject gave.
 *
 * @param messagesPerSecond sent, received and deleted
 * @param requestsPerSecond over all connections; of Artemis's own client, transactions
 * @param cpuMicrosPerMessage CPU time of the whole server process
 * @param clientMicrosPerMessage CPU time of the process that makes the load, which has the same processors
 * @param p50Millis median time of a request
 * @param p99Millis 99th percentile of the time of a request
 * @param peakMebibytes the most memory that the server process has had
 */
record Figures(
        double messagesPerSecond,
        double requestsPerSecond,
        double cpuMicrosPerMessage,
        double clientMicrosPerMessage,
        double p50Millis,
        double p99Millis,
        double peakMebibytes) {

    /** The median of each figure by itself: of an even number of rounds, the mean of the two in the middle. */
    static Figures median(List<Figures> rounds) {
        return new Figures(
                median(rounds, Figures::messagesPerSecond),
                median(rounds, Figures::requestsPerSecond),
                median(rounds, Figures::cpuMicrosPerMessage),
                median(rounds, Figures::clientMicrosPerMessage),
                median(rounds, Figures::p50Millis),
                median(rounds, Figures::p99Millis),
                median(rounds, Figures::peakMebibytes));
    }

    private static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        return Quantiles.median(rounds.stream().mapToDouble(figure).toArray());
    }
}
