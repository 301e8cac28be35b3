/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.OutageException;
import dev.spillway.camel.route.BatchProducer;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the batch of each exchange in one transaction; keeps a connection for each batch that is under way at once. */
final class JmsBatchProducer extends BatchProducer {

    private static final Logger LOG = LoggerFactory.getLogger(JmsBatchProducer.class);

    private final ConnectionFactory factory;
    private final Addressing addressing;
    private final SpillwayJmsEndpoint endpoint;
    private final ConcurrentLinkedDeque<JmsOutlet> idle = new ConcurrentLinkedDeque<>();

    JmsBatchProducer(SpillwayJmsEndpoint endpoint, ConnectionFactory factory, Addressing addressing) {
        super(endpoint);
        this.endpoint = endpoint;
        this.factory = factory;
        this.addressing = addressing;
    }

    @Override
    protected void send(Batch batch) throws OutageException {
        try {
            send(batch, JmsOutlet::send);
        } catch (JMSException failure) {
            if (!(addressing instanceof ToRequester)) {
                throw outage(failure);
            }
            LOG.debug("sending to {} together failed", addressing, failure);
            try {
                send(batch, JmsOutlet::sendApart);
            } catch (JMSException again) {
                throw outage(again);
            }
        }
    }

    private interface Way {
        void send(JmsOutlet outlet, Batch batch) throws JMSException;
    }

    private void send(Batch batch, Way way) throws JMSException {
        JmsOutlet outlet = idle.poll();
        try {
            if (outlet == null) {
                outlet = JmsOutlet.open(factory, addressing, endpoint.messages());
            }
            way.send(outlet, batch);
            idle.push(outlet);
        } catch (JMSException | RuntimeException failure) {
            close(outlet);
            throw failure;
        }
    }

    private OutageException outage(JMSException failure) {
        return new OutageException("sending to " + addressing + " failed: " + failure, failure);
    }

    @Override
    protected void doStop() throws Exception {
        for (JmsOutlet outlet = idle.poll(); outlet != null; outlet = idle.poll()) {
            close(outlet);
        }
        super.doStop();
    }

    /** Closing rolls back. A connection that failed may not close; it is given up either way. */
    private static void close(@Nullable JmsOutlet outlet) {
        if (outlet == null) {
            return;
        }
        try {
            outlet.close();
        } catch (JMSException alreadyBroken) {
            LOG.debug("closing a connection: {}", alreadyBroken.toString());
        }
    }
}
