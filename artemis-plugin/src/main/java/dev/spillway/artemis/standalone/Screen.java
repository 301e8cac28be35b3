/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.standalone;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a broker that has started says: what is open, how to try it, how to stop it. */
final class Screen {

    private Screen() {}

    /** @param jms where JMS clients connect; {@code null} if they can't */
    static String of(BrokerOptions options, URI endpoint, @Nullable URI jms) {
        String region = options.config().account().region();
        String account = options.config().account().id();
        return """
                Spillway is open.

                  SQS endpoint  %1$s   region %2$s, account %3$s
                  JMS clients   %4$s
                  Data          %5$s

                Try it with the AWS CLI in another terminal:

                  export %6$s AWS_DEFAULT_REGION=%2$s
                  aws --endpoint-url %1$s sqs create-queue --queue-name orders
                  aws --endpoint-url %1$s sqs send-message --queue-url %1$s/%3$s/orders --message-body hello
                  aws --endpoint-url %1$s sqs receive-message --queue-url %1$s/%3$s/orders --wait-time-seconds 5

                Stop it with Ctrl-C; what it acknowledged stays in the data folder.
                """.formatted(
                        endpoint,
                        region,
                        account,
                        jms == null ? "none (--jms-port 0)" : jms,
                        options.data(),
                        credentials(options));
    }

    private static String credentials(BrokerOptions options) {
        return options.config().credentials() == null
                ? "AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any"
                : "AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=...";
    }
}
