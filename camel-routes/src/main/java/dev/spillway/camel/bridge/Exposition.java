/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.outage.RouteFigures;
import dev.spillway.camel.route.BatchConsumer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/**
 * The figures of the routes in Prometheus's text format.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
final class Exposition {

    private final Map<String, BatchConsumer> routes = new TreeMap<>();
    private final StringBuilder out = new StringBuilder();

    private Exposition(CamelContext camel) {
        for (Route route : camel.getRoutes()) {
            if (route.getConsumer() instanceof BatchConsumer consumer) {
                routes.put(route.getId(), consumer);
            }
        }
    }

    static String of(CamelContext camel) {
        Exposition exposition = new Exposition(camel);
        exposition.messages();
        exposition.family(
                "batches_total",
                "counter",
                "Batches that were settled",
                consumer -> consumer.figures().batches());
        exposition.family(
                "outages_total",
                "counter",
                "Attempts that found the target out",
                consumer -> consumer.figures().outages());
        exposition.family(
                "source_failures_total",
                "counter",
                "Times that a worker lost its source",
                consumer -> consumer.figures().sourceFailures());
        exposition.family(
                "in_flight",
                "gauge",
                "Messages that are held",
                consumer -> consumer.figures().inFlight());
        exposition.family(
                "connected",
                "gauge",
                "Workers that have their source",
                consumer -> consumer.figures().connected());
        exposition.family(
                "suspended", "gauge", "1 while the target is out, else 0", consumer -> consumer.isTargetOut() ? 1 : 0);
        return exposition.out.toString();
    }

    private void messages() {
        head("messages_total", "counter", "Messages that were settled, by what became of them");
        routes.forEach((route, consumer) -> {
            RouteFigures figures = consumer.figures();
            line("messages_total", route, ",outcome=\"accepted\"", figures.accepted());
            line("messages_total", route, ",outcome=\"refused\"", figures.refused());
            line("messages_total", route, ",outcome=\"skipped\"", figures.skipped());
        });
    }

    private void family(String name, String type, String help, ToLongFunction<BatchConsumer> value) {
        head(name, type, help);
        routes.forEach((route, consumer) -> line(name, route, "", value.applyAsLong(consumer)));
    }

    private void head(String name, String type, String help) {
        out.append("# HELP spillway_bridge_")
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        out.append("# TYPE spillway_bridge_")
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }

    private void line(String name, String route, String labels, long value) {
        String escaped = route.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        out.append("spillway_bridge_")
                .append(name)
                .append("{route=\"")
                .append(escaped)
                .append('"')
                .append(labels)
                .append("} ")
                .append(value)
                .append('\n');
    }
}
