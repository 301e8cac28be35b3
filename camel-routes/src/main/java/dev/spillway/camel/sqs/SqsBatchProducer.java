/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.OutageException;
import java.util.concurrent.CompletionException;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Sends the batch of each exchange. The queue is looked up with the first, so that a route starts while SQS is out. */
final class SqsBatchProducer extends DefaultProducer {

    private final SqsAsyncClient client;
    private final String queue;
    private volatile @Nullable BatchSender sender;

    SqsBatchProducer(SpillwaySqsEndpoint endpoint, SqsAsyncClient client, String queue) {
        super(endpoint);
        this.client = client;
        this.queue = queue;
    }

    /** @throws IllegalArgumentException if the body is no batch */
    @Override
    public void process(Exchange exchange) {
        if (!(exchange.getIn().getBody() instanceof Batch batch)) {
            throw new IllegalArgumentException("spillway-sqs:" + queue
                    + " sends batches, as spillway-jms consumes them; the body is "
                    + exchange.getIn().getBody());
        }
        try {
            sender().send(batch);
        } catch (OutageException outage) {
            batch.interrupt(outage);
            exchange.setRouteStop(true);
        }
    }

    private BatchSender sender() throws OutageException {
        BatchSender known = sender;
        if (known == null) {
            try {
                known = new BatchSender(
                        client,
                        client.getQueueUrl(request -> request.queueName(queue))
                                .join()
                                .queueUrl());
            } catch (CompletionException failure) {
                throw SqsFailures.outage("GetQueueUrl", queue, SqsFailures.unwrap(failure));
            }
            sender = known;
        }
        return known;
    }
}
