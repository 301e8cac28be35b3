/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.benchmarks.server.ServerProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benchmark works; how fast anything is, is not tested. */
class BenchmarkTest {

    @ParameterizedTest
    @EnumSource
    void every_subject_moves_messages(Subject subject) throws Exception {
        try (ServerProcess server = subject.start();
                Cycle cycle = subject.cycle(server, "test", 10)) {
            assertThat(cycle.run().messages()).isEqualTo(10);
        }
    }

    @Test
    void what_is_measured_is_told() throws Exception {
        try (ServerProcess server = Subject.SPILLWAY.start()) {
            Figures figures = Meter.measure(
                    server,
                    List.of(Subject.SPILLWAY.cycle(server, "test", 10), Subject.SPILLWAY.cycle(server, "test", 1)),
                    Duration.ofMillis(200),
                    Duration.ofMillis(500));
            assertThat(figures.messagesPerSecond()).isPositive();
            assertThat(figures.requestsPerSecond()).isPositive();
            assertThat(figures.cpuMicrosPerMessage()).isPositive();
            assertThat(figures.p99Millis()).isGreaterThanOrEqualTo(figures.p50Millis());
            long[] polls = LongPoll.measure(Subject.endpoint(server), Subject.queueUrl(server, "polls"), 3);
            assertThat(polls).hasSize(3).doesNotContain(0);
        }
    }

    @Test
    void a_percentile_is_one_of_the_times() {
        long[] nanos = {3_000_000, 1_000_000, 2_000_000};
        assertThat(Figures.percentile(nanos, 0.5)).isEqualTo(2.0);
        assertThat(Figures.percentile(nanos, 0.99)).isEqualTo(3.0);
        assertThat(Figures.percentile(new long[0], 0.5)).isNaN();
    }
}
