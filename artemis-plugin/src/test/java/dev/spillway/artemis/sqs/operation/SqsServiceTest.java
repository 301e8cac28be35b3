/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spillway.artemis.aws.Account;
import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.ReceiptHandle;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.Receipt;
import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.mapping.WireMessage;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.OverLimitException;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/** What can't be brought about on a broker, or would take too long: faults, limits, races, hours. */
class SqsServiceTest {

    private static final String URL = "http://localhost/000000000000/orders";

    private final StoreStub store = new StoreStub();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final SqsAsyncClient client = new SqsService(
                    store, new Account("us-east-1", "000000000000"), new SteppedClock(now))
            .clientFor(new Caller(URI.create("http://localhost"), "sender"));

    private static ReceivedMessage message(Receipt receipt) {
        return new ReceivedMessage(
                receipt, "id", new WireMessage("body", Map.of()), "sender", 0, 0, 1, null, null, null, null, null);
    }

    @Test
    void a_fault_of_the_store_is_an_internal_failure_that_may_be_tried_again() {
        store.stored = CompletableFuture.failedFuture(new IOException("disk full"));

        var sent = client.sendMessage(request -> request.queueUrl(URL).messageBody("body"));

        assertThatThrownBy(sent::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(SqsException.class, error -> {
                    assertThat(error.statusCode()).isEqualTo(500);
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InternalFailure");
                    assertThat(error).hasRootCauseMessage("disk full");
                });
    }

    @Test
    void a_batch_is_one_call_of_the_store() {
        var entries = List.of("a", "b", "c").stream()
                .map(id -> SendMessageBatchRequestEntry.builder()
                        .id(id)
                        .messageBody(id)
                        .build())
                .toList();

        client.sendMessageBatch(request -> request.queueUrl(URL).entries(entries))
                .join();

        assertThat(store.batches).containsExactly(3);
    }

    @Test
    void at_the_limit_of_messages_in_flight_a_short_poll_fails() {
        store.inFlight = 120_000;

        var received = client.receiveMessage(request -> request.queueUrl(URL));

        assertThatThrownBy(received::get).hasCauseInstanceOf(OverLimitException.class);
    }

    @Test
    void at_the_limit_of_messages_in_flight_a_short_poll_of_a_fifo_queue_finds_nothing() {
        store.name = "orders.fifo";
        store.inFlight = 120_000;

        var received = client.receiveMessage(request -> request.queueUrl(URL + ".fifo"));

        assertThat(received)
                .succeedsWithin(Duration.ofSeconds(60))
                .satisfies(answer -> assertThat(answer.messages()).isEmpty());
        assertThat(store.askedFor).isZero();
    }

    @Test
    void at_the_limit_of_messages_in_flight_a_long_poll_finds_nothing() {
        store.inFlight = 120_000;

        var received = client.receiveMessage(request -> request.queueUrl(URL).waitTimeSeconds(1));

        assertThat(received)
                .succeedsWithin(Duration.ofSeconds(60))
                .satisfies(answer -> assertThat(answer.messages()).isEmpty());
    }

    @Test
    void a_long_poll_at_the_limit_goes_on_when_messages_are_no_longer_in_flight() {
        store.inFlight = 120_000;
        var received = client.receiveMessage(
                request -> request.queueUrl(URL).waitTimeSeconds(20).maxNumberOfMessages(10));
        assertThat(store.askedFor).isZero();

        store.inFlight = 119_996;

        await().atMost(Duration.ofSeconds(60)).until(() -> store.askedFor == 4);
        store.received.complete(List.of(message(new Receipt(1, 2))));
        assertThat(received)
                .succeedsWithin(Duration.ofSeconds(60))
                .satisfies(answer -> assertThat(answer.messages()).hasSize(1));
    }

    @Test
    void cancelling_a_long_poll_that_waited_at_the_limit_ends_the_wait_in_the_store() {
        store.inFlight = 120_000;
        var received = client.receiveMessage(request -> request.queueUrl(URL).waitTimeSeconds(20));
        store.inFlight = 0;
        await().atMost(Duration.ofSeconds(60)).until(() -> store.askedFor > 0);

        received.cancel(true);

        // The wait hears of it by the thread that has just asked the store.
        await().atMost(Duration.ofSeconds(30)).until(store.received::isCancelled);
    }

    @Test
    void other_attributes_leave_the_retention_of_a_queue_that_a_JMS_client_made() {
        store.settings = new QueueSettings(Map.of(), Map.of(), 0, 0, Long.MAX_VALUE, null);

        setAttribute(QueueAttributeName.VISIBILITY_TIMEOUT, "60");
        assertThat(store.settings.retentionMillis()).isEqualTo(Long.MAX_VALUE);

        setAttribute(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60");
        assertThat(store.settings.retentionMillis()).isEqualTo(60_000);
    }

    private void setAttribute(QueueAttributeName name, String value) {
        client.setQueueAttributes(request -> request.queueUrl(URL).attributes(Map.of(name, value)))
                .join();
    }

    @Test
    void a_receive_does_not_go_over_the_limit_of_messages_in_flight() {
        store.inFlight = 119_997;

        client.receiveMessage(request -> request.queueUrl(URL).maxNumberOfMessages(10));

        assertThat(store.askedFor).isEqualTo(3);
    }

    @Test
    void a_receive_that_finds_nothing_answers_without_a_list_of_messages() {
        store.received.complete(List.of());

        var received = client.receiveMessage(request -> request.queueUrl(URL)).join();

        assertThat(received.hasMessages()).isFalse();
    }

    @Test
    void cancelling_a_receive_ends_the_wait_in_the_store() {
        var received = client.receiveMessage(request -> request.queueUrl(URL).waitTimeSeconds(20));

        received.cancel(true);

        assertThat(store.received).isCancelled();
    }

    @Test
    void messages_that_come_too_late_for_a_cancelled_receive_are_visible_at_once() {
        Receipt receipt = new Receipt(1, 2);
        // The store can't be stopped any more: it has the message already.
        store.received = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterrupt) {
                complete(List.of(message(receipt)));
                return false;
            }
        };
        var received = client.receiveMessage(request -> request.queueUrl(URL).waitTimeSeconds(20));

        received.cancel(true);

        assertThat(store.madeVisible).containsExactly(receipt);
    }

    @Test
    void a_message_is_hidden_for_at_most_12_hours_since_it_was_received() {
        String handle = handle(new Receipt(1, 2));
        now.updateAndGet(start -> start.plus(Duration.ofHours(11)));

        assertThat(client.changeMessageVisibility(
                        request -> request.queueUrl(URL).receiptHandle(handle).visibilityTimeout(3_600)))
                .isCompleted();
        assertThatThrownBy(client.changeMessageVisibility(
                        request -> request.queueUrl(URL).receiptHandle(handle).visibilityTimeout(3_601))::get)
                .hasMessageContaining("Total VisibilityTimeout for the message is beyond the limit [43200 seconds].");
    }

    @Test
    void a_message_that_is_not_in_flight_is_looked_for_without_holding_the_caller() {
        String handle = handle(new Receipt(1, 2));
        store.notInFlight.add(new Receipt(1, 2));
        store.visible = new CompletableFuture<>();

        var change = client.changeMessageVisibility(
                request -> request.queueUrl(URL).receiptHandle(handle).visibilityTimeout(60));

        assertThat(change).isNotDone();
        store.visible.complete(true);
        assertThatThrownBy(change::get).hasCauseInstanceOf(MessageNotInflightException.class);
    }

    @Test
    void a_batch_waits_for_the_entries_whose_messages_are_looked_for() {
        store.notInFlight.add(new Receipt(1, 2));
        store.visible = new CompletableFuture<>();
        var entries = Stream.of(new Receipt(1, 2), new Receipt(3, 4))
                .map(receipt -> ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id("id-" + receipt.message())
                        .receiptHandle(handle(receipt))
                        .visibilityTimeout(60)
                        .build())
                .toList();

        var change = client.changeMessageVisibilityBatch(
                request -> request.queueUrl(URL).entries(entries));

        assertThat(change).isNotDone();
        store.visible.completeExceptionally(new IOException("no queue"));
        assertThat(change.join().successful())
                .extracting(ChangeMessageVisibilityBatchResultEntry::id)
                .containsExactly("id-3");
        assertThat(change.join().failed()).singleElement().satisfies(failed -> {
            assertThat(failed.id()).isEqualTo("id-1");
            assertThat(failed.code()).isEqualTo("InternalFailure");
            assertThat(failed.senderFault()).isFalse();
        });
    }

    private String handle(Receipt receipt) {
        return new ReceiptHandle(receipt, now.get().toEpochMilli()).encode("orders");
    }

    @Test
    void a_queue_may_be_purged_again_after_a_minute() {
        client.purgeQueue(request -> request.queueUrl(URL)).join();
        now.updateAndGet(start -> start.plusMillis(59_999));
        assertThatThrownBy(client.purgeQueue(request -> request.queueUrl(URL))::get)
                .hasCauseInstanceOf(PurgeQueueInProgressException.class);

        now.updateAndGet(start -> start.plusMillis(1));

        assertThat(client.purgeQueue(request -> request.queueUrl(URL))).isCompleted();
    }

    @Test
    void every_operation_of_the_SDKs_client_is_served() {
        var operations = Arrays.stream(SqsAsyncClient.class.getMethods())
                .filter(method -> method.getReturnType() == CompletableFuture.class && method.getParameterCount() == 1)
                .filter(method -> SqsRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
                .toList();

        assertThat(operations)
                .hasSize(23)
                .allSatisfy(operation -> assertThat(client.getClass()
                                .getMethod(operation.getName(), operation.getParameterTypes())
                                .getDeclaringClass())
                        .isNotEqualTo(SqsAsyncClient.class));
    }

    @Test
    void nothing_is_thrown_at_the_call() {
        assertThat(client.sendMessage(request -> {})).isCompletedExceptionally();
        assertThat(client.receiveMessage(request -> request.queueUrl("nonsense")))
                .isCompletedExceptionally();
        assertThat(client.tagQueue(request -> {})).isCompletedExceptionally();
    }

    private static final class SteppedClock extends Clock {

        private final AtomicReference<Instant> now;

        SteppedClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
