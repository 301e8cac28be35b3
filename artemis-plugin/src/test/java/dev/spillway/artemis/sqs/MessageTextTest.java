/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {

    @ParameterizedTest
    @ValueSource(ints = {0x9, 0xA, 0xD, 0x20, 0x7F, 0x85, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x1FFFF, 0x10FFFF})
    void these_characters_are_valid(int codePoint) {
        assertThat(MessageText.isValid("a" + Character.toString(codePoint) + "b"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0, 0x8, 0xB, 0xC, 0xE, 0x1F, 0xFFFE, 0xFFFF})
    void these_are_not(int codePoint) {
        assertThat(MessageText.isValid("a" + Character.toString(codePoint) + "b"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "a\uD800b", "\uDC00", "\uDC00\uD800", "\uD800\uD800"})
    void half_a_surrogate_pair_is_no_character(String text) {
        assertThat(MessageText.isValid(text)).isFalse();
    }
}
