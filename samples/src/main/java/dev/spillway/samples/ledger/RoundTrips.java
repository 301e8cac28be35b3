/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.ledger;

import dev.spillway.samples.load.Window;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every event of orders that are sent, shipped and confirmed by a reply, as it happens, from any thread. */
public final class RoundTrips {

    private final Queue<Placement> placements = new ConcurrentLinkedQueue<>();
    private final Queue<Shipment> shipments = new ConcurrentLinkedQueue<>();
    private final Queue<Confirmation> confirmations = new ConcurrentLinkedQueue<>();
    private final Set<String> placed = ConcurrentHashMap.newKeySet();
    private final Set<String> shipped = ConcurrentHashMap.newKeySet();
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();

    public void placed(Placement placement) {
        placements.add(placement);
        placed.add(placement.orderId());
    }

    public void shipped(Shipment shipment) {
        shipments.add(shipment);
        shipped.add(shipment.orderId());
    }

    public void confirmed(Confirmation confirmation) {
        confirmations.add(confirmation);
        confirmed.add(confirmation.orderId());
    }

    /** Whether every order that was placed has been confirmed. */
    public boolean allConfirmed() {
        return confirmed.containsAll(placed);
    }

    /** Orders shipped and orders confirmed. */
    public long moved() {
        return shipped.size() + confirmed.size();
    }

    /** @param bridge what the bridge does at that time */
    public RoundTripSample sample(long nanos, String bridge) {
        return new RoundTripSample(nanos, bridge, placed.size(), shipped.size(), confirmed.size());
    }

    /**
     * What has happened.
     *
     * @param outages when there was no bridge
     * @param deadLettered messages found in dead-letter queues
     */
    public RoundTripResult result(List<Window> outages, long deadLettered, List<RoundTripSample> samples) {
        return new RoundTripResult(
                List.copyOf(placements),
                List.copyOf(shipments),
                List.copyOf(confirmations),
                outages,
                deadLettered,
                samples);
    }
}
