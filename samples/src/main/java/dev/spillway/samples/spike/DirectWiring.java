/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.spike;

import dev.spillway.samples.buying.DirectCall;
import dev.spillway.samples.buying.ShippingGateway;
import dev.spillway.samples.ledger.Ledger;
import dev.spillway.samples.shipping.ShippingServer;
import dev.spillway.samples.shipping.Warehouse;

/** The buying service calls shipping and waits. */
final class DirectWiring implements Wiring {

    private final ShippingServer shipping;
    private final SpikeScenario scenario;

    /** @param ledger not needed: shipping knows its own depth */
    DirectWiring(SpikeScenario scenario, Warehouse warehouse, Ledger ledger) {
        this.scenario = scenario;
        this.shipping = new ShippingServer(warehouse, scenario.atOnce(), scenario.backlog());
    }

    @Override
    public ShippingGateway connect() {
        return new DirectCall(shipping, scenario.timeout());
    }

    @Override
    public long depth() {
        return shipping.depth();
    }

    @Override
    public void close() {
        shipping.close();
    }
}
