/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.spike;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.samples.ArtemisBroker;
import dev.spillway.samples.ledger.Refusal;
import dev.spillway.samples.ledger.RunResult;
import dev.spillway.samples.load.ArrivalSchedule;
import dev.spillway.samples.load.Phase;
import dev.spillway.samples.order.Order;
import dev.spillway.samples.order.OrderFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The story in small, against a stock broker: 40 orders a second are shipping's limit, and 200 come for half a second. */
@Timeout(60)
class SpikeRunTest {

    private static final SpikeScenario SCENARIO = scenario(Duration.ofSeconds(2));

    @TempDir
    Path data;

    @Test
    void called_directly_shipping_keeps_what_it_took_and_turns_the_rest_away() throws Exception {
        RunResult run = run(SCENARIO, "direct", DirectWiring::new);

        assertThat(run.offered()).isEqualTo(120);
        assertThat(run.unanswered()).isZero();
        assertThat(run.refused(Refusal.BACKLOG_FULL)).isPositive();
        assertThat(run.shipped()).isEqualTo(run.accepted());
        assertThat(run.deepest()).isBetween(1L, 6L);
    }

    @Test
    void an_order_whose_caller_stopped_waiting_is_shipped_though_refused() throws Exception {
        SpikeScenario impatient = scenario(Duration.ofMillis(10));

        RunResult run = run(impatient, "direct", DirectWiring::new);

        assertThat(run.refused(Refusal.TIMED_OUT)).isPositive();
        assertThat(run.shippedThoughRefused()).isPositive();
        assertThat(run.lost()).isZero();
    }

    @Test
    void through_a_queue_every_order_is_accepted_and_shipped_once() throws Exception {
        try (ArtemisBroker broker = new ArtemisBroker(data)) {
            RunResult run = run(
                    SCENARIO,
                    "decoupled",
                    (scenario, warehouse, ledger) ->
                            new QueueWiring(broker.connectionFactory(), scenario, "orders", warehouse, ledger));

            assertThat(run.accepted()).isEqualTo(120);
            assertThat(run.shipped()).isEqualTo(120);
            assertThat(run.lost()).isZero();
            assertThat(run.duplicates()).isZero();
            assertThat(run.deepest()).isGreaterThan(10);
        }
    }

    private static RunResult run(SpikeScenario scenario, String name, SpikeRun.WiringFactory wiring) throws Exception {
        List<Order> orders =
                OrderFile.read(Path.of("orders.csv")).take(scenario.schedule().count());
        return new SpikeRun(scenario, orders, sample -> {}).run(name, wiring);
    }

    private static SpikeScenario scenario(Duration timeout) {
        return new SpikeScenario(
                new ArrivalSchedule(List.of(
                        new Phase("before", 20, Duration.ofMillis(500)),
                        new Phase("spike", 200, Duration.ofMillis(500)),
                        new Phase("after", 20, Duration.ofMillis(500)))),
                2,
                Duration.ofMillis(50),
                4,
                timeout,
                20,
                Duration.ofSeconds(30),
                Duration.ofMillis(200));
    }
}
