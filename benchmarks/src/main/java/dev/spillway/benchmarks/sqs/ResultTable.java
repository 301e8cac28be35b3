/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The medians of the rounds, and what Spillway is to each peer. */
final class ResultTable {

    private ResultTable() {}

    static void print(Map<Subject, List<Figures>> rounds) {
        System.out.printf(
                "  %-26s %10s %8s %10s %9s %9s %8s   %s%n",
                "", "messages/s", "CPU us/m", "requests/s", "p50 ms", "p99 ms", "MiB", "Spillway is");
        Figures spillway = Figures.median(rounds.getOrDefault(Subject.SPILLWAY, List.of()));
        rounds.forEach((subject, runs) -> {
            Figures figures = Figures.median(runs);
            System.out.printf(
                    Locale.ROOT,
                    "  %-26s %,10.0f %8.0f %,10.0f %9.2f %9.2f %8.0f   %s%n",
                    subject.title,
                    figures.messagesPerSecond(),
                    figures.cpuMicrosPerMessage(),
                    figures.requestsPerSecond(),
                    figures.p50Millis(),
                    figures.p99Millis(),
                    figures.residentMebibytes(),
                    subject == Subject.SPILLWAY ? "" : ratio(spillway, figures));
        });
    }

    private static String ratio(Figures spillway, Figures peer) {
        return String.format(
                Locale.ROOT,
                "%.1f x as fast at %.2f of its CPU",
                spillway.messagesPerSecond() / peer.messagesPerSecond(),
                spillway.cpuMicrosPerMessage() / peer.cpuMicrosPerMessage());
    }
}
