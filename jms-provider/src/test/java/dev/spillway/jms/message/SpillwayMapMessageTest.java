/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpillwayMapMessageTest {

    private final SpillwayMapMessage message = new SpillwayMapMessage();

    @Test
    void an_entry_needs_a_name() {
        assertThatIllegalArgumentException().isThrownBy(() -> message.setInt(null, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> message.setInt("", 1));
    }

    @Test
    void an_entry_that_is_not_there_reads_as_null_does() throws JMSException {
        assertThat(message.itemExists("a")).isFalse();
        assertThat(message.getObject("a")).isNull();
        assertThat(message.getBoolean("a")).isFalse();
        assertThatThrownBy(() -> message.getInt("a")).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void an_array_is_kept_as_it_was_when_it_was_set() throws JMSException {
        byte[] bytes = {1, 2, 3};
        message.setBytes("all", bytes);
        message.setBytes("part", bytes, 1, 2);
        bytes[1] = 9;
        message.getBytes("all")[0] = 9;

        assertThat(message.getBytes("all")).containsExactly(1, 2, 3);
        assertThat(message.getBytes("part")).containsExactly(2, 3);
    }

    @Test
    void a_part_of_an_array_lies_within_it() {
        assertThatThrownBy(() -> message.setBytes("part", new byte[3], 2, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void properties_may_be_set_while_their_names_are_walked_through() throws JMSException {
        message.setStringProperty("a", "1");
        message.setStringProperty("b", "2");
        Enumeration<String> names = message.getPropertyNames();
        names.nextElement();

        message.setStringProperty("c", "3");

        assertThat(names.nextElement()).isEqualTo("b");
    }

    @Test
    void its_body_is_a_map_of_its_own() throws JMSException {
        message.setString("a", "b");
        Map<?, ?> body = message.getBody(Map.class);
        body.clear();

        assertThat(message.getBody(Object.class)).isEqualTo(Map.of("a", "b"));
        assertThat(message.isBodyAssignableTo(HashMap.class)).isFalse();
        assertThatThrownBy(() -> message.getBody(String.class)).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void without_entries_it_has_no_body() throws JMSException {
        assertThat(message.isBodyAssignableTo(String.class)).isTrue();
        assertThat(message.getBody(String.class)).isNull();
    }
}
