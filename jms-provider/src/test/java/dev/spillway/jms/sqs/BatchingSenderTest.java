/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.transport.Lane;
import dev.spillway.jms.transport.OutgoingMessage;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ResourceAllocationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class BatchingSenderTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final ScriptedSqs sqs = new ScriptedSqs();
    /** Time passes when a test says so: how long a machine takes decides nothing. */
    private final AtomicLong now = new AtomicLong();

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final BatchingSender sender =
            new BatchingSender(sqs.urls(), "orders", SqsSettings.DEFAULT, timer, now::get, null);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private static OutgoingMessage text(String text) {
        return new OutgoingMessage(
                new MappedMessage(new Body.Text(text), Headers.NONE, Map.of()), 0, null, null, "session");
    }

    private List<String> bodies(int request) {
        return sqs.sends.get(request).entries().stream()
                .map(SendMessageBatchRequestEntry::messageBody)
                .toList();
    }

    /** Leaves requests unanswered until the returned list's runnables are run. */
    private List<Runnable> holdAnswers() {
        List<Runnable> answers = new CopyOnWriteArrayList<>();
        sqs.onSend = request -> {
            CompletableFuture<SendMessageBatchResponse> answer = new CompletableFuture<>();
            answers.add(() -> answer.complete(ScriptedSqs.sent(request)));
            return answer;
        };
        return answers;
    }

    /** Answers a request, once it was made. */
    private static void answer(List<Runnable> answers, int request) {
        await().atMost(SOON).until(() -> answers.size() > request);
        answers.get(request).run();
    }

    @Test
    void the_first_send_goes_at_once_and_the_next_batch_is_what_came_meanwhile() {
        List<Runnable> answers = holdAnswers();
        CompletableFuture<String> first = sender.lane().send(text("m0"));
        List<CompletableFuture<String>> more = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            more.add(sender.lane().send(text("m" + i)));
        }
        assertThat(sqs.sends).hasSize(1);

        answer(answers, 0);
        answer(answers, 1);

        assertThat(first).succeedsWithin(SOON).isEqualTo("id-of-m0");
        assertThat(more).allSatisfy(send -> assertThat(send).succeedsWithin(SOON));
        assertThat(bodies(1)).containsExactly("m1", "m2", "m3", "m4", "m5");
    }

    @Test
    void a_full_batch_does_not_wait_for_the_request_under_way() {
        holdAnswers();
        sender.lane().send(text("first"));
        Lane lane = sender.lane();
        for (int i = 0; i < 10; i++) {
            lane.send(text("m" + i));
        }

        await().atMost(SOON).until(() -> sqs.sends.size() == 2);
        assertThat(bodies(1)).hasSize(10);
    }

    @Test
    void when_the_first_message_of_a_request_is_answered_the_others_are_too() {
        List<Runnable> answers = holdAnswers();
        sender.lane().send(text("first"));
        Lane lane = sender.lane();
        List<CompletableFuture<String>> batch =
                IntStream.range(0, 10).mapToObj(i -> lane.send(text("m" + i))).toList();
        CompletableFuture<Boolean> others =
                batch.get(0).thenApply(id -> batch.stream().skip(1).allMatch(CompletableFuture::isDone));

        answer(answers, 1);

        assertThat(others).succeedsWithin(SOON).isEqualTo(true);
    }

    @Test
    void eight_senders_with_a_message_each_do_not_wait_for_the_request_under_way() {
        holdAnswers();
        for (int i = 0; i <= 8; i++) {
            sender.lane().send(text("m" + i));
        }

        await().atMost(SOON).until(() -> sqs.sends.size() == 2);
        assertThat(bodies(1)).hasSize(8);
    }

    @Test
    void sixteen_senders_with_a_message_each_go_in_even_shares() {
        List<Runnable> answers = holdAnswers();
        int most = 8;
        IntStream.range(0, 1 + (most - 1) * 8).forEach(i -> sender.lane().send(text("before")));
        await().atMost(SOON).until(() -> sqs.sends.size() == most);
        IntStream.range(0, 16).forEach(i -> sender.lane().send(text("m" + i)));

        answer(answers, 0);
        answer(answers, 1);

        await().atMost(SOON).until(() -> sqs.sends.size() == most + 2);
        assertThat(bodies(most)).hasSize(8);
        assertThat(bodies(most + 1)).hasSize(8);
    }

    @Test
    void a_sender_whose_thread_makes_its_request_holds_up_nobody() {
        CountDownLatch answered = new CountDownLatch(1);
        AtomicReference<Thread> maker = new AtomicReference<>();
        sqs.onSend = request -> {
            if (maker.compareAndSet(null, Thread.currentThread())) {
                awaitQuietly(answered);
            }
            return CompletableFuture.completedFuture(ScriptedSqs.sent(request));
        };
        CompletableFuture<String> own = new CompletableFuture<>();
        Thread caller = new Thread(
                () -> own.complete(sender.lane().sendWaiting(text("own")).join()));
        caller.start();
        await().atMost(SOON).until(() -> sqs.sends.size() == 1);
        assertThat(maker).hasValue(caller);

        List<CompletableFuture<String>> others = IntStream.range(0, 8)
                .mapToObj(i -> sender.lane().send(text("m" + i)))
                .toList();

        assertThat(others).allSatisfy(send -> assertThat(send).succeedsWithin(SOON));
        assertThat(own).isNotDone();
        answered.countDown();
        assertThat(own).succeedsWithin(SOON).isEqualTo("id-of-own");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_request_that_an_interrupted_thread_starts_does_not_see_the_interrupt() {
        AtomicReference<Boolean> seen = new AtomicReference<>();
        sqs.onSend = request -> {
            seen.set(Thread.currentThread().isInterrupted());
            return CompletableFuture.completedFuture(ScriptedSqs.sent(request));
        };

        Thread.currentThread().interrupt();
        CompletableFuture<String> sent = sender.lane().send(text("a"));
        boolean interrupted = Thread.interrupted();

        assertThat(sent).succeedsWithin(SOON);
        assertThat(seen).hasValue(false);
        assertThat(interrupted).isTrue();
    }

    @Test
    void a_batch_is_full_when_it_has_as_many_messages_as_it_may() {
        holdAnswers();
        SqsSettings three = new SqsSettings(false, 100, 8, 3, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30));
        BatchingSender sendsThree = new BatchingSender(sqs.urls(), "orders", three, timer, now::get, null);
        for (int i = 0; i <= 3; i++) {
            sendsThree.lane().send(text("m" + i));
        }

        await().atMost(SOON).until(() -> sqs.sends.size() == 2);
        assertThat(bodies(1)).containsExactly("m1", "m2", "m3");
    }

    @Test
    void a_batch_does_not_wait_long_for_a_slow_request() {
        holdAnswers();
        sender.lane().send(text("slow"));
        sender.lane().send(text("behind it"));
        assertThat(sqs.sends).hasSize(1);

        now.addAndGet(Duration.ofMillis(50).toNanos());

        await().atMost(SOON).until(() -> sqs.sends.size() == 2);
    }

    @Test
    void one_lane_has_one_batch_under_way_so_that_its_order_stays() {
        List<Runnable> answers = holdAnswers();
        Lane lane = sender.lane();
        for (int i = 0; i < 25; i++) {
            lane.send(text("m" + i));
        }
        assertThat(sqs.sends).hasSize(1);

        for (int i = 0; i < 4; i++) {
            answer(answers, i);
        }

        List<String> order = IntStream.range(0, sqs.sends.size())
                .boxed()
                .flatMap(i -> bodies(i).stream())
                .toList();
        assertThat(order)
                .containsExactlyElementsOf(
                        IntStream.range(0, 25).mapToObj(i -> "m" + i).toList());
        assertThat(sqs.sends).hasSize(4);
    }

    @Test
    void sixteen_producers_share_their_requests() throws Exception {
        sqs.onSend = request -> CompletableFuture.supplyAsync(
                () -> ScriptedSqs.sent(request), CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS));
        List<CompletableFuture<Void>> producers = new ArrayList<>();
        for (int p = 0; p < 16; p++) {
            Lane lane = sender.lane();
            CompletableFuture<Void> producer = CompletableFuture.completedFuture(null);
            for (int i = 0; i < 50; i++) {
                producer = producer.thenCompose(done -> lane.send(text("m")).thenAccept(id -> {}));
            }
            producers.add(producer);
        }

        assertThat(CompletableFuture.allOf(producers.toArray(CompletableFuture[]::new)))
                .succeedsWithin(SOON);

        int messages =
                sqs.sends.stream().mapToInt(each -> each.entries().size()).sum();
        assertThat(messages).isEqualTo(16 * 50);
        assertThat(sqs.sends).hasSizeLessThan(16 * 50 / 3);
    }

    @Test
    void two_senders_that_wait_for_their_answers_come_to_share_requests() {
        List<Runnable> answers = holdAnswers();
        CompletableFuture<String> first = sender.lane().send(text("first"));
        sender.lane().send(text("other"));
        now.addAndGet(Duration.ofMillis(20).toNanos());

        // the other one's is not sent yet: who was answered may come back within a quarter of the request's time
        answer(answers, 0);
        assertThat(first).isDone();
        assertThat(sqs.sends).hasSize(1);
        sender.lane().send(text("first again"));

        await().atMost(SOON).until(() -> sqs.sends.size() == 2);
        assertThat(bodies(1)).containsExactly("other", "first again");
    }

    @Test
    void who_was_answered_and_does_not_come_back_is_not_waited_for_long() {
        List<Runnable> answers = holdAnswers();
        sender.lane().send(text("first"));
        sender.lane().send(text("other"));
        now.addAndGet(Duration.ofMillis(20).toNanos());
        answer(answers, 0);

        now.addAndGet(Duration.ofMillis(5).toNanos());

        await().atMost(SOON).until(() -> sqs.sends.size() == 2);
        assertThat(bodies(1)).containsExactly("other");
    }

    @Test
    void of_a_batch_that_failed_in_part_only_what_can_pass_is_sent_again() {
        List<Runnable> answers = holdAnswers();
        sender.lane().send(text("opener"));
        CompletableFuture<String> good = sender.lane().send(text("good"));
        CompletableFuture<String> bad = sender.lane().send(text("bad"));
        CompletableFuture<String> unlucky = sender.lane().send(text("unlucky"));
        sqs.onSend = request -> CompletableFuture.completedFuture(
                request.entries().size() == 1
                        ? ScriptedSqs.sent(request)
                        : SendMessageBatchResponse.builder()
                                .successful(ScriptedSqs.sent(request.entries().get(0)))
                                .failed(
                                        ScriptedSqs.failed("1", "InvalidMessageContents", true),
                                        ScriptedSqs.failed("2", "InternalError", false))
                                .build());

        answer(answers, 0);

        assertThat(good).succeedsWithin(SOON).isEqualTo("id-of-good");
        assertThat(bad)
                .failsWithin(SOON)
                .withThrowableThat()
                .withCauseInstanceOf(MessageFormatException.class)
                .withMessageContaining("InvalidMessageContents");
        assertThat(unlucky).succeedsWithin(SOON).isEqualTo("id-of-unlucky");
        assertThat(bodies(2)).containsExactly("unlucky");
    }

    @Test
    void an_entry_that_fails_again_and_again_fails_its_send_after_a_few_attempts() {
        sqs.onSend = request -> CompletableFuture.completedFuture(SendMessageBatchResponse.builder()
                .failed(ScriptedSqs.failed("0", "InternalError", false))
                .build());

        CompletableFuture<String> send = sender.lane().send(text("m"));

        assertThat(send).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(JMSException.class);
        assertThat(sqs.sends).hasSize(5);
    }

    @Test
    void throttling_that_outlasts_the_sdks_retries_is_a_resource_allocation_exception() {
        sqs.onSend = request -> CompletableFuture.failedFuture(ScriptedSqs.error("RequestThrottled", 403));

        assertThat(sender.lane().send(text("m")))
                .failsWithin(SOON)
                .withThrowableThat()
                .withCauseInstanceOf(ResourceAllocationException.class)
                .withMessageContaining("RequestThrottled")
                .withMessageContaining("request-1");
    }

    @Test
    void a_batch_that_is_too_long_for_the_queue_goes_in_halves() {
        List<Runnable> answers = holdAnswers();
        sender.lane().send(text("opener"));
        List<CompletableFuture<String>> sends = IntStream.range(0, 4)
                .mapToObj(i -> sender.lane().send(text("m" + i)))
                .toList();
        sqs.onSend = request -> request.entries().size() > 1
                ? CompletableFuture.failedFuture(ScriptedSqs.error("AWS.SimpleQueueService.BatchRequestTooLong", 400))
                : CompletableFuture.completedFuture(ScriptedSqs.sent(request));

        answer(answers, 0);

        assertThat(sends).allSatisfy(send -> assertThat(send).succeedsWithin(SOON));
    }

    @Test
    void an_entry_that_the_answer_leaves_out_is_not_taken_for_sent() {
        sqs.onSend = request -> CompletableFuture.completedFuture(
                SendMessageBatchResponse.builder().build());

        assertThat(sender.lane().send(text("m")))
                .failsWithin(SOON)
                .withThrowableThat()
                .withMessageContaining("left this entry out");
    }
}
