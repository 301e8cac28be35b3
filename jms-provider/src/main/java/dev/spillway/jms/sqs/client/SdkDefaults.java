/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.client;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/** What clients of the SDK are made with where the application sets nothing else. */
public final class SdkDefaults {

    private SdkDefaults() {}

    /**
     * The credentials for a server; {@code null} for what the SDK finds. On loopback they are made up where neither the
     * system properties, nor the environment, nor the profile has any.
     *
     * @param endpoint {@code null} for Amazon's
     * @param key what the application set; {@code null} for nothing
     */
    public static @Nullable AwsCredentialsProvider credentials(@Nullable URI endpoint, @Nullable AccessKey key) {
        if (key != null) {
            return fixed(key);
        }
        return endpoint != null && isLoopback(endpoint.getHost()) ? localOrMadeUp() : null;
    }

    /** Without the SDK's wait of two seconds for tasks that could still come. */
    public static void shutDown(SdkEventLoopGroup eventLoops) {
        // the threads are daemons
        eventLoops.eventLoopGroup().shutdownGracefully(200, 2_000, TimeUnit.MILLISECONDS);
    }

    public static JMSException failed(String text, Exception cause) {
        JMSException exception = new JMSException(text);
        exception.initCause(cause);
        exception.setLinkedException(cause);
        return exception;
    }

    static AwsCredentialsProvider fixed(AccessKey key) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret()));
    }

    private static AwsCredentialsProvider localOrMadeUp() {
        return AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(),
                EnvironmentVariableCredentialsProvider.create(),
                ProfileCredentialsProvider.create(),
                fixed(new AccessKey("spillway", "spillway")));
    }

    /** What the SDK would find, without asking the metadata service of a machine that is none of Amazon's. */
    public static Region defaultRegion() {
        try {
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion();
        } catch (SdkException e) {
            return Region.US_EAST_1;
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }
}
