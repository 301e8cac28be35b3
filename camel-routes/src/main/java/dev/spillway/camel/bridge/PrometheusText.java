/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import java.math.BigDecimal;
import java.util.List;

/**
 * Families of metrics in Prometheus's text format, each named {@code spillway_bridge_...}.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
final class PrometheusText {

    private static final String PREFIX = "spillway_bridge_";

    private final StringBuilder out = new StringBuilder();

    /** Begins a family; its lines follow. */
    void family(String name, String type, String help) {
        out.append("# HELP ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        out.append("# TYPE ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }

    /** @param labels names and values, by turns */
    void line(String name, long value, String... labels) {
        line(name, Long.toString(value), labels);
    }

    /** @param labels names and values, by turns */
    void seconds(String name, long millis, String... labels) {
        line(name, BigDecimal.valueOf(millis, 3).toPlainString(), labels);
    }

    /**
     * A histogram of one label.
     *
     * @param counts how much each bucket has, those of smaller values not among it; one more than there are bounds
     */
    void histogram(String name, List<Integer> bounds, List<Long> counts, long sum, String label, String value) {
        long below = 0;
        for (int i = 0; i < counts.size(); i++) {
            below += counts.get(i);
            String bound = i < bounds.size() ? bounds.get(i).toString() : "+Inf";
            line(name + "_bucket", below, label, value, "le", bound);
        }
        line(name + "_sum", sum, label, value);
        line(name + "_count", below, label, value);
    }

    private void line(String name, String value, String... labels) {
        out.append(PREFIX).append(name);
        for (int i = 0; i < labels.length; i += 2) {
            out.append(i == 0 ? '{' : ',')
                    .append(labels[i])
                    .append("=\"")
                    .append(labels[i + 1]
                            .replace("\\", "\\\\")
                            .replace("\"", "\\\"")
                            .replace("\n", "\\n"))
                    .append('"');
        }
        out.append("} ").append(value).append('\n');
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
