/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import dev.spillway.jms.metrics.JmsMetrics;
import dev.spillway.jms.sqs.s3.S3ClientSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Builds a {@link SpillwayConnectionFactory}; its methods are the factory's properties. */
public final class SpillwayConnectionFactoryBuilder {

    private @Nullable String uri;
    private @Nullable SqsAsyncClient client;
    private @Nullable String region;
    private @Nullable String data;
    private @Nullable String accessKey;
    private @Nullable String secretKey;
    private @Nullable Boolean createDestinations;
    private @Nullable Integer prefetch;
    private @Nullable Integer pollers;
    private @Nullable Integer batchSize;
    private @Nullable Long linger;
    private @Nullable Long receiveLinger;
    private @Nullable Integer visibilityTimeout;
    private @Nullable Integer redeliveryDelay;
    private @Nullable Integer maxRedeliveryDelay;
    private @Nullable String trustedClasses;
    private @Nullable String s3Bucket;
    private @Nullable Integer s3Threshold;
    private @Nullable String s3Endpoint;
    private @Nullable Boolean s3DeleteObjects;

    private @Nullable S3ClientSource s3Client;
    private @Nullable JmsMetrics metrics;

    SpillwayConnectionFactoryBuilder() {}

    /** Where the queues are: {@code spillway:aws}, {@code spillway:http://host:port} or {@code spillway:embedded}. */
    public SpillwayConnectionFactoryBuilder uri(String uri) {
        this.uri = uri;
        return this;
    }

    /** A client to use in place of one of the factory's own; it stays the caller's to close. */
    public SpillwayConnectionFactoryBuilder client(SqsAsyncClient client) {
        this.client = client;
        return this;
    }

    /** The AWS region, such as {@code eu-west-1}; by default what the AWS SDK finds. */
    public SpillwayConnectionFactoryBuilder region(String region) {
        this.region = region;
        return this;
    }

    /** The folder of the embedded broker's data. */
    public SpillwayConnectionFactoryBuilder data(String data) {
        this.data = data;
        return this;
    }

    /** The AWS access key id, together with {@code secretKey}; by default what the AWS SDK finds. */
    public SpillwayConnectionFactoryBuilder accessKey(String accessKey) {
        this.accessKey = accessKey;
        return this;
    }

    /** The AWS secret access key. */
    public SpillwayConnectionFactoryBuilder secretKey(String secretKey) {
        this.secretKey = secretKey;
        return this;
    }

    /** Whether a queue that is missing is made on use; false by default. */
    public SpillwayConnectionFactoryBuilder createDestinations(boolean createDestinations) {
        this.createDestinations = createDestinations;
        return this;
    }

    /** How many messages a connection holds ready for a queue at most, 0 to 10,000; 100 by default. */
    public SpillwayConnectionFactoryBuilder prefetch(int prefetch) {
        this.prefetch = prefetch;
        return this;
    }

    /** How many receive requests a connection has open for a queue at most, 1 to 100; 8 by default. */
    public SpillwayConnectionFactoryBuilder pollers(int pollers) {
        this.pollers = pollers;
        return this;
    }

    /** How many messages a request carries or asks for at most, 1 to 10; 10, as many as SQS takes, by default. */
    public SpillwayConnectionFactoryBuilder batchSize(int batchSize) {
        this.batchSize = batchSize;
        return this;
    }

    /** Milliseconds that the first send of a batch waits for company, 0 to 60,000; 0 by default. */
    public SpillwayConnectionFactoryBuilder linger(long linger) {
        this.linger = linger;
        return this;
    }

    /**
     * Milliseconds that a receiver at work pauses at most so that messages gather, if that pays, 0 to 60,000; 50 by
     * default.
     */
    public SpillwayConnectionFactoryBuilder receiveLinger(long receiveLinger) {
        this.receiveLinger = receiveLinger;
        return this;
    }

    /** Seconds for which received messages are hidden before that is extended, 1 to 43,200; 30 by default. */
    public SpillwayConnectionFactoryBuilder visibilityTimeout(int visibilityTimeout) {
        this.visibilityTimeout = visibilityTimeout;
        return this;
    }

    /**
     * Seconds until a message whose listener threw, or whose transaction was rolled back, the second time, comes
     * again; doubled each time. 0 to 43,200; 1 by default.
     */
    public SpillwayConnectionFactoryBuilder redeliveryDelay(int redeliveryDelay) {
        this.redeliveryDelay = redeliveryDelay;
        return this;
    }

    /** Seconds to which the redelivery delay is doubled at most, 0 to 43,200; 64 by default. */
    public SpillwayConnectionFactoryBuilder maxRedeliveryDelay(int maxRedeliveryDelay) {
        this.maxRedeliveryDelay = maxRedeliveryDelay;
        return this;
    }

    /**
     * The classes that a received ObjectMessage may make besides String, numbers, Boolean and Character: patterns of
     * {@link java.io.ObjectInputFilter.Config#createFilter}; by default none.
     */
    public SpillwayConnectionFactoryBuilder trustedClasses(String trustedClasses) {
        this.trustedClasses = trustedClasses;
        return this;
    }

    /** The S3 bucket through which larger messages travel; by default none. Needs {@code software.amazon.awssdk:s3}. */
    public SpillwayConnectionFactoryBuilder s3Bucket(String s3Bucket) {
        this.s3Bucket = s3Bucket;
        return this;
    }

    /** Bytes of a message with its properties above which its body goes to S3, 0 to 1,048,576, which is the default. */
    public SpillwayConnectionFactoryBuilder s3Threshold(int s3Threshold) {
        this.s3Threshold = s3Threshold;
        return this;
    }

    /** The URL of another server of the S3 API; by default Amazon S3. */
    public SpillwayConnectionFactoryBuilder s3Endpoint(String s3Endpoint) {
        this.s3Endpoint = s3Endpoint;
        return this;
    }

    /** Whether a body is deleted from S3 with its message; true by default. */
    public SpillwayConnectionFactoryBuilder s3DeleteObjects(boolean s3DeleteObjects) {
        this.s3DeleteObjects = s3DeleteObjects;
        return this;
    }

    /**
     * A client to use for {@code s3Bucket} in place of one of the factory's own; it stays the caller's to close: {@code
     * S3ClientSource.given(client)}.
     */
    public SpillwayConnectionFactoryBuilder s3Client(S3ClientSource s3Client) {
        this.s3Client = s3Client;
        return this;
    }

    /** Who is told of the factory's work, such as {@link dev.spillway.jms.metrics.MicrometerMetrics}. */
    public SpillwayConnectionFactoryBuilder metrics(JmsMetrics metrics) {
        this.metrics = metrics;
        return this;
    }

    /** @throws IllegalArgumentException if a value is wrong or doesn't go with the others; the message says how */
    public SpillwayConnectionFactory build() {
        SqsAsyncClient given = client;
        SpillwayConnectionFactory factory =
                given == null ? new SpillwayConnectionFactory() : new SpillwayConnectionFactory(given);
        if (uri != null) {
            factory.setUri(uri);
        }
        if (region != null) {
            factory.setRegion(region);
        }
        if (data != null) {
            factory.setData(data);
        }
        if (accessKey != null) {
            factory.setAccessKey(accessKey);
        }
        if (secretKey != null) {
            factory.setSecretKey(secretKey);
        }
        if (createDestinations != null) {
            factory.setCreateDestinations(createDestinations);
        }
        if (prefetch != null) {
            factory.setPrefetch(prefetch);
        }
        if (pollers != null) {
            factory.setPollers(pollers);
        }
        if (batchSize != null) {
            factory.setBatchSize(batchSize);
        }
        if (linger != null) {
            factory.setLinger(linger);
        }
        if (receiveLinger != null) {
            factory.setReceiveLinger(receiveLinger);
        }
        if (visibilityTimeout != null) {
            factory.setVisibilityTimeout(visibilityTimeout);
        }
        if (redeliveryDelay != null) {
            factory.setRedeliveryDelay(redeliveryDelay);
        }
        if (maxRedeliveryDelay != null) {
            factory.setMaxRedeliveryDelay(maxRedeliveryDelay);
        }
        if (trustedClasses != null) {
            factory.setTrustedClasses(trustedClasses);
        }
        if (s3Bucket != null) {
            factory.setS3Bucket(s3Bucket);
        }
        if (s3Threshold != null) {
            factory.setS3Threshold(s3Threshold);
        }
        if (s3Endpoint != null) {
            factory.setS3Endpoint(s3Endpoint);
        }
        if (s3DeleteObjects != null) {
            factory.setS3DeleteObjects(s3DeleteObjects);
        }
        if (s3Client != null) {
            factory.setS3Client(s3Client);
        }
        if (metrics != null) {
            factory.setMetrics(metrics);
        }
        factory.configuration();
        return factory;
    }
}
