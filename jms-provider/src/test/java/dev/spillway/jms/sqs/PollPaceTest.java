/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.jms.metrics.JmsMetrics;
import dev.spillway.jms.transport.Inbox;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the next request may start. */
class PollPaceTest {

    private static final long MILLI = 1_000_000;
    private static final ConsumerInbox NOBODYS = null;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ScriptedSqs sqs = new ScriptedSqs();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final QueueChannel channel = new QueueChannel(sqs.urls(), "orders", SqsSettings.DEFAULT, timer, null);
    private final VisibilityKeeper keeper =
            new VisibilityKeeper(channel, TIMEOUT, timer, System::nanoTime, JmsMetrics.NONE);
    private final ReceiveCall call =
            new ReceiveCall(sqs.urls(), channel, keeper, new PayloadFetch(channel, failure -> {}), SqsSettings.DEFAULT);
    private final ReceiveRequests requests = new ReceiveRequests();

    /** Behind the clock by which requests start: each has started after all that came before. */
    private long now = System.nanoTime() - 1_000_000 * MILLI;

    private final PollPace pace =
            new PollPace(new SqsSettings(false, 10, 8, 10, Duration.ZERO, Duration.ofSeconds(1), TIMEOUT), now);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    /** A consumer waits. */
    private void waits(long millis) {
        requests.add(new ReceiveRequest(NOBODYS, millis, now, request -> {}));
    }

    /** Single messages come one after the other, each in a request of its own, until the receiver pauses. */
    private void comeSingly() {
        for (int i = 0; i < 100 && !pace.isGathering(); i++) {
            now += 100 * MILLI;
            ReceiveCall.Poll poll = call.poll(10, 20);
            CompletableFuture<?> unused = poll.start(message -> {});
            pace.answered(poll, 1, now);
        }
        assertThat(pace.isGathering()).isTrue();
    }

    @Test
    void while_messages_gather_none_starts() {
        waits(Inbox.FOREVER);

        comeSingly();

        assertThat(pace.allowsAnother(0, requests, now)).isFalse();
        assertThat(pace.allowsAnother(0, requests, now + 2_000 * MILLI)).isTrue();
        assertThat(pace.allowsAnother(1, requests, now + 2_000 * MILLI)).isFalse();
    }

    @Test
    void who_does_not_wait_as_long_as_messages_would_gather_is_served_at_once() {
        comeSingly();
        waits(50);

        assertThat(pace.allowsAnother(0, requests, now)).isTrue();
    }

    private void isAnsweredInFull() {
        now += MILLI;
        ReceiveCall.Poll poll = call.poll(10, 20);
        CompletableFuture<?> unused = poll.start(message -> {});
        pace.answered(poll, 10, now);
    }

    @Test
    void a_backlog_after_a_pause_begins_with_one_request_and_gets_more_of_them_step_by_step() {
        waits(Inbox.FOREVER);
        comeSingly();

        for (int i = 0; i < 100 && pace.isGathering(); i++) {
            isAnsweredInFull();
        }

        assertThat(pace.isGathering()).isFalse();
        assertThat(pace.allowsAnother(0, requests, now)).isTrue();
        assertThat(pace.allowsAnother(1, requests, now)).isFalse();
        isAnsweredInFull();
        assertThat(pace.allowsAnother(1, requests, now)).isTrue();
        assertThat(pace.allowsAnother(2, requests, now)).isFalse();
    }
}
