/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * A line that changes while a run goes on. In a terminal it is redrawn and each phase leaves its last one; elsewhere there is a
 * line a second. No line may be longer than 79 characters: a longer one would wrap, and could not be redrawn.
 */
final class LiveLines {

    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 1_000_000_000L;
    private static final String ERASE_LINE = "\r\u001B[2K";

    private final PrintStream out;
    private final boolean terminal;
    private long due;
    private @Nullable String phase;
    private @Nullable String latest;

    LiveLines(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Prints a line that stays. */
    void leave(String line) {
        out.println(line);
    }

    /** @param nanos after the start of the run */
    void show(long nanos, String phase, String line) {
        String previous = latest;
        boolean next = this.phase != null && !phase.equals(this.phase);
        this.phase = phase;
        latest = line;
        if (terminal && previous != null && next) {
            stay(previous);
        } else if (nanos < due) {
            return;
        }
        due = nanos - nanos % step() + step();
        if (terminal) {
            out.print(ERASE_LINE + line);
            out.flush();
        } else {
            stay(line);
        }
    }

    /** Leaves the run's last line standing. */
    void end() {
        if (latest != null) {
            stay(latest);
        }
    }

    private void stay(String line) {
        out.println(terminal ? ERASE_LINE + line : line);
    }

    private long step() {
        return terminal ? REDRAW_NANOS : LINE_NANOS;
    }
}
