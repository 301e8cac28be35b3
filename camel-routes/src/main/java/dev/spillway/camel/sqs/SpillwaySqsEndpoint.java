/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.route.BatchEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** A queue of SQS, whose messages go through a route in batches. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "spillway-sqs",
        title = "Spillway SQS",
        syntax = "spillway-sqs:queue",
        category = Category.MESSAGING)
public class SpillwaySqsEndpoint extends BatchEndpoint {

    @UriPath(description = "The queue's name")
    @Metadata(required = true)
    private final String queue;

    @UriParam(description = "The client of SQS, which stays the application's to close")
    @Metadata(required = true)
    private @Nullable SqsAsyncClient client;

    @UriParam(
            description =
                    "Where received messages go at once that can't cross: a queue of SQS. Without it they stay for"
                            + " the queue's redrive policy to count, and on a FIFO queue what follows in their group stays behind them.")
    private @Nullable String deadLetterQueue;

    @UriParam(
            description =
                    "The queue of SQS where replies go to messages that ask for one: it is told them by its URL too")
    private @Nullable String replyQueue;

    @UriParam(
            description = "How many received messages a batch has at most, of which a receive brings 10",
            defaultValue = "100")
    private int batchSize = 100;

    @UriParam(description = "Seconds that a receive waits for messages", defaultValue = "20")
    private int waitTimeSeconds = 20;

    @UriParam(
            description = "Seconds that received messages are hidden, extended while they are held",
            defaultValue = "60")
    private int visibilityTimeout = 60;

    @UriParam(
            description =
                    "The client of S3, which stays the application's to close: with s3Bucket, payloads that are too"
                            + " large for SQS go through S3")
    private @Nullable S3AsyncClient s3Client;

    @UriParam(
            description =
                    "The bucket of S3 for payloads that are too large for SQS; pointers to others are not followed")
    private @Nullable String s3Bucket;

    @UriParam(
            description = "Bytes of a message with its attributes above which its body goes to S3",
            defaultValue = "1048576")
    private int s3Threshold = (int) SendRound.MAX_BYTES;

    public SpillwaySqsEndpoint(String uri, SpillwaySqsComponent component, String queue) {
        super(uri, component);
        this.queue = queue;
    }

    @Override
    public String queueName() {
        return queue;
    }

    @Override
    public Producer createProducer() {
        return new SqsBatchProducer(this, client(), queue, replyQueue, payloads());
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        PollSettings settings = new PollSettings(
                client(), queue, deadLetterQueue, batchSize, waitTimeSeconds, visibilityTimeout, payloads());
        SqsBatchConsumer consumer = new SqsBatchConsumer(this, processor, settings);
        configureConsumer(consumer);
        return consumer;
    }

    private SqsAsyncClient client() {
        if (client == null) {
            throw new IllegalArgumentException(
                    getEndpointUri() + " has no client; client=#name refers to an SqsAsyncClient by its name");
        }
        return client;
    }

    private @Nullable PayloadStore payloads() {
        return PayloadStore.of(s3Client, s3Bucket, s3Threshold);
    }

    public void setS3Client(S3AsyncClient s3Client) {
        this.s3Client = s3Client;
    }

    public void setS3Bucket(String s3Bucket) {
        this.s3Bucket = s3Bucket;
    }

    public void setS3Threshold(int s3Threshold) {
        this.s3Threshold = s3Threshold;
    }

    public void setClient(SqsAsyncClient client) {
        this.client = client;
    }

    public void setDeadLetterQueue(String deadLetterQueue) {
        this.deadLetterQueue = deadLetterQueue;
    }

    public void setReplyQueue(String replyQueue) {
        this.replyQueue = replyQueue;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public void setWaitTimeSeconds(int waitTimeSeconds) {
        this.waitTimeSeconds = waitTimeSeconds;
    }

    public void setVisibilityTimeout(int visibilityTimeout) {
        this.visibilityTimeout = visibilityTimeout;
    }
}
