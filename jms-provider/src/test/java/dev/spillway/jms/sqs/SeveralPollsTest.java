/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import static dev.spillway.jms.sqs.ScriptedReceiver.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.transport.Delivery;
import dev.spillway.jms.transport.Inbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Several requests under way for one consumer: what one has brought may be seen to after what a later one has. */
class SeveralPollsTest {

    private final ScriptedReceiver scripted = new ScriptedReceiver(0, 2, 1);
    private final Inbox inbox = scripted.receiver.inbox(null);
    private final List<CompletableFuture<ReceiveMessageResponse>> polls = scripted.longPolls();

    @AfterEach
    void stop() {
        scripted.close();
    }

    private static Delivery got(CompletableFuture<Delivery> next) {
        assertThat(next).succeedsWithin(Duration.ofSeconds(30));
        return next.join();
    }

    /** Receives a message by a request of its own. */
    private Delivery received(String id) {
        CompletableFuture<Delivery> next = inbox.next(Inbox.FOREVER);
        polls.get(polls.size() - 1).complete(messages(id));
        return got(next);
    }

    /** Leaves requests that wait for messages under way; nobody waits for them. */
    private void leavesOpen(int count) {
        int before = polls.size();
        List<CompletableFuture<Delivery>> waiting =
                Stream.generate(() -> inbox.next(1_000)).limit(count).toList();
        waiting.forEach(each -> each.cancel(false));
        assertThat(polls).hasSize(before + count);
    }

    @Test
    void what_was_given_back_comes_first_though_the_request_that_brings_it_is_seen_to_later() throws Exception {
        Delivery first = received("first");
        leavesOpen(1);
        first.release(Duration.ZERO);
        scripted.sqs.onReceive = request -> CompletableFuture.completedFuture(messages("second"));
        ScriptedReceiver.Standstill standstill = scripted.stopTimer();

        CompletableFuture<Delivery> next = inbox.next(0);
        // the answer waits for that of the earlier request, and then no more
        ScriptedReceiver.Standstill then = scripted.stopTimer(25);
        standstill.end();
        then.await();
        polls.get(1).complete(messages("first"));
        then.end();

        assertThat(got(next).messageId()).isEqualTo("first");
        assertThat(got(inbox.next(0)).messageId()).isEqualTo("second");
    }

    @Test
    void who_does_not_wait_gets_what_has_come_and_waits_for_its_turn() throws Exception {
        received("first");
        leavesOpen(2);
        CompletableFuture<ReceiveMessageResponse> second = new CompletableFuture<>();
        AtomicInteger asked = new AtomicInteger();
        scripted.sqs.onReceive =
                request -> asked.getAndIncrement() == 0 ? CompletableFuture.completedFuture(messages()) : second;
        CompletableFuture<Delivery> next = inbox.next(0);
        await().atMost(Duration.ofSeconds(30)).until(() -> asked.get() == 2);
        ScriptedReceiver.Standstill standstill = scripted.stopTimer();

        // waits for the answer of the request that was sent before it
        polls.get(2).complete(messages("there"));
        second.complete(messages());
        standstill.end();

        assertThat(got(next)).isNotNull();
    }

    @Test
    void who_does_not_wait_is_not_sent_away_before_the_service_was_asked_a_second_time() throws Exception {
        received("first");
        leavesOpen(2);
        ScriptedReceiver.Standstill standstill = scripted.stopTimer();
        CompletableFuture<Delivery> next = inbox.next(0);

        polls.get(1).complete(messages());
        assertThat(next).isNotDone();
        polls.get(2).complete(messages("there"));
        standstill.end();

        assertThat(got(next).messageId()).isEqualTo("there");
    }

    /** The service extends all but one message. */
    private ChangeMessageVisibilityBatchResponse allBut(String id, ChangeMessageVisibilityBatchRequest request) {
        ChangeMessageVisibilityBatchResponse.Builder response = ChangeMessageVisibilityBatchResponse.builder();
        return response.successful(request.entries().stream()
                        .filter(entry -> !entry.receiptHandle().equals(id))
                        .map(entry -> ChangeMessageVisibilityBatchResultEntry.builder()
                                .id(entry.id())
                                .build())
                        .toList())
                .failed(request.entries().stream()
                        .filter(entry -> entry.receiptHandle().equals(id))
                        .map(entry -> ScriptedSqs.failed(entry.id(), "ReceiptHandleIsInvalid", true))
                        .toList())
                .build();
    }

    @Test
    void who_asks_gets_what_is_there_when_others_have_what_was_given_back() {
        Delivery first = received("first");
        leavesOpen(2);
        first.release(Duration.ZERO);
        polls.get(1).complete(messages("first"));
        polls.get(2).complete(messages("second"));
        scripted.sqs.onChange = request -> allBut("first", request);
        scripted.later.addAndGet(
                ScriptedReceiver.TIMEOUT.multipliedBy(2).dividedBy(3).toNanos());
        scripted.keeper.extendDue();
        scripted.later.addAndGet(ScriptedReceiver.TIMEOUT.dividedBy(2).toNanos());

        assertThat(got(inbox.next(Inbox.FOREVER)).messageId()).isEqualTo("second");
    }

    @Test
    void giving_messages_back_often_keeps_the_timer_no_busier() {
        for (int i = 0; i < 50; i++) {
            received("again").release(Duration.ZERO);
        }

        // one watches over what was given back, one over what is hidden
        assertThat(scripted.timer.getQueue()).hasSizeLessThanOrEqualTo(2);
    }
}
