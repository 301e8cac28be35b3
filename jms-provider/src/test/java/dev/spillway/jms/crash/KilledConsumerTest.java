/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.artemis.SpillwayBroker;
import dev.spillway.artemis.SpillwayConfig;
import dev.spillway.jms.SpillwayConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left when a consumer is killed in the middle of its transactions. */
class KilledConsumerTest {

    private static final int MESSAGES = 400;

    @TempDir
    Path data;

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void no_message_is_lost_by_killing_who_passes_messages_on_in_transactions() throws Exception {
        SpillwayConfig anyPort = new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account());
        try (SpillwayBroker broker = SpillwayBroker.start(data, anyPort, null);
                SpillwayConnectionFactory factory = new SpillwayConnectionFactory(
                        "spillway:" + broker.endpoint() + "?createDestinations=true&visibilityTimeout=2");
                JMSContext context = factory.createContext()) {
            Queue from = context.createQueue("from");
            Queue to = context.createQueue("to");
            Set<String> sent = new TreeSet<>();
            for (int i = 0; i < MESSAGES; i++) {
                context.createProducer().send(from, "m" + i);
                sent.add("m" + i);
            }

            for (int kill = 0; kill < 3; kill++) {
                try (ForwarderProcess forwarder = ForwarderProcess.start(factory.getUri(), from, to)) {
                    forwarder.awaitCommits(10 + 7 * kill);
                }
            }

            Set<String> forwarded = drain(context, to);
            Set<String> remaining = drain(context, from);
            assertThat(forwarded).hasSizeGreaterThanOrEqualTo(2 * (10 + 17 + 24) - 2);
            assertThat(remaining).isNotEmpty();
            forwarded.addAll(remaining);
            assertThat(forwarded).isEqualTo(sent);
        }
    }

    /** Everything in the queue, once what killed consumers had received is visible again. */
    private static Set<String> drain(JMSContext context, Queue queue) {
        Set<String> bodies = new HashSet<>();
        try (JMSConsumer consumer = context.createConsumer(queue)) {
            String body = consumer.receiveBody(String.class, 4_000);
            while (body != null) {
                bodies.add(body);
                body = consumer.receiveBody(String.class, 4_000);
            }
        }
        return bodies;
    }
}
