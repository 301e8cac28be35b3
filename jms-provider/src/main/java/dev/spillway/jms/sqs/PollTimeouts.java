/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * The time-outs that an application's client has for its requests, longer for a long poll by the time that it waits: else
 * each poll of an empty queue would be cut off, and what it was about to bring be hidden until its visibility time-out.
 */
final class PollTimeouts {

    private PollTimeouts() {}

    /** What a request that waits for so long is to have; {@code null} if the client's own settings will do. */
    static @Nullable AwsRequestOverrideConfiguration of(SqsAsyncClient client, int waitSeconds) {
        ClientOverrideConfiguration own;
        try {
            own = client.serviceClientConfiguration().overrideConfiguration();
        } catch (UnsupportedOperationException e) {
            // a service in this process, such as the embedded broker
            return null;
        }
        Optional<Duration> call = own.apiCallTimeout();
        Optional<Duration> attempt = own.apiCallAttemptTimeout();
        if (waitSeconds == 0 || (call.isEmpty() && attempt.isEmpty())) {
            return null;
        }
        AwsRequestOverrideConfiguration.Builder longer = AwsRequestOverrideConfiguration.builder();
        call.ifPresent(timeout -> longer.apiCallTimeout(timeout.plusSeconds(waitSeconds)));
        attempt.ifPresent(timeout -> longer.apiCallAttemptTimeout(timeout.plusSeconds(waitSeconds)));
        return longer.build();
    }
}
