/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report;

import dev.spillway.samples.ledger.Refusal;
import dev.spillway.samples.ledger.RunResult;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Runs side by side, a line a figure. */
public final class ResultTable {

    private final List<RunResult> runs;
    private final TableText text;

    private ResultTable(List<RunResult> runs) {
        this.runs = runs;
        this.text = new TableText(runs.stream().map(RunResult::name).toList());
    }

    /** The table, each line ended by a line break. */
    public static String of(List<RunResult> runs) {
        return new ResultTable(runs).build();
    }

    private String build() {
        count("orders offered", RunResult::offered);
        count("  accepted", RunResult::accepted);
        count("  refused", RunResult::refused);
        for (Refusal reason : Refusal.values()) {
            countIfAny("    " + reason.reason(), run -> run.refused(reason));
        }
        countIfAny("  never answered", RunResult::unanswered);
        count("orders shipped", RunResult::shipped);
        count("  lost (accepted, never shipped)", RunResult::lost);
        count("  duplicates (shipped more than once)", RunResult::duplicates);
        countIfAny("  shipped though refused", RunResult::shippedThoughRefused);
        line(
                "buyer's response time, median",
                run -> Figures.millis(run.responseTimes().median()));
        line("  99th percentile", run -> Figures.millis(run.responseTimes().p99()));
        count("deepest queue (waiting and in work)", RunResult::deepest);
        line("spike drained, after its end", run -> Figures.seconds(run.secondsUntilDrained()));
        return text.toString();
    }

    private void countIfAny(String label, ToLongFunction<RunResult> figure) {
        if (runs.stream().anyMatch(run -> figure.applyAsLong(run) > 0)) {
            count(label, figure);
        }
    }

    private void count(String label, ToLongFunction<RunResult> figure) {
        line(label, run -> Figures.count(figure.applyAsLong(run)));
    }

    private void line(String label, Function<RunResult, String> figure) {
        text.line(label, runs.stream().map(figure).toList());
    }
}
