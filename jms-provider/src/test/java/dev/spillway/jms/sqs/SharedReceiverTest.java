/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.metrics.JmsMetrics;
import dev.spillway.jms.transport.Delivery;
import dev.spillway.jms.transport.Inbox;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Who gets what a request brings, and what becomes of the others when something goes wrong with one message. */
class SharedReceiverTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ScriptedSqs sqs = new ScriptedSqs();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final QueueChannel channel = new QueueChannel(sqs.urls(), "orders", SqsSettings.DEFAULT, timer, null);
    private final VisibilityKeeper keeper =
            new VisibilityKeeper(channel, TIMEOUT, timer, System::nanoTime, JmsMetrics.NONE);
    private final SharedReceiver receiver = new SharedReceiver(
            channel,
            new ReceiveCall(sqs.urls(), channel, keeper, new PayloadFetch(channel, failure -> {}), SqsSettings.DEFAULT),
            keeper,
            new SqsSettings(false, 10, 1, 10, Duration.ZERO, Duration.ZERO, TIMEOUT),
            timer,
            failure -> {});

    /** What the requests bring, one after the other; then they go on without end. */
    private final Queue<ReceiveMessageResponse> answers = new ArrayDeque<>();

    SharedReceiverTest() {
        sqs.onReceive = this::answer;
        receiver.start();
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private synchronized CompletableFuture<ReceiveMessageResponse> answer(ReceiveMessageRequest request) {
        ReceiveMessageResponse next = answers.poll();
        return next == null ? new CompletableFuture<>() : CompletableFuture.completedFuture(next);
    }

    private void brings(String... ids) {
        List<Message> messages = Arrays.stream(ids)
                .map(id -> Message.builder()
                        .messageId(id)
                        .receiptHandle(id)
                        .body("text")
                        .build())
                .toList();
        answers.add(ReceiveMessageResponse.builder().messages(messages).build());
    }

    private List<ChangeMessageVisibilityBatchRequestEntry> changes() {
        return sqs.changes.stream().flatMap(each -> each.entries().stream()).toList();
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
        await().until(() -> changes().size() == 1);
        assertThat(changes().get(0).receiptHandle()).isEqualTo("strange");
        assertThat(changes().get(0).visibilityTimeout()).isPositive();
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
        await().until(() -> changes().size() == 2);
        assertThat(changes())
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

        assertThat(changes())
                .extracting(ChangeMessageVisibilityBatchRequestEntry::receiptHandle)
                .containsExactly("forgotten");
        assertThat(keeper.isHolding()).isFalse();
    }

    /** What the next requests that wait for messages get, in the order of the requests. */
    private List<CompletableFuture<ReceiveMessageResponse>> longPolls() {
        List<CompletableFuture<ReceiveMessageResponse>> open = new CopyOnWriteArrayList<>();
        sqs.onReceive = request -> {
            if (request.waitTimeSeconds() == 0) {
                return CompletableFuture.completedFuture(
                        ReceiveMessageResponse.builder().build());
            }
            CompletableFuture<ReceiveMessageResponse> answer = new CompletableFuture<>();
            open.add(answer);
            return answer;
        };
        return open;
    }

    private static ReceiveMessageResponse one(String id) {
        Message message =
                Message.builder().messageId(id).receiptHandle(id).body("text").build();
        return ReceiveMessageResponse.builder().messages(message).build();
    }

    @Test
    void a_request_under_way_when_the_last_consumer_closes_goes_on_for_the_next_consumer() throws Exception {
        List<CompletableFuture<ReceiveMessageResponse>> polls = longPolls();
        Inbox first = receiver.inbox(null);
        CompletableFuture<Delivery> ended = first.next(Inbox.FOREVER);
        first.close();
        CompletableFuture<Delivery> next = receiver.inbox(null).next(Inbox.FOREVER);
        // what was to end the request would have by now
        timer.schedule(() -> {}, 300, TimeUnit.MILLISECONDS).get();

        polls.get(0).complete(one("theirs"));

        assertThat(ended.join()).isNull();
        assertThat(next).succeedsWithin(Duration.ofSeconds(30));
        assertThat(next.join().messageId()).isEqualTo("theirs");
        assertThat(polls).hasSize(1);
        assertThat(changes()).isEmpty();
    }

    @Test
    void a_request_that_nobody_wants_again_is_ended() {
        List<CompletableFuture<ReceiveMessageResponse>> polls = longPolls();
        Inbox only = receiver.inbox(null);
        CompletableFuture<Delivery> ended = only.next(Inbox.FOREVER);

        only.close();

        assertThat(ended.join()).isNull();
        await().until(() -> polls.get(0).isCancelled());
    }

    @Test
    void who_does_not_wait_gets_what_an_earlier_long_poll_is_about_to_bring() {
        List<CompletableFuture<ReceiveMessageResponse>> polls = longPolls();
        Inbox inbox = receiver.inbox(null);
        inbox.next(1_000).cancel(false);
        // the time that an answer may be on its way isn't over before it comes, however long this thread takes
        CountDownLatch came = new CountDownLatch(1);
        var held = timer.submit(() -> came.await(30, TimeUnit.SECONDS));

        CompletableFuture<Delivery> now = inbox.next(0);
        polls.get(0).complete(one("sent a moment ago"));
        came.countDown();
        assertThat(held).succeedsWithin(Duration.ofSeconds(30));

        assertThat(now).succeedsWithin(Duration.ofSeconds(30));
        assertThat(now.join()).isNotNull();
    }

    @Test
    void who_does_not_wait_gets_nothing_where_nothing_comes() {
        List<CompletableFuture<ReceiveMessageResponse>> polls = longPolls();
        Inbox inbox = receiver.inbox(null);
        inbox.next(1_000).cancel(false);

        CompletableFuture<Delivery> now = inbox.next(0);

        assertThat(now).succeedsWithin(Duration.ofSeconds(30));
        assertThat(now.join()).isNull();
        assertThat(polls).hasSize(1);
    }
}
