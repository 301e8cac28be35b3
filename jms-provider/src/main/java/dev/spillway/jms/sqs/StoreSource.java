/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.sqs.client.AccessKey;
import dev.spillway.jms.sqs.client.SdkDefaults;
import dev.spillway.jms.sqs.s3.S3ClientSource;
import dev.spillway.jms.sqs.s3.S3ObjectStore;
import dev.spillway.jms.sqs.s3.S3Settings;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/** Where payloads that are too large for SQS go. */
@FunctionalInterface
public interface StoreSource {

    /** Nowhere: such messages are refused. */
    StoreSource NONE = () -> null;

    /** What an application without the SDK's S3 client is told. */
    String MISSING = "s3Bucket needs the AWS SDK's S3 client on the class path: add software.amazon.awssdk:s3";

    /**
     * A new client of the bucket; {@code null} for none.
     *
     * @throws JMSException if there can be no client; the message says what is missing
     */
    @Nullable Offloading open() throws JMSException;

    /** A bucket, by the application's client. */
    static StoreSource given(S3Settings settings, S3ClientSource source) {
        return () -> new Offloading(settings, source.bucket(settings.bucket()));
    }

    /**
     * A bucket of Amazon S3, or of another server of its API.
     *
     * @param isAws whether the queues are Amazon's, so that the SDK may ask the machine for its region
     */
    static StoreSource bucket(S3Settings settings, @Nullable String region, @Nullable AccessKey key, boolean isAws) {
        return () -> {
            try {
                AwsCredentialsProvider credentials = SdkDefaults.credentials(settings.endpoint(), key);
                Region chosen = region != null ? Region.of(region) : isAws ? null : SdkDefaults.defaultRegion();
                return new Offloading(
                        settings, S3ObjectStore.open(settings.bucket(), settings.endpoint(), chosen, credentials));
            } catch (LinkageError e) {
                JMSException missing = new JMSException(MISSING + " (" + e + ")");
                missing.initCause(e);
                throw missing;
            } catch (SdkException e) {
                throw SdkDefaults.failed("there can be no S3 client: " + e.getMessage(), e);
            }
        };
    }
}
