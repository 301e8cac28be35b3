/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report;

import dev.spillway.samples.ledger.RoundTripResult;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A run over the bridge: the orders one way, the replies the other. */
public final class RoundTripTable {

    private RoundTripTable() {}

    /** The table, each line ended by a line break. */
    public static String of(RoundTripResult run) {
        return new TableText(List.of("orders", "replies"))
                .line("sent", counts(run.placements().size(), run.shipped()))
                .line("arrived", counts(run.shipped(), run.confirmed()))
                .line("  missing", counts(run.missingOrders(), run.missingReplies()))
                .line("  duplicates", counts(run.duplicateOrders(), run.duplicateReplies()))
                .line("  shipped after a later one of the customer", List.of(Figures.count(run.outOfOrder()), ""))
                .line("in dead-letter queues", List.of("", Figures.count(run.deadLettered())))
                .line(
                        "from order to reply, median",
                        List.of("", seconds(run.roundTrips().median())))
                .line("  99th percentile", List.of("", seconds(run.roundTrips().p99())))
                .line(
                        "kill -9 of the bridge",
                        List.of("", Figures.count(run.outages().size())))
                .line(
                        "  without a bridge, in all",
                        List.of("", Figures.seconds(OptionalDouble.of(run.secondsWithoutBridge()))))
                .toString();
    }

    private static String seconds(OptionalLong nanos) {
        return Figures.seconds(nanos.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(nanos.orElseThrow() / 1e9));
    }

    private static List<String> counts(long orders, long replies) {
        return List.of(Figures.count(orders), Figures.count(replies));
    }
}
