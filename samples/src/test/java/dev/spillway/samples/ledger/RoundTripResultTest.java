/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.samples.load.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTripResultTest {

    private static final long SECOND = 1_000_000_000L;

    private final RoundTrips ledger = new RoundTrips();

    @Test
    void what_is_missing_and_what_came_twice_is_found_by_the_ids() {
        place("a", "b", "c");
        ship("a", "b", "b");
        confirm("a", "a");

        RoundTripResult run = result();

        assertThat(run.shipped()).isEqualTo(2);
        assertThat(run.missingOrders()).isEqualTo(1);
        assertThat(run.duplicateOrders()).isEqualTo(1);
        assertThat(run.confirmed()).isEqualTo(1);
        assertThat(run.missingReplies()).isEqualTo(2);
        assertThat(run.duplicateReplies()).isEqualTo(1);
        assertThat(ledger.allConfirmed()).isFalse();
        assertThat(ledger.moved()).isEqualTo(3);
    }

    @Test
    void an_order_shipped_after_a_later_one_of_its_customer_is_out_of_order_and_a_duplicate_is_not() {
        place("anna 1", "anna 2", "bert 1", "anna 3");
        ship("bert 1", "anna 2", "anna 1", "anna 3", "anna 1");

        assertThat(result().outOfOrder()).isEqualTo(1);
    }

    @Test
    void a_round_trip_ends_with_the_first_reply() {
        ledger.placed(new Placement("a", "anna", SECOND));
        ledger.confirmed(new Confirmation("a", 5 * SECOND));
        ledger.confirmed(new Confirmation("a", 3 * SECOND));

        assertThat(result().roundTrips().median()).hasValue(2 * SECOND);
        assertThat(ledger.allConfirmed()).isTrue();
    }

    @Test
    void what_is_on_its_way_is_counted_once() {
        place("a", "b", "c");
        ship("a", "a");

        RoundTripSample sample = ledger.sample(SECOND, "up");

        assertThat(sample.ordersOnTheirWay()).isEqualTo(2);
        assertThat(sample.repliesOnTheirWay()).isEqualTo(1);
    }

    private RoundTripResult result() {
        return ledger.result(List.of(new Window("kill 1", 0, SECOND)), 0, List.of());
    }

    private void place(String... ids) {
        for (String id : ids) {
            ledger.placed(new Placement(id, id.split(" ")[0], 0));
        }
    }

    private void ship(String... ids) {
        for (String id : ids) {
            ledger.shipped(new Shipment(id, 0));
        }
    }

    private void confirm(String... ids) {
        for (String id : ids) {
            ledger.confirmed(new Confirmation(id, 0));
        }
    }
}
