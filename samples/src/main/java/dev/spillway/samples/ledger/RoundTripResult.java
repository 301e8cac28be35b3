/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.ledger;

import dev.spillway.samples.load.Window;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A finished run. All figures follow from its events, by comparing the ids of orders.
 *
 * @param placements in the order in which they were placed
 * @param shipments each time that an order was shipped, in that order
 * @param confirmations each reply that was received
 * @param outages when there was no bridge, one for each time that it was killed
 * @param deadLettered messages found in dead-letter queues
 * @param samples the counters over time, ascending
 */
public record RoundTripResult(
        List<Placement> placements,
        List<Shipment> shipments,
        List<Confirmation> confirmations,
        List<Window> outages,
        long deadLettered,
        List<RoundTripSample> samples) {

    public RoundTripResult {
        placements = List.copyOf(placements);
        shipments = List.copyOf(shipments);
        confirmations = List.copyOf(confirmations);
        outages = List.copyOf(outages);
        samples = List.copyOf(samples);
    }

    /** Orders that were shipped, each counted once. */
    public long shipped() {
        return shippedIds().size();
    }

    /** Orders that were placed and never shipped. */
    public long missingOrders() {
        return missingFrom(shippedIds());
    }

    /** Shipments of orders that had been shipped before. */
    public long duplicateOrders() {
        return shipments.size() - shipped();
    }

    /** Orders that were shipped after a later one of the same customer, by their first shipments. */
    public long outOfOrder() {
        Map<String, Integer> position = new HashMap<>();
        Map<String, String> customer = new HashMap<>();
        for (Placement placement : placements) {
            position.put(placement.orderId(), position.size());
            customer.put(placement.orderId(), placement.customer());
        }
        Map<String, Integer> last = new HashMap<>();
        Set<String> seen = new HashSet<>();
        long late = 0;
        for (Shipment shipment : shipments) {
            Integer at = position.get(shipment.orderId());
            if (at == null || !seen.add(shipment.orderId())) {
                continue;
            }
            int latest = last.merge(customer.get(shipment.orderId()), at, Math::max);
            late += latest > at ? 1 : 0;
        }
        return late;
    }

    /** Orders whose reply was received, each counted once. */
    public long confirmed() {
        return confirmedIds().size();
    }

    /** Orders that were placed and whose reply never came. */
    public long missingReplies() {
        return missingFrom(confirmedIds());
    }

    /** Replies to orders that had been replied to before. */
    public long duplicateReplies() {
        return confirmations.size() - confirmed();
    }

    /** From the placement of an order to its first reply, of those that had one. */
    public ResponseTimes roundTrips() {
        Map<String, Long> first = confirmations.stream()
                .collect(Collectors.toMap(Confirmation::orderId, Confirmation::confirmed, Math::min));
        LongStream.Builder times = LongStream.builder();
        for (Placement placement : placements) {
            Long reply = first.get(placement.orderId());
            if (reply != null) {
                times.add(reply - placement.placed());
            }
        }
        return ResponseTimes.of(times.build());
    }

    /** Seconds in which there was no bridge. */
    public double secondsWithoutBridge() {
        return outages.stream().mapToDouble(Window::seconds).sum();
    }

    private long missingFrom(Set<String> ids) {
        return placements.stream()
                .filter(placement -> !ids.contains(placement.orderId()))
                .count();
    }

    private Set<String> shippedIds() {
        return ids(shipments, Shipment::orderId);
    }

    private Set<String> confirmedIds() {
        return ids(confirmations, Confirmation::orderId);
    }

    private static <E> Set<String> ids(Collection<E> events, Function<E, String> id) {
        return events.stream().map(id).collect(Collectors.toSet());
    }
}
