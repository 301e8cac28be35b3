/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class OutageGateTest {

    private static final Exception OUT = new Exception("out");

    private final OutageGate gate = new OutageGate("orders", Duration.ofMillis(1), Duration.ofMillis(2));

    @Test
    void an_open_gate_lets_everybody_through() throws InterruptedException {
        assertThat(gate.enter().probe()).isFalse();
        assertThat(gate.enter().probe()).isFalse();
    }

    @Test
    void after_an_outage_one_is_let_through_as_a_probe_and_the_others_wait() throws InterruptedException {
        gate.failed(gate.enter(), OUT, false);

        assertThat(gate.enter().probe()).isTrue();

        CompletableFuture<OutageGate.Pass> second = entering();
        await().during(Duration.ofMillis(50)).until(() -> !second.isDone());
        gate.close();
        await().atMost(Duration.ofSeconds(30)).until(second::isDone);
    }

    @Test
    void the_probes_success_opens_the_gate_for_all() throws InterruptedException {
        gate.failed(gate.enter(), OUT, false);
        OutageGate.Pass probe = gate.enter();
        CompletableFuture<OutageGate.Pass> waiting = entering();

        gate.succeeded(probe);

        assertThat(waiting.join().probe()).isFalse();
        assertThat(gate.isSuspended()).isFalse();
    }

    @Test
    void who_looks_in_probes_only_while_nobody_waits_to() throws InterruptedException {
        OutageGate slow = new OutageGate("orders", Duration.ofHours(1), Duration.ofHours(1));
        slow.failed(slow.enter(), OUT, true);
        assertThat(slow.tryEnter()).isNull();

        OutageGate.Pass probe = slow.enter(); // a second message, which needn't wait where one has failed alone
        assertThat(probe.probe()).isTrue();
        slow.succeeded(probe);

        assertThat(slow.tryEnter()).isNotNull();
    }

    @Test
    void where_a_second_message_fails_too_everybody_waits_for_the_next_probe() throws InterruptedException {
        OutageGate slow = new OutageGate("orders", Duration.ofHours(1), Duration.ofHours(1));
        slow.failed(slow.enter(), OUT, true);
        slow.failed(slow.enter(), OUT, false);

        assertThat(slow.tryEnter()).isNull();
        assertThat(slow.untilProbe()).isPositive();
        CompletableFuture<OutageGate.Pass> waiting = entering(slow);
        await().during(Duration.ofMillis(50)).until(() -> !waiting.isDone());
        slow.close();
        await().atMost(Duration.ofSeconds(30)).until(waiting::isDone);
    }

    @Test
    void who_looks_in_once_the_pause_is_over_is_the_probe() throws InterruptedException {
        gate.failed(gate.enter(), OUT, false);

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            OutageGate.Pass pass = gate.tryEnter();
            return pass != null && pass.probe();
        });

        assertThat(gate.tryEnter()).isNull();
    }

    @Test
    void an_attempt_from_before_the_outage_does_not_open_the_gate() throws InterruptedException {
        OutageGate.Pass early = gate.enter();
        gate.failed(gate.enter(), OUT, false);

        gate.succeeded(early);

        assertThat(gate.isSuspended()).isTrue();
    }

    @Test
    void a_closed_gate_lets_nobody_through_who_holds_nothing() {
        gate.close();

        assertThatThrownBy(gate::tryEnter)
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("orders");
    }

    @Test
    void a_closed_gate_lets_through_what_is_held_unless_the_target_is_out() throws InterruptedException {
        gate.close();

        OutageGate.Pass pass = gate.enter();
        assertThat(pass.probe()).isFalse();
        gate.failed(pass, OUT, false);

        assertThatThrownBy(gate::enter).isInstanceOf(InterruptedException.class).hasMessageContaining("orders");
    }

    private CompletableFuture<OutageGate.Pass> entering() {
        return entering(gate);
    }

    private static CompletableFuture<OutageGate.Pass> entering(OutageGate gate) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return gate.enter();
            } catch (InterruptedException closed) {
                throw new IllegalStateException(closed);
            }
        });
    }
}
