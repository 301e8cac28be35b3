/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CallerRunsTest {

    @Test
    void a_thread_makes_the_first_request_that_it_starts_and_no_other() {
        assertThat(CallerRuns.request(() -> List.of(CallerRuns.claim(), CallerRuns.claim())))
                .containsExactly(true, false);
    }

    @Test
    void nobody_makes_a_request_who_does_not_say_so() {
        assertThat(CallerRuns.claim()).isFalse();
    }

    @Test
    void a_request_that_is_started_by_another_thread_is_not_the_callers() {
        assertThat(CallerRuns.request(
                        () -> CompletableFuture.supplyAsync(CallerRuns::claim).join()))
                .isFalse();
    }

    @Test
    void what_failed_to_start_leaves_nothing_behind() {
        assertThatThrownBy(() -> CallerRuns.request(() -> {
                    throw new IllegalArgumentException("refused");
                }))
                .hasMessage("refused");

        assertThat(CallerRuns.claim()).isFalse();
    }
}
