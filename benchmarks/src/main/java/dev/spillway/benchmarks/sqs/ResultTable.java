/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The medians of the rounds in Markdown, and what Spillway is to each peer. */
final class ResultTable {

    private ResultTable() {}

    static String of(Map<Subject, List<Figures>> rounds) {
        StringBuilder table = new StringBuilder("""
                | | messages/s | least – most | requests/s | p50 ms | p99 ms | CPU µs/message | client's CPU | peak MiB | Spillway is |
                |---|--:|--:|--:|--:|--:|--:|--:|--:|---|
                """);
        List<Figures> ours = rounds.get(Subject.SPILLWAY);
        rounds.forEach((subject, runs) -> {
            Figures figures = Figures.median(runs);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %s | %,.0f | %.2f | %.2f | %.0f | %.0f | %.0f | %s |%n",
                    subject.title,
                    figures.messagesPerSecond(),
                    range(runs),
                    figures.requestsPerSecond(),
                    figures.p50Millis(),
                    figures.p99Millis(),
                    figures.cpuMicrosPerMessage(),
                    figures.clientMicrosPerMessage(),
                    figures.peakMebibytes(),
                    subject == Subject.SPILLWAY || ours == null ? "" : ratio(Figures.median(ours), figures)));
        });
        return table.toString();
    }

    private static String range(List<Figures> runs) {
        var rates = runs.stream().mapToDouble(Figures::messagesPerSecond).summaryStatistics();
        return String.format(Locale.ROOT, "%,.0f – %,.0f", rates.getMin(), rates.getMax());
    }

    private static String ratio(Figures spillway, Figures peer) {
        if (peer.messagesPerSecond() == 0) {
            return "not comparable: the peer moved nothing";
        }
        return String.format(
                Locale.ROOT,
                "%.1f × as fast at %.2f of its CPU",
                spillway.messagesPerSecond() / peer.messagesPerSecond(),
                spillway.cpuMicrosPerMessage() / peer.cpuMicrosPerMessage());
    }
}
