/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * The time-outs that an application's client has for its requests, longer for a long poll by the time that it waits: else
 * each poll of an empty queue would be cut off, and what it was about to bring be hidden until its visibility time-out.
 *
 * @param client whose time-outs they are
 * @param call of a request with its retries; {@code null} for none
 * @param attempt of each of them; {@code null} for none
 */
record PollTimeouts(
        SqsAsyncClient client,
        @Nullable Duration call,
        @Nullable Duration attempt) {

    /** Reads the client's settings, which takes a while. */
    static PollTimeouts of(SqsAsyncClient client) {
        ClientOverrideConfiguration own;
        try {
            own = client.serviceClientConfiguration().overrideConfiguration();
        } catch (UnsupportedOperationException e) {
            // a service in this process, such as the embedded broker
            return new PollTimeouts(client, null, null);
        }
        return new PollTimeouts(
                client,
                own.apiCallTimeout().orElse(null),
                own.apiCallAttemptTimeout().orElse(null));
    }

    /** What a request that waits for so long is to have; {@code null} if the client's own settings will do. */
    @Nullable AwsRequestOverrideConfiguration forWait(int seconds) {
        if (seconds == 0 || (call == null && attempt == null)) {
            return null;
        }
        AwsRequestOverrideConfiguration.Builder longer = AwsRequestOverrideConfiguration.builder();
        if (call != null) {
            longer.apiCallTimeout(call.plusSeconds(seconds));
        }
        if (attempt != null) {
            longer.apiCallAttemptTimeout(attempt.plusSeconds(seconds));
        }
        return longer.build();
    }
}
