/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.bridge;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The results of a direction at a server, in Markdown. */
final class RouteTable {

    private RouteTable() {}

    static String of(String title, Map<Contender, Figures> results) {
        StringBuilder table = new StringBuilder(title).append("""


                | | messages/s | requests/message | sends + receives + deletes + others | CPU µs/message: route | broker | SQS | lost | twice | Spillway is |
                |---|--:|--:|---|--:|--:|--:|--:|--:|---|
                """);
        results.forEach((route, figures) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %s | %,.0f | %,.0f | %,.0f | %,d | %,d | %s |%n",
                route.title(),
                rate(figures.messagesPerSecond()),
                figures.requests().total(),
                figures.requests().parts(),
                figures.routeCpu(),
                figures.brokerCpu(),
                figures.sqsCpu(),
                figures.balance().lost(),
                figures.balance().twice(),
                route.kind() == Contestant.TEMPLATE
                        ? ""
                        : ratio(results.get(new Contender(Contestant.TEMPLATE, route.consumers())), figures))));
        return table.toString();
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%,.0f", perSecond);
    }

    /** @param template with as many consumers; {@code null} if it was not measured */
    private static String ratio(@Nullable Figures template, Figures peer) {
        if (template == null || peer.messagesPerSecond() == 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "%.1f × as fast at %.2f of the CPU",
                template.messagesPerSecond() / peer.messagesPerSecond(),
                cpu(template) / cpu(peer));
    }

    private static double cpu(Figures figures) {
        return figures.routeCpu() + figures.brokerCpu() + figures.sqsCpu();
    }
}
