/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.client.config.ClientAsyncConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;

/**
 * Builds clients of a broker in this process. {@link java.util.ServiceLoader} finds it as an
 * {@link SqsAsyncClientBuilder}, so that who uses it depends on the AWS SDK alone.
 *
 * <p>{@link #endpointOverride} takes {@code spillway:embedded?data=DIR}. Clients with the same folder share one broker,
 * which starts with the first of them and stops when the last is closed. What configures HTTP has no meaning here and is
 * refused; credentials are neither needed nor looked at.
 */
public final class EmbeddedSqsClientBuilder implements SqsAsyncClientBuilder {

    private @Nullable URI endpoint;
    private String region = SpillwayConfig.DEFAULT.account().region();

    @Override
    public SqsAsyncClientBuilder endpointOverride(URI endpointOverride) {
        endpoint = endpointOverride;
        return this;
    }

    @Override
    public SqsAsyncClientBuilder region(Region givenRegion) {
        region = givenRegion.id();
        return this;
    }

    /** @throws IllegalArgumentException if the endpoint is not of the form above; the message says what is right */
    @Override
    public SqsAsyncClient build() {
        return EmbeddedBrokers.open(
                EmbeddedUri.dataFolder(Objects.requireNonNull(endpoint, "endpointOverride was not called")), region);
    }

    @Override
    public ClientOverrideConfiguration overrideConfiguration() {
        return ClientOverrideConfiguration.builder().build();
    }

    @Override
    public SqsAsyncClientBuilder overrideConfiguration(ClientOverrideConfiguration configuration) {
        throw meaningless("overrideConfiguration");
    }

    @Override
    public SqsAsyncClientBuilder asyncConfiguration(ClientAsyncConfiguration configuration) {
        throw meaningless("asyncConfiguration");
    }

    @Override
    public SqsAsyncClientBuilder httpClient(SdkAsyncHttpClient client) {
        throw meaningless("httpClient");
    }

    @Override
    @SuppressWarnings("rawtypes") // As the SDK declares it.
    public SqsAsyncClientBuilder httpClientBuilder(SdkAsyncHttpClient.Builder client) {
        throw meaningless("httpClientBuilder");
    }

    @Override
    public SqsAsyncClientBuilder checksumValidationEnabled(Boolean enabled) {
        throw meaningless("checksumValidationEnabled");
    }

    @Override
    public SqsAsyncClientBuilder dualstackEnabled(Boolean enabled) {
        throw meaningless("dualstackEnabled");
    }

    @Override
    public SqsAsyncClientBuilder fipsEnabled(Boolean enabled) {
        throw meaningless("fipsEnabled");
    }

    private static UnsupportedOperationException meaningless(String option) {
        return new UnsupportedOperationException(option + " has no meaning for a client in the broker's own process");
    }
}
