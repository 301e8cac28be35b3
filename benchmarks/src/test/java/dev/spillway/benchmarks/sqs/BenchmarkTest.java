/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.benchmarks.server.ServerProcess;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benchmark works; how fast anything is, is not tested. */
class BenchmarkTest {

    @ParameterizedTest
    @EnumSource
    void every_subject_moves_messages_under_every_load(Subject subject) throws Exception {
        try (ServerProcess server = subject.start()) {
            for (Load load : Load.values()) {
                if (load.isFor(subject)) {
                    try (Cycle cycle = load.cycle(subject, server)) {
                        assertThat(cycle.run(nanos -> {})).as(load.title).isEqualTo(load == Load.SINGLE ? 1 : 10);
                    }
                }
            }
        }
    }

    @Test
    void what_is_measured_is_told() throws Exception {
        try (ServerProcess server = Subject.SPILLWAY.start()) {
            Meter.warmUp(List.of(Load.SINGLE.cycle(Subject.SPILLWAY, server)), 10, Duration.ofSeconds(10));
            Figures figures = Meter.measure(
                    server,
                    List.of(
                            Load.NEAR_EMPTY.cycle(Subject.SPILLWAY, server),
                            Load.SINGLE.cycle(Subject.SPILLWAY, server)),
                    Duration.ofMillis(500));
            assertThat(figures.messagesPerSecond()).isPositive();
            assertThat(figures.requestsPerSecond()).isPositive();
            assertThat(figures.cpuMicrosPerMessage()).isPositive();
            assertThat(figures.clientMicrosPerMessage()).isPositive();
            assertThat(figures.p99Millis()).isGreaterThanOrEqualTo(figures.p50Millis());
            long[] polls = LongPoll.measure(Subject.endpoint(server), Subject.SPILLWAY.queue(server, "polls"), 3);
            assertThat(polls).hasSize(3).doesNotContain(0);
        }
    }

    @Test
    void a_table_tells_the_medians_and_what_Spillway_is_to_its_peers() {
        Map<Subject, List<Figures>> rounds = new EnumMap<>(Subject.class);
        rounds.put(Subject.SPILLWAY, List.of(figures(9_000, 60), figures(12_000, 50), figures(10_000, 40)));
        rounds.put(Subject.ELASTICMQ, List.of(figures(4_000, 200)));
        assertThat(ResultTable.of(rounds).lines().skip(2))
                .containsExactly(
                        "| Spillway, journal synced | 10,000 | 9,000 – 12,000 | 3 | 1.00 | 2.00 | 50 | 5 | 300 |  |",
                        "| ElasticMQ, in memory | 4,000 | 4,000 – 4,000 | 3 | 1.00 | 2.00 | 200 | 5 | 300 |"
                                + " 2.5 × as fast at 0.25 of its CPU |");
    }

    private static Figures figures(double messagesPerSecond, double cpu) {
        return new Figures(messagesPerSecond, 3, cpu, 5, 1, 2, 300);
    }

    @Test
    void what_is_left_in_a_queue_is_counted_by_the_load_and_by_the_queue() throws Exception {
        try (ServerProcess server = Subject.SPILLWAY.start()) {
            QueueLoad load =
                    new QueueLoad(Subject.endpoint(server), Subject.SPILLWAY.queue(server, "backlog"), 2, server);
            assertThat(load.send(100, "sending").messages()).isEqualTo(100);
            load.cycle(Duration.ofMillis(200), "sending, receiving, deleting");
            assertThat(load.left()).isEqualTo(100);
            assertThat(load.count()).isEqualTo(100);
            assertThat(load.drain(Duration.ofSeconds(30), "receiving and deleting")
                            .messages())
                    .isEqualTo(100);
            assertThat(load.count()).isZero();
        }
    }
}
