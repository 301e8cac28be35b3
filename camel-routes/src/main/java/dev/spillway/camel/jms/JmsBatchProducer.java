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
    private final String queue;
    private final SpillwayJmsEndpoint endpoint;
    private final ConcurrentLinkedDeque<JmsOutlet> idle = new ConcurrentLinkedDeque<>();

    JmsBatchProducer(SpillwayJmsEndpoint endpoint, ConnectionFactory factory, String queue) {
        super(endpoint);
        this.endpoint = endpoint;
        this.factory = factory;
        this.queue = queue;
    }

    @Override
    protected void send(Batch batch) throws OutageException {
        JmsOutlet outlet = idle.poll();
        try {
            if (outlet == null) {
                outlet = JmsOutlet.open(factory, queue, endpoint.messages());
            }
            outlet.send(batch);
            idle.push(outlet);
        } catch (JMSException failure) {
            close(outlet);
            throw new OutageException("sending to queue '" + queue + "' failed: " + failure, failure);
        } catch (RuntimeException failure) {
            close(outlet);
            throw failure;
        }
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
