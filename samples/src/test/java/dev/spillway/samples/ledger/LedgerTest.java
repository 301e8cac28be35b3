/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final long SECOND = 1_000_000_000L;

    private final Ledger ledger = new Ledger();

    @Test
    void an_order_waits_from_its_acceptance_until_it_is_shipped() {
        ledger.offered();
        ledger.answered(new Answer("a", 0, 5, null));

        assertThat(ledger.acceptedNotShipped()).isEqualTo(1);
        assertThat(ledger.allAcceptedShipped()).isFalse();

        ledger.shipped(new Shipment("a", 9));

        assertThat(ledger.acceptedNotShipped()).isZero();
        assertThat(ledger.allAcceptedShipped()).isTrue();
    }

    @Test
    void a_duplicate_does_not_stand_for_an_order_that_was_not_shipped() {
        ledger.answered(new Answer("a", 0, 5, null));
        ledger.answered(new Answer("b", 0, 5, null));
        ledger.shipped(new Shipment("a", 9));
        ledger.shipped(new Shipment("a", 10));

        assertThat(ledger.allAcceptedShipped()).isFalse();
        assertThat(ledger.shipments()).hasSize(2);
    }

    @Test
    void a_sample_has_the_response_times_of_what_was_accepted_in_the_last_second() {
        ledger.answered(new Answer("old", 0, SECOND, null));
        ledger.answered(new Answer("new", 2 * SECOND, 2 * SECOND + 7, null));
        ledger.answered(new Answer("refused", 2 * SECOND, 2 * SECOND + 99, Refusal.BACKLOG_FULL));

        Sample sample = ledger.sample(3 * SECOND, "spike", 4);

        assertThat(sample.lastSecond().p99()).hasValue(7);
        assertThat(sample.accepted()).isEqualTo(2);
        assertThat(sample.refused()).isEqualTo(1);
    }
}
