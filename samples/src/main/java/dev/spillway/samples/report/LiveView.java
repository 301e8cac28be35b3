/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report;

import dev.spillway.samples.ledger.Sample;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;

/** The counters of a run of the spike while it runs. */
public final class LiveView implements Consumer<Sample> {

    private static final String FORMAT = "%7s %-7s%8s%9s%8s%8s%7s%10s%10s";

    private final LiveLines lines;

    public LiveView(PrintStream out, boolean terminal) {
        this.lines = new LiveLines(out, terminal);
    }

    /** Prints the names of the columns. */
    public void begin() {
        lines.leave(String.format(
                Locale.ROOT,
                FORMAT,
                "time",
                "phase",
                "offered",
                "accepted",
                "refused",
                "shipped",
                "queue",
                "median",
                "p99"));
    }

    @Override
    public void accept(Sample sample) {
        lines.show(sample.nanos(), sample.phase(), line(sample));
    }

    /** Leaves the run's last line standing. */
    public void end() {
        lines.end();
    }

    private static String line(Sample sample) {
        return String.format(
                Locale.ROOT,
                FORMAT,
                String.format(Locale.ROOT, "%.1f s", sample.nanos() / 1e9),
                sample.phase(),
                Figures.count(sample.offered()),
                Figures.count(sample.accepted()),
                Figures.count(sample.refused()),
                Figures.count(sample.shipped()),
                Figures.count(sample.depth()),
                Figures.millis(sample.lastSecond().median()),
                Figures.millis(sample.lastSecond().p99()));
    }
}
