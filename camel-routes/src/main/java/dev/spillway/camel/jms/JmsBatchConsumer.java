/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.message.JmsMessages;
import dev.spillway.camel.outage.Attempts;
import dev.spillway.camel.route.BatchConsumer;
import dev.spillway.camel.route.BatchWorker;
import org.apache.camel.Processor;

/** Consumes a queue of a JMS broker. */
final class JmsBatchConsumer extends BatchConsumer {

    private final ConsumerSettings settings;
    private final JmsMessages messages;

    JmsBatchConsumer(SpillwayJmsEndpoint endpoint, Processor processor, ConsumerSettings settings) {
        super(endpoint, processor);
        this.messages = endpoint.messages();
        this.settings = settings;
    }

    @Override
    protected BatchWorker newWorker(Attempts attempts) {
        return new JmsBatchWorker(settings, messages, attempts);
    }
}
