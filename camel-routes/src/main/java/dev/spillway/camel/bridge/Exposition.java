/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.outage.BatchSizes;
import dev.spillway.camel.outage.RouteFigures;
import dev.spillway.camel.route.BatchConsumer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.camel.CamelContext;

/** What the bridge tells of its routes, their sources and its requests. */
final class Exposition {

    private static final String COUNTER = "counter";
    private static final String GAUGE = "gauge";
    private static final String ROUTE = "route";

    private final Map<String, BatchConsumer> routes;
    private final PrometheusText text = new PrometheusText();

    private Exposition(CamelContext camel) {
        routes = BatchRoutes.of(camel);
    }

    static String of(CamelContext camel, SourceSamples sources, SqsRequests requests) {
        Exposition exposition = new Exposition(camel);
        exposition.messages();
        exposition.batches();
        exposition.figures("outages_total", COUNTER, "Attempts that found the target out", RouteFigures::outages);
        exposition.figures(
                "retries_total", COUNTER, "Messages that were offered to the target once more", RouteFigures::retries);
        exposition.figures(
                "source_failures_total", COUNTER, "Times that a worker lost its source", RouteFigures::sourceFailures);
        exposition.figures(
                "suspected", GAUGE, "Messages that failed alone and are tried again", RouteFigures::suspected);
        exposition.figures("in_flight", GAUGE, "Messages that are held", RouteFigures::inFlight);
        exposition.figures("connected", GAUGE, "Workers that have their source", RouteFigures::connected);
        exposition.suspended();
        exposition.sources(sources);
        exposition.requests(requests);
        return exposition.text.toString();
    }

    private void messages() {
        String name = "messages_total";
        text.family(name, COUNTER, "Messages that were settled, by what became of them");
        routes.forEach((route, consumer) -> {
            RouteFigures figures = consumer.figures();
            text.line(name, figures.accepted(), ROUTE, route, "outcome", "accepted");
            text.line(name, figures.refused(), ROUTE, route, "outcome", "refused");
            text.line(name, figures.skipped(), ROUTE, route, "outcome", "skipped");
        });
    }

    private void batches() {
        String name = "batch_messages";
        text.family(name, "histogram", "Messages in each batch that was settled");
        routes.forEach((route, consumer) -> {
            BatchSizes sizes = consumer.figures().batches();
            text.histogram(name, BatchSizes.BOUNDS, sizes.counts(), sizes.messages(), ROUTE, route);
        });
    }

    private void suspended() {
        String name = "suspended";
        text.family(name, GAUGE, "1 while the target is out, else 0");
        routes.forEach((route, consumer) -> text.line(name, consumer.isTargetOut() ? 1 : 0, ROUTE, route));
    }

    private void figures(String name, String type, String help, ToLongFunction<RouteFigures> value) {
        text.family(name, type, help);
        routes.forEach((route, consumer) -> text.line(name, value.applyAsLong(consumer.figures()), ROUTE, route));
    }

    /** What is not known at present has no line. */
    private void sources(SourceSamples sources) {
        Map<String, SourceSample> samples = new TreeMap<>(sources.latest());
        text.family("source_messages", GAUGE, "Messages that wait in the source, when it was last looked at");
        samples.forEach((route, sample) -> text.line("source_messages", sample.messages(), ROUTE, route));
        text.family("source_messages_capped", GAUGE, "1 where the source may have more, since counting was given up");
        samples.forEach((route, sample) -> text.line("source_messages_capped", sample.more() ? 1 : 0, ROUTE, route));
        text.family("source_oldest_age_seconds", GAUGE, "How long ago the oldest known message was sent");
        routes.forEach((route, consumer) -> {
            SourceSample sample = samples.get(route);
            long age = consumer.figures().oldestAgeMillis();
            text.seconds(
                    "source_oldest_age_seconds",
                    sample == null ? age : Math.max(age, sample.oldestAgeMillis()),
                    ROUTE,
                    route);
        });
    }

    private void requests(SqsRequests requests) {
        String operation = "operation";
        String queue = "queue";
        text.family("sqs_requests_total", COUNTER, "HTTP requests to SQS, those that are tried again too");
        requests.counts()
                .forEach((kind, counts) -> text.line(
                        "sqs_requests_total", counts.requests(), operation, kind.operation(), queue, kind.queue()));
        text.family("sqs_retries_total", COUNTER, "HTTP requests to SQS that were another try");
        requests.counts()
                .forEach((kind, counts) -> text.line(
                        "sqs_retries_total", counts.retries(), operation, kind.operation(), queue, kind.queue()));
    }
}
