/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report;

import dev.spillway.samples.ledger.RoundTripSample;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;

/** The counters of a run over the bridge while it runs. */
public final class RoundTripView implements Consumer<RoundTripSample> {

    private static final String FORMAT = "%7s %-7s%9s%11s%9s%11s%11s";

    private final LiveLines lines;

    public RoundTripView(PrintStream out, boolean terminal) {
        this.lines = new LiveLines(out, terminal);
    }

    /** Prints the names of the columns. */
    public void begin() {
        lines.leave(String.format(
                Locale.ROOT, FORMAT, "time", "bridge", "ordered", "on the way", "shipped", "on the way", "confirmed"));
    }

    @Override
    public void accept(RoundTripSample sample) {
        lines.show(
                sample.nanos(),
                sample.bridge(),
                String.format(
                        Locale.ROOT,
                        FORMAT,
                        String.format(Locale.ROOT, "%.1f s", sample.nanos() / 1e9),
                        sample.bridge(),
                        Figures.count(sample.placed()),
                        Figures.count(sample.ordersOnTheirWay()),
                        Figures.count(sample.shipped()),
                        Figures.count(sample.repliesOnTheirWay()),
                        Figures.count(sample.confirmed())));
    }

    /** Leaves the run's last line standing. */
    public void end() {
        lines.end();
    }
}
