/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.benchmarks.requests.Requests;
import dev.spillway.benchmarks.server.SpillwayServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The benchmark works; how fast anything is, is not tested. */
class BridgeBenchmarkTest {

    @ParameterizedTest
    @CsvSource({"TEMPLATE, JMS_TO_SQS", "TUNED, SQS_TO_JMS"})
    void a_route_moves_messages_and_none_is_lost(Contestant contestant, Direction direction) throws Exception {
        try (Servers servers = Servers.start(SpillwayServer.class)) {
            Figures figures = Run.of(contestant, direction, 2, servers, Duration.ofMillis(400), Duration.ofMillis(400));
            assertThat(figures.balance().lost()).isZero();
        }
    }

    @Test
    void a_table_tells_what_the_template_is_to_the_stock_routes_with_as_many_consumers() {
        assertThat(RouteTable.of(
                                "JMS to SQS",
                                Map.of(
                                        new Contender(Contestant.TEMPLATE, 10), figures(9_000, 0.1, 50),
                                        new Contender(Contestant.TUNED, 10), figures(900, 1, 500)))
                        .lines()
                        .skip(4))
                .containsExactlyInAnyOrder(
                        "| Spillway's template, 10 consumers | 9,000 | 0.10 | 0.10 + 0.00 + 0.00 + 0.00 | 50 | 20 | 30 | 0 | 1 |  |",
                        "| stock, loss-free and tuned, 10 consumers | 900 | 1.00 | 1.00 + 0.00 + 0.00 + 0.00 | 500 | 20 | 30 | 0 | 1 |"
                                + " 10.0 × as fast at 0.18 of the CPU |");
    }

    private static Figures figures(double messagesPerSecond, double requests, double cpu) {
        return new Figures(messagesPerSecond, new Requests(requests, 0, 0, 0), cpu, 20, 30, new Balance(0, 1));
    }
}
