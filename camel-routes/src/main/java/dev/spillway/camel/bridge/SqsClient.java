/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.bridge.config.AwsConfig;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;

/** Makes the client of SQS. */
final class SqsClient {

    /** Each worker that receives holds a connection for as long as a long poll takes. */
    private static final int MAX_CONNECTIONS = 1_000;

    private SqsClient() {}

    /**
     * Makes it.
     *
     * @param requests counts its requests
     * @throws software.amazon.awssdk.core.exception.SdkClientException if no region is configured anywhere
     */
    static SqsAsyncClient make(AwsConfig aws, SqsRequests requests) {
        SqsAsyncClientBuilder builder = SqsAsyncClient.builder()
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(MAX_CONNECTIONS))
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(requests));
        if (aws.region() != null) {
            builder.region(Region.of(aws.region()));
        }
        if (aws.endpoint() != null) {
            builder.endpointOverride(aws.endpoint());
        }
        if (aws.accessKeyId() != null && aws.secretAccessKey() != null) {
            AwsCredentials credentials = aws.sessionToken() == null
                    ? AwsBasicCredentials.create(aws.accessKeyId(), aws.secretAccessKey())
                    : AwsSessionCredentials.create(aws.accessKeyId(), aws.secretAccessKey(), aws.sessionToken());
            builder.credentialsProvider(StaticCredentialsProvider.create(credentials));
        }
        return builder.build();
    }
}
