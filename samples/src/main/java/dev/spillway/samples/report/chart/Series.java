/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report.chart;

import dev.spillway.samples.ledger.Answer;
import dev.spillway.samples.ledger.ResponseTimes;
import dev.spillway.samples.ledger.RunResult;
import dev.spillway.samples.ledger.Sample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the chart shows of a run, over seconds after its start. */
record Series(RunResult run, int colour) {

    /** An order, or a stretch of time: when, and how much. */
    record Value(double seconds, double value) {}

    private static final long HALF_SECOND = 500_000_000L;

    /** Milliseconds of each accepted order, at its arrival. */
    List<Value> responseTimes() {
        return run.answers().stream()
                .filter(Answer::accepted)
                .map(answer -> new Value(answer.arrived() / 1e9, answer.responseTime() / 1e6))
                .toList();
    }

    /** The median of each half second's accepted orders, in its middle, in milliseconds. */
    List<Value> medians() {
        return perHalfSecond(Answer::accepted).entrySet().stream()
                .map(entry -> new Value(
                        entry.getKey() + 0.25,
                        ResponseTimes.of(entry.getValue().stream().mapToLong(Answer::responseTime))
                                        .median()
                                        .orElseThrow()
                                / 1e6))
                .toList();
    }

    /** Orders refused a second, of those that arrived in each half second, at its beginning. */
    List<Value> refusedPerSecond() {
        return perHalfSecond(answer -> !answer.accepted()).entrySet().stream()
                .map(entry -> new Value(entry.getKey(), entry.getValue().size() * 2.0))
                .toList();
    }

    /** Orders that waited or were in work, as sampled. */
    List<Value> depth() {
        return run.samples().stream()
                .map(sample -> new Value(sample.nanos() / 1e9, sample.depth()))
                .toList();
    }

    double seconds() {
        return run.samples().stream().mapToLong(Sample::nanos).max().orElse(0) / 1e9;
    }

    private Map<Double, List<Answer>> perHalfSecond(Predicate<Answer> which) {
        return run.answers().stream()
                .filter(which)
                .collect(Collectors.groupingBy(
                        answer -> answer.arrived() / HALF_SECOND / 2.0, TreeMap::new, Collectors.toList()));
    }
}
