/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.transport.Lane;
import dev.spillway.jms.transport.OutgoingMessage;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Sends to a FIFO queue: one batch of a group at a time, and retries that SQS knows for such. */
class FifoSendTest {

    private final ScriptedSqs sqs = new ScriptedSqs();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final BatchingSender sender =
            new BatchingSender(sqs.urls(), "orders.fifo", SqsSettings.DEFAULT, timer, System::nanoTime, null);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private static OutgoingMessage message(String text, String group, String session) {
        MappedMessage content = new MappedMessage(new Body.Text(text), Headers.NONE, Map.of());
        return new OutgoingMessage(content, 0, group, null, session);
    }

    private List<String> sent(Function<SendMessageBatchRequestEntry, String> what) {
        return sqs.sends.stream()
                .flatMap(request -> request.entries().stream())
                .map(what)
                .toList();
    }

    @Test
    void messages_of_a_group_wait_for_the_batch_under_way_whoever_sends_them() {
        List<CompletableFuture<SendMessageBatchResponse>> answers = new CopyOnWriteArrayList<>();
        sqs.onSend = request -> {
            answers.add(new CompletableFuture<>());
            return answers.get(answers.size() - 1);
        };
        sender.lane().send(message("a1", "a", "session 1"));
        sender.lane().send(message("a2", "a", "session 2"));
        sender.lane().send(message("b1", "b", "session 2"));

        await().until(() -> sqs.sends.size() == 2);
        assertThat(sent(SendMessageBatchRequestEntry::messageBody)).containsExactly("a1", "b1");

        answers.get(0).complete(ScriptedSqs.sent(sqs.sends.get(0)));
        await().until(() -> sqs.sends.size() == 3);
        assertThat(sent(SendMessageBatchRequestEntry::messageBody)).containsExactly("a1", "b1", "a2");
    }

    @Test
    void a_retry_has_the_deduplication_id_of_the_first_attempt() {
        sqs.onSend = request -> {
            sqs.onSend = next -> CompletableFuture.completedFuture(ScriptedSqs.sent(next));
            return CompletableFuture.completedFuture(SendMessageBatchResponse.builder()
                    .failed(ScriptedSqs.failed("0", "InternalError", false))
                    .build());
        };

        assertThat(sender.lane().send(message("a1", "a", "session"))).succeedsWithin(Duration.ofSeconds(10));

        List<String> ids = sent(SendMessageBatchRequestEntry::messageDeduplicationId);
        assertThat(ids).hasSize(2);
        assertThat(ids.get(0)).isNotEmpty().isEqualTo(ids.get(1));
    }

    @Test
    void each_message_has_a_deduplication_id_of_its_own() {
        Lane lane = sender.lane();
        lane.send(message("same", "a", "session")).join();
        lane.send(message("same", "a", "session")).join();

        assertThat(sent(SendMessageBatchRequestEntry::messageDeduplicationId)).doesNotHaveDuplicates();
    }

    @Test
    void messages_without_a_group_are_grouped_by_their_session() {
        sender.lane().send(message("1", null, "session 1")).join();
        sender.lane().send(message("2", null, "session-2")).join();
        sender.lane().send(message("3", null, "session-2")).join();

        List<String> groups = sent(SendMessageBatchRequestEntry::messageGroupId);
        assertThat(groups.get(0)).matches("[0-9a-f]{64}");
        assertThat(groups.subList(1, 3)).containsExactly("session-2", "session-2");
    }
}
