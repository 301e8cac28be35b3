/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract compares messages with {@code equals}: what differs by a byte has to differ. */
class ContentEqualityTest {

    @Test
    void bytes_bodies_are_equal_by_content() {
        assertThat(new Body.Bytes(new byte[] {1}))
                .isEqualTo(new Body.Bytes(new byte[] {1}))
                .hasSameHashCodeAs(new Body.Bytes(new byte[] {1}))
                .isNotEqualTo(new Body.Bytes(new byte[] {2}));
    }

    @Test
    void the_other_bodies_are_equal_by_content() {
        assertThat(new Body.Map(Map.of("a", new byte[] {1})))
                .isEqualTo(new Body.Map(Map.of("a", new byte[] {1})))
                .hasSameHashCodeAs(new Body.Map(Map.of("a", new byte[] {1})))
                .isNotEqualTo(new Body.Map(Map.of("a", new byte[] {2})))
                .isNotEqualTo(new Body.Map(Map.of("b", new byte[] {1})))
                .isNotEqualTo(new Body.Map(Map.of()));
        assertThat(new Body.Stream(List.of(new byte[] {1})))
                .isEqualTo(new Body.Stream(List.of(new byte[] {1})))
                .hasSameHashCodeAs(new Body.Stream(List.of(new byte[] {1})))
                .isNotEqualTo(new Body.Stream(List.of(new byte[] {2})));
        assertThat(new Body.Stream(List.of(1))).isNotEqualTo(new Body.Stream(List.of(1L)));
        assertThat(new Body.Serialized(new byte[] {1}))
                .isEqualTo(new Body.Serialized(new byte[] {1}))
                .hasSameHashCodeAs(new Body.Serialized(new byte[] {1}))
                .isNotEqualTo(new Body.Serialized(new byte[] {2}))
                .isNotEqualTo(new Body.Bytes(new byte[] {1}));
    }

    @Test
    void attributes_are_equal_by_type_and_value() {
        assertThat(Attribute.binary(new byte[] {1}))
                .isEqualTo(Attribute.binary(new byte[] {1}))
                .hasSameHashCodeAs(Attribute.binary(new byte[] {1}))
                .isNotEqualTo(Attribute.binary(new byte[] {2}))
                .isNotEqualTo(new Attribute("Binary.png", null, new byte[] {1}));
        assertThat(Attribute.string("1"))
                .isEqualTo(Attribute.text("String", "1"))
                .isNotEqualTo(Attribute.string("2"))
                .isNotEqualTo(Attribute.text("Number", "1"));
    }

    @Test
    void headers_are_equal_where_each_of_them_is() {
        ReplyTo replyTo = new ReplyTo("q", null);
        Headers headers = new Headers("c", new byte[] {1}, replyTo, "t", 5, true, 1, 2, 3);

        assertThat(headers)
                .isEqualTo(new Headers("c", new byte[] {1}, new ReplyTo("q", null), "t", 5, true, 1, 2, 3))
                .hasSameHashCodeAs(new Headers("c", new byte[] {1}, replyTo, "t", 5, true, 1, 2, 3))
                .isNotEqualTo(new Headers("d", new byte[] {1}, replyTo, "t", 5, true, 1, 2, 3))
                .isNotEqualTo(new Headers("c", new byte[] {2}, replyTo, "t", 5, true, 1, 2, 3))
                .isNotEqualTo(new Headers("c", new byte[] {1}, null, "t", 5, true, 1, 2, 3))
                .isNotEqualTo(new Headers("c", new byte[] {1}, replyTo, "u", 5, true, 1, 2, 3))
                .isNotEqualTo(new Headers("c", new byte[] {1}, replyTo, "t", 6, true, 1, 2, 3))
                .isNotEqualTo(new Headers("c", new byte[] {1}, replyTo, "t", 5, false, 1, 2, 3))
                .isNotEqualTo(new Headers("c", new byte[] {1}, replyTo, "t", 5, true, 0, 2, 3))
                .isNotEqualTo(new Headers("c", new byte[] {1}, replyTo, "t", 5, true, 1, 0, 3))
                .isNotEqualTo(new Headers("c", new byte[] {1}, replyTo, "t", 5, true, 1, 2, 0));
    }
}
