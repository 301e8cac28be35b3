/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.OutageException;
import dev.spillway.camel.route.BatchProducer;
import dev.spillway.mapping.ReplyTo;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Sends the batch of each exchange. The queue is looked up with the first, so that a route starts while SQS is out. */
final class SqsBatchProducer extends BatchProducer {

    private final SqsAsyncClient client;
    private final String queue;
    private final @Nullable String replyQueue;
    private final @Nullable PayloadStore payloads;
    private volatile @Nullable BatchSender sender;

    SqsBatchProducer(
            SpillwaySqsEndpoint endpoint,
            SqsAsyncClient client,
            String queue,
            @Nullable String replyQueue,
            @Nullable PayloadStore payloads) {
        super(endpoint);
        this.client = client;
        this.queue = queue;
        this.replyQueue = replyQueue;
        this.payloads = payloads;
    }

    @Override
    protected void send(Batch batch) throws OutageException {
        sender().send(batch);
    }

    private BatchSender sender() throws OutageException {
        BatchSender known = sender;
        if (known == null) {
            ReplyTo replyTo = replyQueue == null ? null : new ReplyTo(replyQueue, url(replyQueue));
            known = new BatchSender(client, url(queue), new WireForm(replyTo, payloads));
            sender = known;
        }
        return known;
    }

    private String url(String name) throws OutageException {
        try {
            return client.getQueueUrl(request -> request.queueName(name)).join().queueUrl();
        } catch (CompletionException failure) {
            throw SqsFailures.outage("GetQueueUrl", name, SqsFailures.unwrap(failure));
        }
    }
}
