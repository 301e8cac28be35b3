/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** A queue of SQS, whose messages go through a route in batches. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "spillway-sqs",
        title = "Spillway SQS",
        syntax = "spillway-sqs:queue",
        category = Category.MESSAGING)
public class SpillwaySqsEndpoint extends DefaultEndpoint {

    @UriPath(description = "The queue's name")
    @Metadata(required = true)
    private final String queue;

    @UriParam(description = "The client of SQS, which stays the application's to close")
    @Metadata(required = true)
    private @Nullable SqsAsyncClient client;

    public SpillwaySqsEndpoint(String uri, SpillwaySqsComponent component, String queue) {
        super(uri, component);
        this.queue = queue;
    }

    @Override
    public Producer createProducer() {
        if (client == null) {
            throw new IllegalArgumentException(
                    getEndpointUri() + " has no client; client=#name refers to an SqsAsyncClient by its name");
        }
        return new SqsBatchProducer(this, client, queue);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("spillway-sqs does not receive yet: " + getEndpointUri());
    }

    public void setClient(SqsAsyncClient client) {
        this.client = client;
    }
}
