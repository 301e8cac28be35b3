/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The properties of {@link SpillwayConnectionFactory}, each an {@link Option}. */
public abstract class SpillwayConnectionFactoryProperties {

    SpillwayConnectionFactoryProperties() {}

    /** @param value {@code null} for the URI's, or the default */
    abstract void set(Option option, @Nullable Object value);

    /** What is set, or the URI has, or the default. */
    abstract @Nullable Object get(Option option);

    public @Nullable String getRegion() {
        return (String) get(Option.REGION);
    }

    /** The AWS region, such as {@code eu-west-1}; by default what the AWS SDK finds. */
    public void setRegion(@Nullable String region) {
        set(Option.REGION, region);
    }

    public @Nullable String getData() {
        return (String) get(Option.DATA);
    }

    /** The folder of the embedded broker's data. */
    public void setData(@Nullable String data) {
        set(Option.DATA, data);
    }

    public @Nullable String getAccessKey() {
        return (String) get(Option.ACCESS_KEY);
    }

    /** The AWS access key id, together with {@code secretKey}; by default what the AWS SDK finds. */
    public void setAccessKey(@Nullable String accessKey) {
        set(Option.ACCESS_KEY, accessKey);
    }

    /** The AWS secret access key. */
    public void setSecretKey(@Nullable String secretKey) {
        set(Option.SECRET_KEY, secretKey);
    }

    public boolean isCreateDestinations() {
        return (Boolean) value(Option.CREATE_DESTINATIONS);
    }

    /** Whether a queue that is missing is made on use; false by default. */
    public void setCreateDestinations(boolean createDestinations) {
        set(Option.CREATE_DESTINATIONS, createDestinations);
    }

    public int getPrefetch() {
        return (Integer) value(Option.PREFETCH);
    }

    /** How many messages a connection holds ready for a queue at most, 0 to 10,000; 100 by default. */
    public void setPrefetch(int prefetch) {
        set(Option.PREFETCH, prefetch);
    }

    public int getPollers() {
        return (Integer) value(Option.POLLERS);
    }

    /** How many receive requests a connection has open for a queue at most, 1 to 100; 8 by default. */
    public void setPollers(int pollers) {
        set(Option.POLLERS, pollers);
    }

    public int getBatchSize() {
        return (Integer) value(Option.BATCH_SIZE);
    }

    /** How many messages a request carries or asks for at most, 1 to 10; 10, as many as SQS takes, by default. */
    public void setBatchSize(int batchSize) {
        set(Option.BATCH_SIZE, batchSize);
    }

    public long getLinger() {
        return (Long) value(Option.LINGER);
    }

    /** Milliseconds that the first send of a batch waits for company, 0 to 60,000; 0 by default. */
    public void setLinger(long linger) {
        set(Option.LINGER, linger);
    }

    public long getReceiveLinger() {
        return (Long) value(Option.RECEIVE_LINGER);
    }

    /**
     * Milliseconds that a receiver at work pauses at most so that messages gather, if that pays, 0 to 60,000; 50 by
     * default.
     */
    public void setReceiveLinger(long receiveLinger) {
        set(Option.RECEIVE_LINGER, receiveLinger);
    }

    public int getVisibilityTimeout() {
        return (Integer) value(Option.VISIBILITY_TIMEOUT);
    }

    /** Seconds for which received messages are hidden before that is extended, 1 to 43,200; 30 by default. */
    public void setVisibilityTimeout(int visibilityTimeout) {
        set(Option.VISIBILITY_TIMEOUT, visibilityTimeout);
    }

    public int getRedeliveryDelay() {
        return (Integer) value(Option.REDELIVERY_DELAY);
    }

    /**
     * Seconds until a message whose listener threw, or whose transaction was rolled back, the second time, comes
     * again; doubled each time. 0 to 43,200; 1 by default.
     */
    public void setRedeliveryDelay(int redeliveryDelay) {
        set(Option.REDELIVERY_DELAY, redeliveryDelay);
    }

    public int getMaxRedeliveryDelay() {
        return (Integer) value(Option.MAX_REDELIVERY_DELAY);
    }

    /** Seconds to which the redelivery delay is doubled at most, 0 to 43,200; 64 by default. */
    public void setMaxRedeliveryDelay(int maxRedeliveryDelay) {
        set(Option.MAX_REDELIVERY_DELAY, maxRedeliveryDelay);
    }

    public @Nullable String getTrustedClasses() {
        return (String) get(Option.TRUSTED_CLASSES);
    }

    /**
     * The classes that a received ObjectMessage may make besides String, numbers, Boolean and Character: patterns of
     * {@link java.io.ObjectInputFilter.Config#createFilter}, such as {@code com.example.orders.*;java.util.ArrayList}. By
     * default none. Sending an object needs none of them.
     */
    public void setTrustedClasses(@Nullable String trustedClasses) {
        set(Option.TRUSTED_CLASSES, trustedClasses);
    }

    public @Nullable String getS3Bucket() {
        return (String) get(Option.S3_BUCKET);
    }

    /**
     * The S3 bucket through which messages travel that are too large for SQS, in the form of
     * amazon-sqs-java-extended-client; by default none, and they are refused. Needs {@code software.amazon.awssdk:s3}.
     */
    public void setS3Bucket(@Nullable String s3Bucket) {
        set(Option.S3_BUCKET, s3Bucket);
    }

    public int getS3Threshold() {
        return (Integer) value(Option.S3_THRESHOLD);
    }

    /** Bytes of a message with its properties above which its body goes to S3, 0 to 1,048,576, which is the default. */
    public void setS3Threshold(int s3Threshold) {
        set(Option.S3_THRESHOLD, s3Threshold);
    }

    public @Nullable String getS3Endpoint() {
        return (String) get(Option.S3_ENDPOINT);
    }

    /** The URL of another server of the S3 API; by default Amazon S3. */
    public void setS3Endpoint(@Nullable String s3Endpoint) {
        set(Option.S3_ENDPOINT, s3Endpoint);
    }

    public boolean isS3DeleteObjects() {
        return (Boolean) value(Option.S3_DELETE_OBJECTS);
    }

    /** Whether a body is deleted from S3 with its message; true by default. */
    public void setS3DeleteObjects(boolean s3DeleteObjects) {
        set(Option.S3_DELETE_OBJECTS, s3DeleteObjects);
    }

    private Object value(Option option) {
        return Objects.requireNonNull(get(option));
    }
}
