/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.jms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The results at one server: a row for each load and library. */
final class MarkdownTable {

    private MarkdownTable() {}

    static void print(String server, Map<Library, List<Row>> results) {
        System.out.println("\n### " + server + "\n");
        System.out.println(
                "| Load | Client | messages/s | Spillway is | requests/message | sends + receives + deletes + others | p50 ms | p99 ms | CPU µs/message |");
        System.out.println("|---|---|--:|--:|--:|---|--:|--:|--:|");
        Map<String, Row> spillway = new LinkedHashMap<>();
        results.getOrDefault(Library.SPILLWAY, List.of()).forEach(row -> spillway.put(row.load(), row));
        results.values().stream()
                .flatMap(List::stream)
                .map(Row::load)
                .distinct()
                .forEach(load -> results.forEach((library, rows) -> rows.stream()
                        .filter(row -> row.load().equals(load))
                        .forEach(row -> System.out.println(line(library, row, spillway.get(load))))));
        System.out.println();
    }

    private static String line(Library library, Row row, @Nullable Row spillway) {
        String ratio = spillway == null || library == Library.SPILLWAY || !spillway.isRate()
                ? ""
                : String.format(Locale.ROOT, "%.1f x", spillway.messagesPerSecond() / row.messagesPerSecond());
        boolean asked = row.requests().total() > 0;
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %s | %s | %s |",
                row.load(),
                library.title,
                row.isRate() ? number("%,.0f", row.messagesPerSecond()) : number("%.2f", row.messagesPerSecond()),
                ratio,
                asked ? number("%.2f", row.requests().total()) : "",
                asked ? row.requests().parts() : "",
                number("%.2f", row.p50Millis()),
                number("%.2f", row.p99Millis()),
                number("%.0f", row.cpuMicros()));
    }

    private static String number(String format, double value) {
        if (Double.isInfinite(value)) {
            return "> 22";
        }
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }
}
