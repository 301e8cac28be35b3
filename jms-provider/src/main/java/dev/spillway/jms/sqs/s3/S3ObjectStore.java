/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.s3;

import dev.spillway.jms.sqs.client.SdkDefaults;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.BytesWrapper;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/** An S3 bucket. With {@link S3ClientSource} all that needs {@code software.amazon.awssdk:s3}, which is optional. */
public final class S3ObjectStore implements ObjectStore {

    /** Large objects take their time, and many may wait for a connection. */
    private static final Duration ACQUISITION = Duration.ofMinutes(1);

    private final String bucket;
    private final S3AsyncClient client;
    private final Runnable onClose;

    S3ObjectStore(String bucket, S3AsyncClient client, Runnable onClose) {
        this.bucket = bucket;
        this.client = client;
        this.onClose = onClose;
    }

    /**
     * @param endpoint {@code null} for Amazon S3
     * @param region {@code null} for what the SDK finds
     * @param credentials {@code null} for what the SDK finds
     * @throws software.amazon.awssdk.core.exception.SdkException if there can be no client
     * @throws LinkageError if the SDK's S3 client is not on the class path
     */
    public static S3ObjectStore open(
            String bucket,
            @Nullable URI endpoint,
            @Nullable Region region,
            @Nullable AwsCredentialsProvider credentials) {
        S3AsyncClientBuilder builder = S3AsyncClient.builder();
        if (endpoint != null) {
            // other servers know neither buckets as hosts nor the checksums that the SDK adds
            builder.endpointOverride(endpoint)
                    .forcePathStyle(true)
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        }
        if (region != null) {
            builder.region(region);
        }
        if (credentials != null) {
            builder.credentialsProvider(credentials);
        }
        SdkEventLoopGroup eventLoops = SdkEventLoopGroup.builder().build();
        try {
            S3AsyncClient client = builder.httpClientBuilder(NettyNioAsyncHttpClient.builder()
                            .eventLoopGroup(eventLoops)
                            .connectionAcquisitionTimeout(ACQUISITION))
                    .build();
            return new S3ObjectStore(bucket, client, () -> {
                client.close();
                SdkDefaults.shutDown(eventLoops);
            });
        } catch (RuntimeException e) {
            SdkDefaults.shutDown(eventLoops);
            throw e;
        }
    }

    @Override
    public CompletableFuture<Void> put(String key, String text) {
        return client.putObject(request -> request.bucket(bucket).key(key), AsyncRequestBody.fromString(text))
                .thenApply(stored -> null);
    }

    @Override
    public CompletableFuture<String> get(String key) {
        return client.getObject(request -> request.bucket(bucket).key(key), AsyncResponseTransformer.toBytes())
                .thenApply(BytesWrapper::asUtf8String);
    }

    @Override
    public CompletableFuture<Void> delete(String key) {
        return client.deleteObject(request -> request.bucket(bucket).key(key)).thenApply(deleted -> null);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
