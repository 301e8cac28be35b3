/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.OutageException;
import dev.spillway.camel.route.BatchProducer;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Sends the batch of each exchange. The queue is looked up with the first, so that a route starts while SQS is out. */
final class SqsBatchProducer extends BatchProducer {

    private final SqsAsyncClient client;
    private final String queue;
    private volatile @Nullable BatchSender sender;

    SqsBatchProducer(SpillwaySqsEndpoint endpoint, SqsAsyncClient client, String queue) {
        super(endpoint);
        this.client = client;
        this.queue = queue;
    }

    @Override
    protected void send(Batch batch) throws OutageException {
        sender().send(batch);
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
