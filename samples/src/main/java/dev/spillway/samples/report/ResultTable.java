/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report;

import dev.spillway.samples.ledger.Refusal;
import dev.spillway.samples.ledger.RunResult;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Runs side by side, a line a figure. */
public final class ResultTable {

    private static final int LABEL = 44;
    private static final int COLUMN = 15;

    private final List<RunResult> runs;
    private final StringBuilder text = new StringBuilder();

    private ResultTable(List<RunResult> runs) {
        this.runs = runs;
    }

    /** The table, each line ended by a line break. */
    public static String of(List<RunResult> runs) {
        return new ResultTable(runs).build();
    }

    private String build() {
        line("", RunResult::name);
        text.append("-".repeat(LABEL + COLUMN * runs.size())).append('\n');
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
        Collection<String> figures = runs.stream().map(figure).toList();
        text.append(String.format(Locale.ROOT, "%-" + LABEL + "s", label));
        figures.forEach(value -> text.append(String.format(Locale.ROOT, "%" + COLUMN + "s", value)));
        text.append('\n');
    }
}
