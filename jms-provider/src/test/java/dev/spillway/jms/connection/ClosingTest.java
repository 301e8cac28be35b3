/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {

    private final Closing closing = new Closing();

    @Test
    void each_step_is_made_and_what_was_thrown_first_is_thrown_in_the_end() {
        JMSException first = new JMSException("first");
        IllegalStateException second = new IllegalStateException("second");
        List<String> made = new ArrayList<>();

        closing.step(() -> {
            throw first;
        });
        closing.step(() -> {
            throw second;
        });
        closing.step(() -> made.add("third"));

        assertThat(made).containsExactly("third");
        assertThatThrownBy(closing::end).isSameAs(first).hasSuppressedException(second);
    }

    @Test
    void nothing_is_thrown_where_nothing_was() {
        closing.step(() -> {});

        assertThatCode(closing::end).doesNotThrowAnyException();
    }
}
