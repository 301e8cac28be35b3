/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.order;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One row of comma-separated values: a field with a comma or a quotation mark stands in quotation marks, which are doubled
 * inside it (<a href="https://www.rfc-editor.org/rfc/rfc4180#section-2">RFC 4180, section 2</a>). A field holds no line break.
 */
final class CsvRow {

    private CsvRow() {}

    /** @throws IllegalArgumentException if quotation marks are out of place */
    static List<String> parse(String row) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (at <= row.length()) {
            StringBuilder field = new StringBuilder();
            at = row.startsWith("\"", at) ? quoted(row, at, field) : plain(row, at, field);
            fields.add(field.toString());
            at++;
        }
        return fields;
    }

    static String format(List<String> fields) {
        return fields.stream()
                .map(field ->
                        field.contains(",") || field.contains("\"") ? "\"" + field.replace("\"", "\"\"") + "\"" : field)
                .collect(Collectors.joining(","));
    }

    private static int plain(String row, int from, StringBuilder field) {
        int comma = row.indexOf(',', from);
        int end = comma < 0 ? row.length() : comma;
        field.append(row, from, end);
        if (field.indexOf("\"") >= 0) {
            throw new IllegalArgumentException("the field " + field
                    + " has a quotation mark inside, it should stand in quotation marks with that one doubled");
        }
        return end;
    }

    private static int quoted(String row, int from, StringBuilder field) {
        int at = from + 1;
        while (true) {
            int mark = row.indexOf('"', at);
            if (mark < 0) {
                throw new IllegalArgumentException(
                        "a quotation mark opens at column " + (from + 1) + " and is not closed on the line");
            }
            field.append(row, at, mark);
            if (row.startsWith("\"\"", mark)) {
                field.append('"');
                at = mark + 2;
            } else if (mark + 1 == row.length() || row.charAt(mark + 1) == ',') {
                return mark + 1;
            } else {
                throw new IllegalArgumentException("a comma should follow the quotation mark at column " + (mark + 1));
            }
        }
    }
}
