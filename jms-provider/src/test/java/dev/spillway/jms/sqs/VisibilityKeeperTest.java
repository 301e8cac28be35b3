/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.metrics.JmsMetrics;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;

class VisibilityKeeperTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1_000);

    private final ScriptedSqs sqs = new ScriptedSqs();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong now = new AtomicLong();
    private final QueueChannel channel = new QueueChannel(sqs.urls(), "orders", SqsSettings.DEFAULT, timer, null);
    private final VisibilityKeeper keeper = new VisibilityKeeper(channel, TIMEOUT, timer, now::get, JmsMetrics.NONE);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private SqsDelivery received(String receipt) {
        SqsDelivery delivery = new SqsDelivery(
                Message.builder()
                        .messageId(receipt)
                        .receiptHandle(receipt)
                        .body("b")
                        .build(),
                channel,
                keeper);
        keeper.keep(delivery);
        return delivery;
    }

    private void pass(long seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
        keeper.extendDue();
    }

    @Test
    void a_message_is_extended_when_half_of_its_time_is_over() {
        SqsDelivery delivery = received("r");

        pass(499);
        assertThat(sqs.changes).isEmpty();

        pass(1);
        assertThat(sqs.changes).hasSize(1);
        assertThat(sqs.changes.get(0).entries()).singleElement().satisfies(entry -> {
            assertThat(entry.receiptHandle()).isEqualTo("r");
            assertThat(entry.visibilityTimeout()).isEqualTo(1_000);
        });
        now.addAndGet(Duration.ofSeconds(900).toNanos());
        assertThat(delivery.isLive()).isTrue();
    }

    @Test
    void messages_are_extended_in_batches_of_ten() {
        for (int i = 0; i < 25; i++) {
            received("r" + i);
        }

        pass(500);

        await().untilAsserted(() -> assertThat(sqs.changes).hasSize(3));
        assertThat(sqs.changes.stream().mapToInt(each -> each.entries().size())).containsExactly(10, 10, 5);
    }

    @Test
    void a_message_that_could_not_be_extended_is_given_up_when_its_time_is_over() {
        sqs.onChange = request -> ChangeMessageVisibilityBatchResponse.builder()
                .failed(ScriptedSqs.failed("0", "ReceiptHandleIsInvalid", true))
                .build();
        SqsDelivery delivery = received("r");

        pass(500);
        assertThat(delivery.isLive()).isTrue();

        pass(500);
        assertThat(delivery.isLive()).isFalse();
        int asked = sqs.changes.size();
        pass(500);
        assertThat(sqs.changes).hasSize(asked);
    }

    @Test
    void what_was_acknowledged_is_deleted_and_not_extended() {
        SqsDelivery delivery = received("r");

        assertThat(delivery.acknowledge()).isCompleted();
        pass(500);

        assertThat(sqs.deletes).hasSize(1);
        assertThat(sqs.changes).isEmpty();
    }

    @Test
    void what_was_released_can_not_be_acknowledged_any_more() {
        SqsDelivery delivery = received("r");

        delivery.release(Duration.ZERO);
        assertThat(delivery.acknowledge()).isCompleted();

        assertThat(sqs.deletes).isEmpty();
        assertThat(sqs.changes).hasSize(1);
        assertThat(sqs.changes.get(0).entries().get(0).visibilityTimeout()).isZero();
    }

    @Test
    void a_message_with_half_of_its_time_left_is_secure_without_a_request() {
        SqsDelivery delivery = received("r");
        now.addAndGet(Duration.ofSeconds(500).toNanos());

        assertThat(delivery.secure()).isCompletedWithValue(true);

        assertThat(sqs.changes).isEmpty();
    }

    @Test
    void a_message_with_less_time_is_extended_to_be_secure() {
        SqsDelivery delivery = received("r");
        now.addAndGet(Duration.ofSeconds(501).toNanos());

        assertThat(delivery.secure()).isCompletedWithValue(true);

        assertThat(sqs.changes).hasSize(1);
        now.addAndGet(Duration.ofSeconds(999).toNanos());
        assertThat(delivery.isLive()).isTrue();
    }

    @Test
    void a_message_whose_time_is_over_or_that_cant_be_extended_is_not_secure() {
        sqs.onChange = request -> ChangeMessageVisibilityBatchResponse.builder()
                .failed(ScriptedSqs.failed("0", "ReceiptHandleIsInvalid", true))
                .build();
        SqsDelivery delivery = received("r");

        now.addAndGet(Duration.ofSeconds(600).toNanos());
        assertThat(delivery.secure()).isCompletedWithValue(false);

        now.addAndGet(Duration.ofSeconds(400).toNanos());
        assertThat(delivery.secure()).isCompletedWithValue(false);
        assertThat(sqs.changes).hasSize(1);
    }
}
