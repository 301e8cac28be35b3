/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.client;

import dev.spillway.sqs.DirectSqsClient;
import dev.spillway.sqs.http.Apache5AsyncHttpClient;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;
import software.amazon.awssdk.utils.AttributeMap;

/** Where a factory's client comes from. */
@FunctionalInterface
public interface ClientSource {

    /**
     * A new client.
     *
     * @param otherRegion the AWS region; {@code null} for the one that the factory is set to
     * @throws JMSException if there can be no client; the message says what is missing
     */
    OpenClient open(@Nullable String otherRegion) throws JMSException;

    /** A client that the application gave, and closes. */
    static ClientSource given(SqsAsyncClient client) {
        return otherRegion -> {
            if (otherRegion != null) {
                throw new InvalidDestinationException(
                        "the factory was given a client, which is for one region; a queue in " + otherRegion
                                + " needs a factory of its own");
            }
            return new OpenClient(client, client, () -> {});
        };
    }

    /** Amazon SQS, with the SDK's default region and credentials where none are given. */
    static ClientSource aws(@Nullable String region, @Nullable AccessKey key) {
        return otherRegion -> {
            SqsAsyncClientBuilder builder = SqsAsyncClient.builder();
            String chosen = otherRegion == null ? region : otherRegion;
            if (chosen != null) {
                builder.region(Region.of(chosen));
            }
            if (key != null) {
                builder.credentialsProvider(SdkDefaults.fixed(key));
            }
            // another key may be another account's
            String account = key == null ? "" : key.id();
            return build(
                    builder,
                    false,
                    client -> List.of(client.serviceClientConfiguration().region(), account));
        };
    }

    /**
     * Another server of the API. On loopback, credentials are made up where neither the system properties, nor the
     * environment, nor the profile has any.
     */
    static ClientSource endpoint(URI endpoint, @Nullable String region, @Nullable AccessKey key) {
        return otherRegion -> {
            String chosen = otherRegion == null ? region : otherRegion;
            SqsAsyncClientBuilder builder = SqsAsyncClient.builder()
                    .endpointOverride(endpoint)
                    .region(chosen == null ? SdkDefaults.defaultRegion() : Region.of(chosen));
            AwsCredentialsProvider credentials = SdkDefaults.credentials(endpoint, key);
            if (credentials != null) {
                builder.credentialsProvider(credentials);
            }
            return build(builder, credentials != null, client -> endpoint);
        };
    }

    /** The broker in this process, which the plugin on the class path provides. */
    static ClientSource embedded(String data, @Nullable String region) {
        String folder = URLEncoder.encode(data, StandardCharsets.UTF_8).replace("+", "%20");
        return otherRegion -> {
            try {
                Iterator<SqsAsyncClientBuilder> providers =
                        ServiceLoader.load(SqsAsyncClientBuilder.class).iterator();
                if (!providers.hasNext()) {
                    throw new JMSException(MISSING);
                }
                SqsAsyncClient client = providers
                        .next()
                        .region(Region.of(otherRegion != null ? otherRegion : region != null ? region : "us-east-1"))
                        .endpointOverride(URI.create("spillway:embedded?data=" + folder))
                        .build();
                Path service = Path.of(data).toAbsolutePath().normalize();
                return new OpenClient(client, service, client::close);
            } catch (ServiceConfigurationError | LinkageError e) {
                JMSException missing = new JMSException(MISSING + " (" + e + ")");
                missing.initCause(e);
                throw missing;
            } catch (RuntimeException e) {
                throw SdkDefaults.failed("the embedded broker doesn't start: " + e.getMessage(), e);
            }
        };
    }

    int MAX_CONNECTIONS = 512;

    /** What an application without the plugin is told. */
    String MISSING = "spillway:embedded needs the broker on the class path: add dev.spillway:artemis-plugin and"
            + " org.apache.artemis:artemis-server";

    /**
     * @param known whether the credentials are: then answers are seen to by the thread that reads them. Nothing here blocks it,
     *     since applications are called, and wait, on threads of their own; only the search for credentials may, which is
     *     made where a request starts
     */
    private static OpenClient build(
            SqsAsyncClientBuilder builder, boolean known, Function<SqsAsyncClient, Object> service)
            throws JMSException {
        try {
            SqsAsyncClient client = DirectSqsClient.build(builder, ClientSource::http, known);
            return new OpenClient(client, service.apply(client), client::close);
        } catch (SdkException e) {
            throw SdkDefaults.failed("there can be no SQS client: " + e.getMessage(), e);
        }
    }

    /** Polls wait 20 s with a connection each: the SDK's 50 would leave none for sends. */
    private static SdkAsyncHttpClient http(AttributeMap defaults) {
        return Apache5AsyncHttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                .callerRunsIf(CallerRuns::claim)
                .buildWithDefaults(defaults);
    }
}
