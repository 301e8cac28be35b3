/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.spike;

import dev.spillway.samples.buying.QueueSend;
import dev.spillway.samples.buying.ShippingGateway;
import dev.spillway.samples.ledger.Ledger;
import dev.spillway.samples.shipping.ShippingListeners;
import dev.spillway.samples.shipping.Warehouse;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;

/** The buying service sends to a queue, and shipping listens to it. */
final class QueueWiring implements Wiring {

    private final Ledger ledger;
    private final String queue;
    private final Connection buying;
    private final ShippingListeners shipping;

    QueueWiring(ConnectionFactory factory, SpikeScenario scenario, String queue, Warehouse warehouse, Ledger ledger)
            throws JMSException {
        this.ledger = ledger;
        this.queue = queue;
        this.buying = factory.createConnection();
        try {
            this.shipping = ShippingListeners.start(factory, queue, warehouse, scenario.atOnce());
        } catch (JMSException e) {
            buying.close();
            throw e;
        }
    }

    @Override
    public ShippingGateway connect() throws JMSException {
        return new QueueSend(buying, queue);
    }

    @Override
    public long depth() {
        return ledger.acceptedNotShipped();
    }

    @Override
    public void close() throws JMSException {
        try (shipping) {
            buying.close();
        }
    }
}
