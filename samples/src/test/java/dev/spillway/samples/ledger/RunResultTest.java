/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.samples.load.Window;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RunResultTest {

    private static final Window SPIKE = new Window("spike", 1_000, 2_000);

    @Test
    void an_order_that_was_accepted_and_never_shipped_is_lost() {
        RunResult run = run(List.of(accepted("a", 0, 5), accepted("b", 0, 5)), List.of(new Shipment("a", 9)));

        assertThat(run.lost()).isEqualTo(1);
        assertThat(run.shipped()).isEqualTo(1);
    }

    @Test
    void an_order_that_was_shipped_three_times_is_one_duplicate_and_one_shipped() {
        RunResult run = run(
                List.of(accepted("a", 0, 5)),
                List.of(new Shipment("a", 7), new Shipment("a", 8), new Shipment("a", 9)));

        assertThat(run.duplicates()).isEqualTo(1);
        assertThat(run.shipped()).isEqualTo(1);
        assertThat(run.lost()).isZero();
    }

    @Test
    void an_order_that_was_shipped_after_its_time_out_does_not_make_up_for_a_lost_one() {
        RunResult run = run(
                List.of(new Answer("late", 0, 5, Refusal.TIMED_OUT), accepted("lost", 0, 5)),
                List.of(new Shipment("late", 9)));

        assertThat(run.shippedThoughRefused()).isEqualTo(1);
        assertThat(run.lost()).isEqualTo(1);
        assertThat(run.refused(Refusal.TIMED_OUT)).isEqualTo(1);
        assertThat(run.refused()).isEqualTo(1);
    }

    @Test
    void an_order_without_an_answer_is_counted() {
        assertThat(new RunResult("run", SPIKE, 3, List.of(accepted("a", 0, 5)), List.of(), List.of()).unanswered())
                .isEqualTo(2);
    }

    @Test
    void response_times_are_those_of_accepted_orders_from_their_scheduled_arrival() {
        RunResult run = run(
                List.of(accepted("a", 10, 15), accepted("b", 10, 30), new Answer("c", 10, 999, Refusal.BACKLOG_FULL)),
                List.of());

        assertThat(run.responseTimes().median()).hasValue(5);
        assertThat(run.responseTimes().p99()).hasValue(20);
    }

    @Test
    void the_spike_is_drained_when_the_last_of_its_orders_is_shipped() {
        RunResult run = run(
                List.of(accepted("in", 1_000, 1_001), accepted("after", 2_000, 2_001)),
                List.of(new Shipment("in", 3_000_002_000L), new Shipment("after", 9_000_000_000L)));

        assertThat(run.ofSpike().offered()).isEqualTo(1);
        assertThat(run.secondsUntilDrained()).hasValue(3.0);
    }

    @Test
    void a_percentile_is_the_value_at_its_nearest_rank() {
        ResponseTimes times = ResponseTimes.of(LongStream.rangeClosed(1, 200));

        assertThat(times.median()).hasValue(100);
        assertThat(times.p99()).hasValue(198);
        assertThat(ResponseTimes.of(LongStream.empty()).median()).isEmpty();
    }

    private static RunResult run(List<Answer> answers, List<Shipment> shipments) {
        return new RunResult("run", SPIKE, answers.size(), answers, shipments, List.of());
    }

    private static Answer accepted(String id, long arrived, long answered) {
        return new Answer(id, arrived, answered, null);
    }
}
