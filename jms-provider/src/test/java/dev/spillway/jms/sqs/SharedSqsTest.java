/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.jms.metrics.JmsMetrics;
import dev.spillway.jms.sqs.client.OpenClient;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedSqsTest {

    /** How the thread that closed a client was: it may take its time over it, and the process has to wait. */
    private record Closer(boolean interrupted, boolean daemon) {}

    private final CompletableFuture<Closer> closer = new CompletableFuture<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final SharedSqs shared = new SharedSqs(
            region -> {
                opened.incrementAndGet();
                return new OpenClient(
                        new ScriptedSqs(),
                        "the service",
                        () -> closer.complete(new Closer(
                                Thread.interrupted(), Thread.currentThread().isDaemon())));
            },
            StoreSource.NONE,
            new SqsSettings(false, 10, 1, 10, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30)),
            JmsMetrics.NONE,
            Duration.ofMillis(50));

    @AfterEach
    void close() {
        shared.close();
    }

    @Test
    void an_idle_client_is_closed_in_peace() throws JMSException {
        shared.acquire();
        shared.release();

        assertThat(closer).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(new Closer(false, false));
    }

    @Test
    void a_connection_after_the_idle_time_opens_a_client_anew() throws JMSException {
        shared.acquire();
        shared.release();
        assertThat(closer).succeedsWithin(Duration.ofSeconds(10));

        shared.acquire();

        assertThat(opened).hasValue(2);
    }

    @Test
    void connections_share_a_client() throws JMSException {
        shared.acquire();
        shared.acquire();
        shared.release();

        assertThat(opened).hasValue(1);
        assertThat(closer).isNotDone();
    }
}
