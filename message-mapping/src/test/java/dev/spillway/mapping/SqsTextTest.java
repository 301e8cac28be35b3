/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqsTextTest {

    @Test
    void the_characters_of_the_specification_are_allowed_and_no_others() {
        for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
            boolean specified = character == 0x9
                    || character == 0xA
                    || character == 0xD
                    || character >= 0x20 && character <= 0xD7FF
                    || character >= 0xE000 && character <= 0xFFFD
                    || character >= 0x10000;

            assertThat(SqsText.isAllowed(Character.toString(character)))
                    .as("U+%04X", character)
                    .isEqualTo(specified);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc\u0000", "abc\uD83D", "abc\uDE80", "abc\uD83D\uD83D\uDE80", "\uD83D\uDE80c\uDE80"})
    void the_first_refused_unit_is_the_fourth(String text) {
        assertThat(SqsText.indexOfRefused(text)).isEqualTo(3);
    }

    @Test
    void pairs_are_allowed_anywhere() {
        assertThat(SqsText.isAllowed("\uD83D\uDE80a\uD83D\uDE80\uD83D\uDE80")).isTrue();
    }
}
