/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalScheduleTest {

    private final ArrivalSchedule schedule = new ArrivalSchedule(List.of(
            new Phase("before", 2, Duration.ofSeconds(1)),
            new Phase("spike", 4, Duration.ofMillis(500)),
            new Phase("after", 1, Duration.ofSeconds(2))));

    @Test
    void arrivals_are_evenly_spaced_within_each_phase() {
        assertThat(schedule.arrivals().stream().map(Duration::ofNanos).map(Duration::toMillis))
                .containsExactly(0L, 500L, 1000L, 1250L, 1500L, 2500L);
        assertThat(schedule.count()).isEqualTo(6);
    }

    @Test
    void the_spike_is_the_phase_with_the_highest_rate() {
        assertThat(schedule.spike()).isEqualTo(new Window("spike", 1_000_000_000L, 1_500_000_000L));
    }

    @Test
    void what_comes_after_the_last_phase_is_the_drain() {
        assertThat(schedule.phaseAt(999_999_999L)).isEqualTo("before");
        assertThat(schedule.phaseAt(1_000_000_000L)).isEqualTo("spike");
        assertThat(schedule.phaseAt(schedule.length().toNanos())).isEqualTo("drain");
    }

    @Test
    void a_phase_without_arrivals_or_without_length_is_refused() {
        assertThatThrownBy(() -> new Phase("idle", 0, Duration.ofSeconds(1)))
                .hasMessage("perSecond is 0, it should be at least 1");
        assertThatThrownBy(() -> new Phase("never", 1, Duration.ZERO))
                .hasMessage("length is PT0S, it should be more than zero");
    }
}
