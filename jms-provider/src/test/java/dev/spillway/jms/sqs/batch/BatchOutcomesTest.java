/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/** What a batch's answer says of each of its entries. */
class BatchOutcomesTest {

    private static BatchResultErrorEntry failed(String id, String code, boolean senderFault) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .code(code)
                .senderFault(senderFault)
                .build();
    }

    @Test
    void an_entry_is_answered_by_its_index_whatever_the_answers_order() {
        List<Outcome<Void>> outcomes = BatchOutcomes.of(
                List.of("2", "0"), List.of(failed("1", "ReceiptHandleIsInvalid", true)), 3, "acknowledging");

        assertThat(outcomes).extracting(outcome -> outcome.failure() == null).containsExactly(true, false, true);
        assertThat(outcomes.get(1).failure()).hasMessageContaining("acknowledging");
    }

    @Test
    void what_may_pass_is_tried_again_and_what_is_the_senders_fault_is_not() {
        List<Outcome<Void>> outcomes = BatchOutcomes.of(
                List.of(),
                List.of(failed("0", "InternalError", false), failed("1", "ReceiptHandleIsInvalid", true)),
                2,
                "acknowledging");

        assertThat(outcomes).extracting(Outcome::retry).containsExactly(true, false);
    }

    @Test
    void an_entry_that_the_answer_leaves_out_has_failed_and_is_tried_again() {
        List<Outcome<Void>> outcomes = BatchOutcomes.of(List.of("1"), List.of(), 2, "acknowledging");

        assertThat(outcomes.get(0).retry()).isTrue();
        assertThat(outcomes.get(0).failure()).hasMessage("acknowledging: the service's answer left this entry out");
        assertThat(outcomes.get(1).failure()).isNull();
    }
}
