/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.transport.Delivery;
import dev.spillway.jms.transport.Inbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/** A service that receives faster than it deletes. */
class CatchingUpTest {

    /** With as many unanswered, nothing more is received; with half of them, it goes on. */
    private static final int MOST = 500;

    private record Unanswered(DeleteMessageBatchRequest request, CompletableFuture<DeleteMessageBatchResponse> answer) {

        void succeed() {
            answer.complete(ScriptedSqs.deleted(request));
        }
    }

    private final ScriptedReceiver scripted = new ScriptedReceiver(10, 1, 10);
    private final Deque<Unanswered> deletes = new ConcurrentLinkedDeque<>();
    private final List<CompletableFuture<?>> acknowledged = new ArrayList<>();

    @BeforeEach
    void holdBackTheAnswers() {
        scripted.sqs.onDelete = request -> {
            Unanswered each = new Unanswered(request, new CompletableFuture<>());
            deletes.add(each);
            return each.answer;
        };
    }

    @AfterEach
    void close() {
        scripted.close();
    }

    private void acknowledge(int count) {
        for (int i = 0; i < count; i++) {
            String id = "m" + acknowledged.size();
            SqsDelivery delivery = new SqsDelivery(
                    Message.builder()
                            .messageId(id)
                            .receiptHandle(id)
                            .body("text")
                            .build(),
                    scripted.channel,
                    scripted.keeper);
            scripted.keeper.keep(delivery);
            acknowledged.add(delivery.acknowledge());
        }
    }

    /** Until no more than so many are unanswered. Each answer lets the next request go. */
    private void answerUntil(int left) {
        while (acknowledged.stream().filter(each -> !each.isDone()).count() > left) {
            await().pollDelay(Duration.ZERO).until(() -> !deletes.isEmpty());
            deletes.remove().succeed();
        }
    }

    @Test
    void nothing_more_is_received_until_half_of_the_acknowledgements_were_answered() {
        acknowledge(MOST);
        CompletableFuture<Delivery> next = scripted.receiver.inbox(null).next(Inbox.FOREVER);
        scripted.sqs.onReceive = request -> CompletableFuture.completedFuture(ScriptedReceiver.messages("next"));
        answerUntil(MOST / 2 + 10);
        assertThat(scripted.sqs.receives).isEmpty();

        answerUntil(MOST / 2);

        assertThat(next).succeedsWithin(ScriptedReceiver.TIMEOUT);
        assertThat(next.join().messageId()).isEqualTo("next");
    }

    @Test
    void fewer_unanswered_acknowledgements_hold_nothing_up() {
        acknowledge(MOST - 1);
        scripted.receiver.inbox(null).next(Inbox.FOREVER);

        await().until(() -> scripted.sqs.receives.size() == 1);
    }

    @Test
    void messages_that_the_application_is_at_work_on_hold_nothing_up() {
        for (int i = 0; i < MOST; i++) {
            scripted.keeper.keep(new SqsDelivery(
                    Message.builder()
                            .messageId("m" + i)
                            .receiptHandle("m" + i)
                            .body("text")
                            .build(),
                    scripted.channel,
                    scripted.keeper));
        }
        scripted.receiver.inbox(null).next(Inbox.FOREVER);

        await().until(() -> scripted.sqs.receives.size() == 1);
    }

    @Test
    void who_waits_is_called_once_however_many_answers_come_then() {
        AtomicInteger calls = new AtomicInteger();
        acknowledge(MOST);
        assertThat(scripted.keeper.isBehind(calls::incrementAndGet)).isTrue();

        answerUntil(0);

        assertThat(calls).hasValue(1);
        assertThat(scripted.keeper.isBehind(calls::incrementAndGet)).isFalse();
    }
}
