/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.transport.Browse;
import dev.spillway.jms.transport.Delivery;
import dev.spillway.jms.transport.Inbox;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Who gets what a request brings, and what becomes of the others when something goes wrong with one message. */
class SharedReceiverTest {

    private final ScriptedReceiver scripted = new ScriptedReceiver(10, 1, 10);
    private final ScriptedSqs sqs = scripted.sqs;
    private final VisibilityKeeper keeper = scripted.keeper;
    private final SharedReceiver receiver = scripted.receiver;

    /** What the requests bring, one after the other; then they go on without end. */
    private final Queue<ReceiveMessageResponse> answers = new ArrayDeque<>();

    SharedReceiverTest() {
        sqs.onReceive = this::answer;
    }

    @AfterEach
    void stop() {
        scripted.close();
    }

    private synchronized CompletableFuture<ReceiveMessageResponse> answer(ReceiveMessageRequest request) {
        ReceiveMessageResponse next = answers.poll();
        return next == null ? new CompletableFuture<>() : CompletableFuture.completedFuture(next);
    }

    private void brings(String... ids) {
        answers.add(ScriptedReceiver.messages(ids));
    }

    @Test
    void a_selector_that_fails_on_a_message_does_not_select_it() {
        brings("strange", "plain");
        Inbox inbox = receiver.inbox(message -> {
            if (message.messageId().equals("strange")) {
                throw new IllegalStateException("as scripted");
            }
            return true;
        });

        CompletableFuture<Delivery> next = inbox.next(Inbox.FOREVER);

        assertThat(next).succeedsWithin(Duration.ofSeconds(30));
        assertThat(next.join().messageId()).isEqualTo("plain");
        await().until(() -> scripted.changes().size() == 1);
        assertThat(scripted.changes().get(0).receiptHandle()).isEqualTo("strange");
        assertThat(scripted.changes().get(0).visibilityTimeout()).isPositive();
    }

    @Test
    void a_failure_while_messages_are_handed_out_gives_them_back_and_the_consumer_waits_on() {
        brings("first", "second");
        brings("again");
        Inbox inbox = receiver.inbox(message -> {
            if (message.messageId().equals("again")) {
                return true;
            }
            throw new NoClassDefFoundError("as scripted");
        });

        CompletableFuture<Delivery> next = inbox.next(Inbox.FOREVER);

        assertThat(next).succeedsWithin(Duration.ofSeconds(30));
        assertThat(next.join().messageId()).isEqualTo("again");
        await().until(() -> scripted.changes().size() == 2);
        assertThat(scripted.changes())
                .extracting(ChangeMessageVisibilityBatchRequestEntry::receiptHandle)
                .containsExactlyInAnyOrder("first", "second");
        await().until(() -> keeper.inFlight() == 1);
    }

    @Test
    void what_nobody_settled_goes_back_when_the_receiver_is_closed() {
        brings("forgotten");
        Inbox inbox = receiver.inbox(null);
        assertThat(inbox.next(Inbox.FOREVER)).succeedsWithin(Duration.ofSeconds(30));

        assertThat(receiver.close()).succeedsWithin(Duration.ofSeconds(30));

        assertThat(scripted.changes())
                .extracting(ChangeMessageVisibilityBatchRequestEntry::receiptHandle)
                .containsExactly("forgotten");
        assertThat(keeper.isHolding()).isFalse();
    }

    @Test
    void a_request_under_way_when_the_last_consumer_closes_goes_on_for_the_next_consumer() throws Exception {
        List<CompletableFuture<ReceiveMessageResponse>> polls = scripted.longPolls();
        Inbox first = receiver.inbox(null);
        CompletableFuture<Delivery> ended = first.next(Inbox.FOREVER);
        first.close();
        CompletableFuture<Delivery> next = receiver.inbox(null).next(Inbox.FOREVER);
        // what was to end the request would have by now
        scripted.awaitTimer(300);

        polls.get(0).complete(ScriptedReceiver.messages("theirs"));

        assertThat(ended.join()).isNull();
        assertThat(next).succeedsWithin(Duration.ofSeconds(30));
        assertThat(next.join().messageId()).isEqualTo("theirs");
        assertThat(polls).hasSize(1);
        assertThat(scripted.changes()).isEmpty();
    }

    @Test
    void a_request_that_nobody_wants_again_is_ended() {
        List<CompletableFuture<ReceiveMessageResponse>> polls = scripted.longPolls();
        Inbox only = receiver.inbox(null);
        CompletableFuture<Delivery> ended = only.next(Inbox.FOREVER);

        only.close();

        assertThat(ended.join()).isNull();
        await().until(() -> polls.get(0).isCancelled());
    }

    @Test
    void who_does_not_wait_gets_what_an_earlier_long_poll_is_about_to_bring() throws Exception {
        List<CompletableFuture<ReceiveMessageResponse>> polls = scripted.longPolls();
        Inbox inbox = receiver.inbox(null);
        inbox.next(1_000).cancel(false);
        // the time that an answer may be on its way isn't over before it comes, however long this thread takes
        ScriptedReceiver.Standstill standstill = scripted.stopTimer();

        CompletableFuture<Delivery> now = inbox.next(0);
        polls.get(0).complete(ScriptedReceiver.messages("sent a moment ago"));
        standstill.end();

        assertThat(now).succeedsWithin(Duration.ofSeconds(30));
        assertThat(now.join()).isNotNull();
    }

    @Test
    void a_browser_shows_what_the_connection_receives_meanwhile() {
        List<CompletableFuture<ReceiveMessageResponse>> polls = scripted.longPolls();
        receiver.inbox(null).next(1_000).cancel(false);
        Browse browse = receiver.browse();
        CompletableFuture<Delivery> shown = browse.next();

        polls.get(0).complete(ScriptedReceiver.messages("received"));
        polls.get(1).complete(ScriptedReceiver.messages());

        assertThat(shown).succeedsWithin(Duration.ofSeconds(30));
        assertThat(shown.join()).isNotNull();
        assertThat(shown.join().messageId()).isEqualTo("received");
        assertThat(browse.next().join()).isNull();
    }

    @Test
    void who_does_not_wait_gets_nothing_where_nothing_comes() {
        List<CompletableFuture<ReceiveMessageResponse>> polls = scripted.longPolls();
        Inbox inbox = receiver.inbox(null);
        inbox.next(1_000).cancel(false);

        CompletableFuture<Delivery> now = inbox.next(0);

        assertThat(now).succeedsWithin(Duration.ofSeconds(30));
        assertThat(now.join()).isNull();
        assertThat(polls).hasSize(1);
    }
}
