/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report;

import dev.spillway.samples.ledger.Sample;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run's counters while it runs. In a terminal one line is redrawn and each phase leaves its last line; elsewhere there is a
 * line a second. No line is longer than 79 characters: a longer one would wrap, and could not be redrawn.
 */
public final class LiveView implements Consumer<Sample> {

    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 1_000_000_000L;
    private static final String FORMAT = "%7s %-7s%8s%9s%8s%8s%7s%10s%10s";
    private static final String ERASE_LINE = "\r\u001B[2K";

    private final PrintStream out;
    private final boolean terminal;
    private long due;
    private @Nullable Sample latest;

    public LiveView(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Prints the names of the columns. */
    public void begin() {
        out.println(String.format(
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
        Sample previous = latest;
        latest = sample;
        if (terminal && previous != null && !previous.phase().equals(sample.phase())) {
            leave(previous);
        } else if (sample.nanos() < due) {
            return;
        }
        due = sample.nanos() - sample.nanos() % step() + step();
        if (terminal) {
            out.print(ERASE_LINE + line(sample));
            out.flush();
        } else {
            leave(sample);
        }
    }

    /** Leaves the run's last line standing. */
    public void end() {
        if (latest != null) {
            leave(latest);
        }
    }

    private void leave(Sample sample) {
        out.println(terminal ? ERASE_LINE + line(sample) : line(sample));
    }

    private long step() {
        return terminal ? REDRAW_NANOS : LINE_NANOS;
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
