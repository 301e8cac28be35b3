/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.metrics.JmsMetrics;
import dev.spillway.jms.transport.Delivery;
import dev.spillway.jms.transport.Inbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** When acknowledgements go that nobody waits for. No time passes here: the timer's thread is held. */
class AcknowledgingSoonTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ScriptedSqs sqs = new ScriptedSqs();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch end = new CountDownLatch(1);

    @BeforeEach
    void holdTheTimer() {
        timer.execute(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @AfterEach
    void stop() {
        end.countDown();
        timer.shutdownNow();
    }

    /** A receiver of such a queue that has been handed so many messages, each of a group of its own. */
    private List<Delivery> received(String queue, int count) {
        QueueChannel channel = new QueueChannel(sqs.urls(), queue, SqsSettings.DEFAULT, timer, null);
        VisibilityKeeper keeper = new VisibilityKeeper(channel, TIMEOUT, timer, System::nanoTime, JmsMetrics.NONE);
        SharedReceiver receiver = new SharedReceiver(
                channel,
                new ReceiveCall(
                        sqs.urls(), channel, keeper, new PayloadFetch(channel, failure -> {}), SqsSettings.DEFAULT),
                keeper,
                new SqsSettings(false, 10, 1, 10, Duration.ZERO, Duration.ZERO, TIMEOUT),
                timer,
                failure -> {});
        List<Message> messages =
                IntStream.range(0, count).mapToObj(this::message).toList();
        sqs.onReceive = request -> sqs.receives.size() > 1
                ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(
                        ReceiveMessageResponse.builder().messages(messages).build());
        receiver.start();
        Inbox inbox = receiver.inbox(null);
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CompletableFuture<Delivery> next = inbox.next(Inbox.FOREVER);
            assertThat(next).succeedsWithin(TIMEOUT);
            deliveries.add(next.join());
        }
        return deliveries;
    }

    private Message message(int number) {
        return Message.builder()
                .messageId("id-" + number)
                .receiptHandle("receipt-" + number)
                .body("text")
                .attributesWithStrings(
                        Map.of(MessageSystemAttributeName.MESSAGE_GROUP_ID.toString(), "group-" + number))
                .build();
    }

    @Test
    void ten_go_together() {
        received("orders", 10).forEach(Delivery::acknowledgeSoon);

        await().until(() -> sqs.deletes.size() == 1);
        assertThat(sqs.deletes.get(0).entries()).hasSize(10);
    }

    @Test
    void fewer_wait_for_others_until_they_are_hurried() {
        List<Delivery> deliveries = received("orders", 3);
        deliveries.forEach(Delivery::acknowledgeSoon);
        assertThat(sqs.deletes).isEmpty();

        deliveries.get(0).hurry();

        await().until(() -> sqs.deletes.size() == 1);
        assertThat(sqs.deletes.get(0).entries()).hasSize(3);
    }

    @Test
    void on_a_fifo_queue_they_go_with_the_last_message_that_is_open() {
        List<Delivery> deliveries = received("orders.fifo", 3);

        deliveries.get(0).acknowledgeSoon();
        deliveries.get(1).acknowledgeSoon();
        assertThat(sqs.deletes).isEmpty();
        deliveries.get(2).acknowledgeSoon();

        await().until(() -> sqs.deletes.size() == 1);
        assertThat(sqs.deletes.get(0).entries()).hasSize(3);
    }
}
