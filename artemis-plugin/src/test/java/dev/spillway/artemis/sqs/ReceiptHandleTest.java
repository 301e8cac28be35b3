/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spillway.artemis.store.Receipt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

class ReceiptHandleTest {

    private static final ReceiptHandle HANDLE = new ReceiptHandle(new Receipt(4_711, -1), 1_700_000_000_000L);

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "-1, 1, -1", "9223372036854775807, -9223372036854775808, 1700000000000"})
    void a_handle_is_read_back_as_it_was_written(long message, long receive, long receivedAt) {
        ReceiptHandle handle = new ReceiptHandle(new Receipt(message, receive), receivedAt);

        assertThat(ReceiptHandle.decode(handle.encode("orders"), "orders")).isEqualTo(handle);
    }

    @Test
    void a_handle_may_stand_in_a_url() {
        assertThat(HANDLE.encode("orders")).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void the_handle_of_another_queue_is_refused() {
        String handle = HANDLE.encode("orders");

        assertThatExceptionOfType(ReceiptHandleIsInvalidException.class)
                .isThrownBy(() -> ReceiptHandle.decode(handle, "invoices"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "äöü", "====", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void rubbish_is_refused(String handle) {
        assertThatExceptionOfType(ReceiptHandleIsInvalidException.class)
                .isThrownBy(() -> ReceiptHandle.decode(handle, "orders"));
    }

    @Test
    void a_handle_with_any_one_character_changed_is_refused() {
        String handle = HANDLE.encode("orders");

        for (int i = 0; i < handle.length(); i++) {
            char other = handle.charAt(i) == 'x' ? 'y' : 'x';
            String changed = handle.substring(0, i) + other + handle.substring(i + 1);
            assertThatExceptionOfType(ReceiptHandleIsInvalidException.class)
                    .as(changed)
                    .isThrownBy(() -> ReceiptHandle.decode(changed, "orders"));
        }
    }
}
