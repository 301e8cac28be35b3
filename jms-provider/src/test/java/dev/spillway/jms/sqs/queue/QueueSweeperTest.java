/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.jms.LoopbackBroker;
import dev.spillway.jms.destination.SpillwayTemporaryQueue;
import dev.spillway.jms.sqs.client.ClientSource;
import dev.spillway.jms.sqs.client.RegionalClients;
import jakarta.jms.JMSException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** What becomes of temporary queues whose process died. */
@Timeout(60)
class QueueSweeperTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @RegisterExtension
    static final LoopbackBroker BROKER = new LoopbackBroker();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final SqsAsyncClient sqs = BROKER.sqs();

    @AfterEach
    void close() {
        timer.shutdownNow();
        sqs.close();
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    private QueueUrls urls() {
        try {
            return new QueueUrls(new RegionalClients(ClientSource.given(sqs)), false);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    private OwnedQueues connectionOf(Instant time) {
        QueueSweeper idle = new QueueSweeper(sqs, at(Instant.EPOCH));
        idle.sweep().join();
        return new OwnedQueues(sqs, urls(), idle, timer, at(time));
    }

    private void sweep() {
        new QueueSweeper(sqs, at(NOW)).sweep().join();
    }

    private boolean exists(String name) {
        return !sqs.listQueues(request -> request.queueNamePrefix(name))
                .join()
                .queueUrls()
                .isEmpty();
    }

    @Test
    void a_queue_whose_connection_was_last_seen_over_an_hour_ago_is_deleted() {
        String orphan = connectionOf(NOW.minusSeconds(3_601)).create().join();

        sweep();

        assertThat(exists(orphan)).isFalse();
    }

    @Test
    void a_queue_whose_connection_was_seen_within_the_hour_stays() {
        String live = connectionOf(NOW.minusSeconds(3_599)).create().join();

        sweep();

        assertThat(exists(live)).isTrue();
    }

    @Test
    void a_heartbeat_keeps_the_queues_of_a_connection() {
        OwnedQueues connection = connectionOf(NOW.minusSeconds(3_601));
        String name = connection.create().join();
        String url = sqs.getQueueUrl(request -> request.queueName(name)).join().queueUrl();
        sqs.tagQueue(request -> request.queueUrl(url).tags(Map.of(OwnedQueues.HEARTBEAT_TAG, "0")))
                .join();

        connection.beat().join();
        QueueSweeper soon = new QueueSweeper(sqs, at(NOW.minusSeconds(1_800)));
        soon.sweep().join();

        assertThat(exists(name)).isTrue();
    }

    @Test
    void queues_of_others_stay_whatever_their_names() {
        String name = SpillwayTemporaryQueue.PREFIX + "of-somebody-else";
        sqs.createQueue(request -> request.queueName(name)).join();
        String odd = SpillwayTemporaryQueue.PREFIX + "odd";
        sqs.createQueue(request -> request.queueName(odd).tags(Map.of(OwnedQueues.HEARTBEAT_TAG, "yesterday")))
                .join();

        sweep();

        assertThat(exists(name)).isTrue();
        assertThat(exists(odd)).isTrue();
    }

    @Test
    void a_connection_that_closes_deletes_its_queues() {
        OwnedQueues connection = connectionOf(NOW);
        String first = connection.create().join();
        String second = connection.create().join();

        connection.close().join();

        assertThat(exists(first)).isFalse();
        assertThat(exists(second)).isFalse();
    }
}
