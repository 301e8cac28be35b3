/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.bridge.config.AwsConfig;
import dev.spillway.camel.bridge.config.S3Config;
import dev.spillway.sqs.DirectSqsClient;
import dev.spillway.sqs.http.Apache5AsyncHttpClient;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;

/** Makes the clients of SQS and of S3. */
final class AwsClients {

    /** Each worker that receives holds a connection for as long as a long poll takes. */
    private static final int MAX_CONNECTIONS = 1_000;

    private AwsClients() {}

    /**
     * Makes it.
     *
     * @param requests counts its requests
     * @throws software.amazon.awssdk.core.exception.SdkClientException if no region is configured anywhere
     */
    static SqsAsyncClient sqs(AwsConfig aws, SqsRequests requests) {
        SqsAsyncClientBuilder builder = SqsAsyncClient.builder()
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(requests));
        if (aws.endpoint() != null) {
            builder.endpointOverride(aws.endpoint());
        }
        return DirectSqsClient.build(
                withIdentity(builder, aws),
                defaults -> Apache5AsyncHttpClient.builder()
                        .maxConnections(MAX_CONNECTIONS)
                        .buildWithDefaults(defaults),
                false);
    }

    /**
     * Makes it, of the region and the credentials of SQS.
     *
     * @throws software.amazon.awssdk.core.exception.SdkClientException if no region is configured anywhere
     */
    static S3AsyncClient s3(AwsConfig aws, S3Config s3) {
        S3AsyncClientBuilder builder = S3AsyncClient.builder();
        if (s3.endpoint() != null) {
            // other servers know neither buckets as hosts nor the checksums that the SDK adds
            builder.endpointOverride(s3.endpoint())
                    .forcePathStyle(true)
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        }
        return withIdentity(builder, aws)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder())
                .build();
    }

    private static <B extends AwsClientBuilder<B, ?>> B withIdentity(B builder, AwsConfig aws) {
        if (aws.region() != null) {
            builder.region(Region.of(aws.region()));
        }
        if (aws.accessKeyId() != null && aws.secretAccessKey() != null) {
            AwsCredentials credentials = aws.sessionToken() == null
                    ? AwsBasicCredentials.create(aws.accessKeyId(), aws.secretAccessKey())
                    : AwsSessionCredentials.create(aws.accessKeyId(), aws.secretAccessKey(), aws.sessionToken());
            builder.credentialsProvider(StaticCredentialsProvider.create(credentials));
        }
        return builder;
    }
}
