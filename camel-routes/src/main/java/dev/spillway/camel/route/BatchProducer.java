/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.route;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.OutageException;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Sends the batch of each exchange, and tells the source of an outage without the route's error handler. */
public abstract class BatchProducer extends DefaultProducer {

    protected BatchProducer(BatchEndpoint endpoint) {
        super(endpoint);
    }

    /**
     * Settles what is open in the batch.
     *
     * @throws OutageException if the target takes nothing at present; what it took before is settled, the rest open
     */
    protected abstract void send(Batch batch) throws OutageException;

    /** @throws IllegalArgumentException if the body is no batch */
    @Override
    public final void process(Exchange exchange) {
        if (!(exchange.getIn().getBody() instanceof Batch batch)) {
            throw new IllegalArgumentException(getEndpoint().getEndpointBaseUri()
                    + " sends batches, as spillway-jms and spillway-sqs consume them; the body is "
                    + exchange.getIn().getBody());
        }
        try {
            if (!batch.open().isEmpty()) {
                send(batch);
            }
        } catch (OutageException outage) {
            batch.interrupt(outage);
            exchange.setRouteStop(true);
        }
        if (batch.isPart()) {
            exchange.setRouteStop(true);
        }
    }
}
