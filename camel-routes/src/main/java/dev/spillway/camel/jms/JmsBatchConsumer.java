/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.outage.Attempts;
import dev.spillway.camel.route.BatchConsumer;
import dev.spillway.camel.route.BatchWorker;
import org.apache.camel.Processor;

/** Consumes a queue of a JMS broker. */
class JmsBatchConsumer extends BatchConsumer {

    private final ConsumerSettings settings;
    private final Leaving leaving;

    JmsBatchConsumer(SpillwayJmsEndpoint endpoint, Processor processor, ConsumerSettings settings, Leaving leaving) {
        super(endpoint, processor);
        this.settings = settings;
        this.leaving = leaving;
    }

    @Override
    protected final BatchWorker newWorker(Attempts attempts) {
        return new JmsBatchWorker(settings, leaving, attempts);
    }
}
