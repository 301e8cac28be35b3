/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResidueTest {

    @Test
    void a_message_of_a_jms_provider_costs_nothing() {
        WireMessage wire = new WireMessage(
                "x", Map.of("JMS_SQSMessageType", Attribute.string("text"), "n", Attribute.text("Number.int", "5")));

        assertThat(residue(wire)).isNull();
    }

    @Test
    void a_message_without_attributes_costs_one_byte() {
        assertThat(residue(new WireMessage("x", Map.of()))).hasSize(1);
    }

    @Test
    void a_message_with_ten_typed_attributes_costs_one_byte() {
        Map<String, Attribute> ten = new TreeMap<>();
        for (int i = 0; i < 10; i++) {
            ten.put("p" + i, Attribute.text("Number.int", "5"));
        }

        assertThat(residue(new WireMessage("x", ten))).hasSize(1);
    }

    @Test
    void a_binary_attribute_costs_its_name_and_type_and_not_its_content() {
        assertThat(residue(new WireMessage("x", Map.of("picture", Attribute.binary(new byte[10_000])))))
                .hasSizeLessThan(20);
    }

    @Test
    void a_property_that_the_message_has_lost_since_does_not_come_back_without_a_value() {
        byte[] residue = residue(new WireMessage("x", Map.of("n", Attribute.text("Number", "5"))));
        MappedMessage stripped = new MappedMessage(new Body.Text("x"), Headers.NONE, Map.of());

        assertThat(Residue.restore(stripped, residue)).isEqualTo(new WireMessage("x", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u0007",
                "\u0001\u0007",
                "\u0001\u0002\u0002a",
                "\u0001\u0001\u00FF\u00FF\u00FF\u00FF" + "\u00FF\u00FF\u00FF\u00FF\u00FF",
                "\u0001\u0002\u0002n\u0002S\u0003"
            })
    void bytes_that_are_no_residue_are_refused(String bytes) {
        MappedMessage message = new MappedMessage(new Body.Text("x"), Headers.NONE, Map.of());
        byte[] residue = bytes.getBytes(ISO_8859_1);

        assertThatThrownBy(() -> Residue.restore(message, residue))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Not a residue of a message: at byte ");
    }

    private static byte[] residue(WireMessage wire) {
        return Residue.of(wire, SqsMapping.decode(wire));
    }
}
