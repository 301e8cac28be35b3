/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSizeTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "order", "\u00FCber", "\u07FF\u0800", "\u20AC5", "\uD83D\uDE80!", "\uFFFD"})
    void a_body_counts_its_bytes_in_utf_8(String body) {
        assertThat(new WireMessage(body, Map.of()).sizeInBytes()).isEqualTo(body.getBytes(UTF_8).length);
    }

    @Test
    void half_a_surrogate_pair_counts_three_bytes() {
        assertThat(new WireMessage("\uD83Da\uDE80\uD83D", Map.of()).sizeInBytes())
                .isEqualTo(10);
    }

    @Test
    void an_attribute_counts_name_data_type_and_value() {
        Map<String, Attribute> attributes =
                Map.of("n", Attribute.text("Number.int", "5"), "b", Attribute.binary(new byte[100]));

        assertThat(new WireMessage("x", attributes).sizeInBytes()).isEqualTo(1 + 1 + 10 + 1 + 1 + 6 + 100);
    }
}
