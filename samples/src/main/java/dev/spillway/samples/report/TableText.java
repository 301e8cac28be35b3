/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report;

import java.util.List;
import java.util.Locale;

/** A table that grows by a line: a label, and a figure in each column. */
final class TableText {

    private static final int LABEL = 44;
    private static final int COLUMN = 15;

    private final StringBuilder text = new StringBuilder();

    TableText(List<String> columns) {
        line("", columns);
        text.append("-".repeat(LABEL + COLUMN * columns.size())).append('\n');
    }

    TableText line(String label, List<String> figures) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + LABEL + "s", label));
        figures.forEach(value -> line.append(String.format(Locale.ROOT, "%" + COLUMN + "s", value)));
        text.append(line.toString().stripTrailing()).append('\n');
        return this;
    }

    /** Each line ended by a line break. */
    @Override
    public String toString() {
        return text.toString();
    }
}
