/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report;

import dev.spillway.samples.ledger.RunResult;
import java.util.Locale;
import java.util.OptionalLong;

/** What was seen, in three sentences that hold whichever way the figures fall. */
public final class ClosingSentence {

    private ClosingSentence() {}

    public static String of(RunResult direct, RunResult queued) {
        return String.format(
                Locale.ROOT,
                "During the spike the direct buyer %s%s.%nThrough the queue the buyer %s.%n%s; the backlog was %s.",
                answered(direct.ofSpike()),
                shippedAnyway(direct),
                answered(queued.ofSpike()),
                kept(queued),
                drained(queued));
    }

    private static String answered(RunResult spike) {
        String refused = spike.refused() == 0
                ? "refused none of " + Figures.count(spike.offered())
                : "refused " + Figures.count(spike.refused()) + " of " + Figures.count(spike.offered());
        OptionalLong p99 = spike.responseTimes().p99();
        return p99.isEmpty()
                ? refused + " orders and accepted none"
                : refused + " orders and answered 99% of those it accepted within " + Figures.millis(p99);
    }

    private static String shippedAnyway(RunResult run) {
        long anyway = run.shippedThoughRefused();
        return anyway == 0 ? "" : "; orders shipped though refused: " + Figures.count(anyway);
    }

    private static String kept(RunResult run) {
        return (run.lost() == 0
                        ? "None was lost"
                        : Figures.count(run.lost()) + (run.lost() == 1 ? " was lost" : " were lost"))
                + ", "
                + (run.duplicates() == 0 ? "none shipped twice" : Figures.count(run.duplicates()) + " shipped twice");
    }

    private static String drained(RunResult run) {
        return run.secondsUntilDrained().isEmpty()
                ? "never drained"
                : "drained " + Figures.seconds(run.secondsUntilDrained()) + " after the spike";
    }
}
