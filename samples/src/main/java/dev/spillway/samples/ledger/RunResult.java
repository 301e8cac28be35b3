/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.ledger;

import dev.spillway.samples.load.Window;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A finished run. All figures follow from its events, by comparing the sets of order ids.
 *
 * @param name as the reports show it
 * @param spike when the spike was
 * @param offered orders that arrived
 * @param answers one for each order that was answered
 * @param shipments each time that an order was shipped
 * @param samples the counters over time, ascending
 */
public record RunResult(
        String name, Window spike, long offered, List<Answer> answers, List<Shipment> shipments, List<Sample> samples) {

    public RunResult {
        answers = List.copyOf(answers);
        shipments = List.copyOf(shipments);
        samples = List.copyOf(samples);
    }

    public long accepted() {
        return ids(Answer::accepted).size();
    }

    public long refused() {
        return ids(answer -> !answer.accepted()).size();
    }

    /** Orders whose customer never had an answer. */
    public long unanswered() {
        return offered - answers.size();
    }

    public long refused(Refusal reason) {
        return ids(answer -> answer.refusal() == reason).size();
    }

    /** Orders shipped at least once. */
    public long shipped() {
        return shipmentsPerOrder().size();
    }

    /** Orders accepted and never shipped. */
    public long lost() {
        Map<String, Long> shipped = shipmentsPerOrder();
        return ids(Answer::accepted).stream()
                .filter(id -> !shipped.containsKey(id))
                .count();
    }

    /** Orders shipped more than once. */
    public long duplicates() {
        return shipmentsPerOrder().values().stream().filter(times -> times > 1).count();
    }

    /** Orders that the customer was told were refused and that were shipped all the same. */
    public long shippedThoughRefused() {
        Map<String, Long> shipped = shipmentsPerOrder();
        return ids(answer -> !answer.accepted()).stream()
                .filter(shipped::containsKey)
                .count();
    }

    /** Of the orders that were accepted. */
    public ResponseTimes responseTimes() {
        return ResponseTimes.of(answers.stream().filter(Answer::accepted).mapToLong(Answer::responseTime));
    }

    /** The same run as if only the spike's orders had been there: what they were answered and when they were shipped. */
    public RunResult ofSpike() {
        List<Answer> inSpike = answers.stream()
                .filter(answer -> spike.contains(answer.arrived()))
                .toList();
        Set<String> ids = inSpike.stream().map(Answer::orderId).collect(Collectors.toSet());
        return new RunResult(
                name,
                spike,
                inSpike.size(),
                inSpike,
                shipments.stream()
                        .filter(shipment -> ids.contains(shipment.orderId()))
                        .toList(),
                samples);
    }

    /** Seconds from the end of the spike until the last of its orders was shipped; empty if none was. */
    public OptionalDouble secondsUntilDrained() {
        return ofSpike().shipments().stream().mapToLong(Shipment::shipped).max().stream()
                .mapToDouble(last -> Math.max(0, last - spike.to()) / 1e9)
                .findFirst();
    }

    /** The most orders that waited at shipping or were in work at once, as sampled. */
    public long deepest() {
        return samples.stream().mapToLong(Sample::depth).max().orElse(0);
    }

    private Set<String> ids(Predicate<Answer> which) {
        return answers.stream().filter(which).map(Answer::orderId).collect(Collectors.toSet());
    }

    private Map<String, Long> shipmentsPerOrder() {
        return shipments.stream()
                .map(Shipment::orderId)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
