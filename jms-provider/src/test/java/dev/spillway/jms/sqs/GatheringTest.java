/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A receiver with one request at a time and a queue, in simulated time. */
class GatheringTest {

    private static final long MILLI = 1_000_000;
    /** From a request to its answer, where messages are there. */
    private static final long ROUND_TRIP = 2 * MILLI;

    private static final Duration MAX = Duration.ofMillis(50);

    private final Random random = new Random(42);
    private final PriorityQueue<Long> arrivals = new PriorityQueue<>();
    private long now;
    private int requests;
    private int received;

    /** What a message that was received brings about. */
    private interface Handling {
        void handled(long at);
    }

    private void receive(Gathering gathering, int messages, Handling handling) {
        int until = received + messages;
        while (received < until) {
            long sentAt = now;
            now = Math.max(now + ROUND_TRIP / 2, arrivals.element());
            int brought = 0;
            while (brought < 10 && !arrivals.isEmpty() && arrivals.element() <= now) {
                arrivals.remove();
                brought++;
            }
            now += ROUND_TRIP / 2;
            for (int i = 0; i < brought; i++) {
                handling.handled(now);
            }
            requests++;
            received += brought;
            now += gathering.answered(brought, 10, sentAt, now);
        }
    }

    private static Gathering gathering(Duration max) {
        return new Gathering(max, 10, 0);
    }

    /** Messages come at random, so many a second on the average, for a minute. */
    private void flow(int perSecond) {
        double at = now;
        for (int i = 0; i < 60 * perSecond; i++) {
            at += -Math.log(1 - random.nextDouble()) * 1e9 / perSecond;
            arrivals.add((long) at);
        }
    }

    private double requestsPerMessage() {
        return (double) requests / received;
    }

    @Test
    void a_flow_of_single_messages_comes_by_many_in_a_request() {
        flow(500);

        receive(gathering(MAX), 20_000, at -> {});

        assertThat(requestsPerMessage()).isLessThan(0.14);
    }

    @Test
    void a_fast_flow_comes_by_many_in_a_request() {
        flow(3_000);

        receive(gathering(MAX), 100_000, at -> {});

        assertThat(requestsPerMessage()).isLessThan(0.13);
    }

    @Test
    void nothing_pauses_where_the_limit_is_nothing() {
        flow(500);
        Gathering gathering = gathering(Duration.ZERO);

        receive(gathering, 1_000, at -> assertThat(gathering.isOn()).isFalse());

        assertThat(requestsPerMessage()).isGreaterThan(0.4);
    }

    @Test
    void messages_that_come_seldom_are_asked_for_at_once() {
        for (int i = 0; i < 1_000; i++) {
            arrivals.add(i * 250 * MILLI);
        }
        Gathering gathering = gathering(MAX);

        receive(gathering, 1_000, at -> assertThat(gathering.isOn()).isFalse());
    }

    @Test
    void who_waits_for_the_answer_before_it_sends_again_is_hardly_delayed() {
        assertThat(timeOfLoops(1, MAX)).isLessThan(1.05 * timeOfLoops(1, Duration.ZERO));
    }

    @Test
    void some_who_wait_for_their_answers_are_delayed_by_a_fraction() {
        assertThat(timeOfLoops(4, MAX)).isLessThan(2 * timeOfLoops(4, Duration.ZERO));
    }

    /** How long 10,000 messages take if so many are on their way, each of which is sent 6 ms after the one before it was received. */
    private double timeOfLoops(int loops, Duration max) {
        arrivals.clear();
        long began = now;
        for (int i = 0; i < loops; i++) {
            arrivals.add(now + i * MILLI);
        }
        receive(new Gathering(max, 10, now), 10_000, at -> arrivals.add(at + 6 * MILLI + random.nextInt(1_000_000)));
        return now - began;
    }

    @Test
    void a_backlog_is_received_without_pauses() {
        flow(500);
        Gathering gathering = gathering(MAX);
        receive(gathering, 5_000, at -> {});
        assertThat(gathering.isOn()).isTrue();
        for (int i = 0; i < 10_000; i++) {
            arrivals.add(now);
        }
        long began = now;

        receive(gathering, 10_000, at -> {});

        assertThat(now - began).isLessThan(1_500 * ROUND_TRIP);
        assertThat(gathering.isOn()).isFalse();
    }

    @Test
    void it_ends_when_nothing_comes_any_more() {
        flow(500);
        Gathering gathering = gathering(MAX);
        receive(gathering, 5_000, at -> {});

        gathering.answered(0, 10, now, now + MILLI);

        assertThat(gathering.isOn()).isFalse();
        assertThat(gathering.isPausing(now + MILLI)).isFalse();
    }
}
