/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.mapping.Attribute;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against digests that were recorded from Amazon SQS. */
class Md5Test {

    private static Attribute text(String value) {
        return new Attribute("String", value, null);
    }

    @Test
    void the_digest_of_a_body_is_that_of_its_utf8() {
        assertThat(Md5.ofBody("msg".getBytes(UTF_8))).isEqualTo("6e2baaf3b97dbeef01c0043275f9a0e7");
    }

    @Test
    void attributes_are_hashed_by_name_type_and_value() {
        assertThat(Md5.ofAttributes(Map.of("Hello", text("There")))).isEqualTo("a311262e065454b75da111d535b8dacd");
    }

    @Test
    void attributes_are_hashed_in_the_order_of_their_names() {
        Map<String, Attribute> unsorted = new LinkedHashMap<>();
        unsorted.put("Help.Me", text("Me"));
        unsorted.put("Hello", text("There"));
        unsorted.put("General", text("Kenobi"));

        assertThat(Md5.ofAttributes(unsorted)).isEqualTo("4c360f3fdafd970e05fae2f149d997f5");
    }

    @Test
    void binary_values_are_hashed_as_bytes() {
        byte[] value = "traceparent\u001e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01".getBytes(UTF_8);

        assertThat(Md5.ofAttributes(Map.of("attr1", new Attribute("Binary", null, value))))
                .isEqualTo("8cbe4db156db8a94db8b801b7addb984");
    }

    @Test
    void no_attributes_have_no_digest() {
        assertThat(Md5.ofAttributes(Map.of())).isNull();
    }
}
