/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"orderId", "_x", "_x002", "order_x_id", "größe", "$price", "JMSXGroupID"})
    void an_identifier_stays_as_it_is(String name) {
        assertThat(PropertyNames.encode(name)).isEqualTo(name);
    }

    @Test
    void a_hyphen_becomes_its_code() {
        assertThat(PropertyNames.encode("order-id")).isEqualTo("order_x002D_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"order.id", ".id", "1st", "a b", "_x002D_", "_x005F_x002D_", "__x002D_-", "\uD83D\uDE80", ""})
    void every_name_comes_back(String name) {
        assertThat(PropertyNames.decode(PropertyNames.encode(name))).isEqualTo(name);
    }
}
