/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.message.ForeignNames;
import dev.spillway.camel.message.JmsMessages;
import dev.spillway.camel.message.ReplyDestinations;
import dev.spillway.camel.message.TrustedObjects;
import dev.spillway.camel.route.BatchEndpoint;
import jakarta.jms.ConnectionFactory;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.jspecify.annotations.Nullable;

/** A queue of a JMS broker, whose messages go through a route in batches. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "spillway-jms",
        title = "Spillway JMS",
        syntax = "spillway-jms:queue",
        category = Category.MESSAGING)
public class SpillwayJmsEndpoint extends BatchEndpoint {

    @UriPath(description = "The queue's name, as the broker's createQueue takes it")
    @Metadata(required = true)
    private final String queue;

    @UriParam(description = "The broker's connection factory. Unpooled: each worker keeps a connection of its own.")
    @Metadata(required = true)
    private @Nullable ConnectionFactory connectionFactory;

    @UriParam(description = "How many messages a batch has at most", defaultValue = "10")
    private int batchSize = 10;

    @UriParam(description = "Where messages go that can't cross: a queue of the same broker. Needed to consume.")
    private @Nullable String deadLetterQueue;

    private final ForeignNames names = new ForeignNames();

    public SpillwayJmsEndpoint(String uri, SpillwayJmsComponent component, String queue) {
        super(uri, component);
        this.queue = queue;
    }

    @Override
    public Producer createProducer() {
        return new JmsBatchProducer(this, connectionFactory(), queue);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        JmsBatchConsumer consumer = new JmsBatchConsumer(this, processor, settings());
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public boolean isSingletonProducer() {
        return false;
    }

    private ConsumerSettings settings() {
        if (deadLetterQueue == null) {
            throw new IllegalArgumentException(
                    getEndpointUri() + " has no deadLetterQueue, where messages go that can't cross");
        }
        return new ConsumerSettings(connectionFactory(), queue, deadLetterQueue, batchSize);
    }

    private ConnectionFactory connectionFactory() {
        if (connectionFactory == null) {
            throw new IllegalArgumentException(
                    getEndpointUri() + " has no connectionFactory; connectionFactory=#name refers to one by its name");
        }
        return connectionFactory;
    }

    JmsMessages messages() {
        return new JmsMessages(ReplyDestinations.BY_NAME, TrustedObjects.NONE, names);
    }

    public void setConnectionFactory(ConnectionFactory connectionFactory) {
        this.connectionFactory = connectionFactory;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public void setDeadLetterQueue(String deadLetterQueue) {
        this.deadLetterQueue = deadLetterQueue;
    }
}
