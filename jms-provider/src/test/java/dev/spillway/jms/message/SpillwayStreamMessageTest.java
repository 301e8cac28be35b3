/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import org.junit.jupiter.api.Test;

/** Where a stream stands after each read (Jakarta Messaging 3.1, StreamMessage). */
class SpillwayStreamMessageTest {

    private final SpillwayStreamMessage message = new SpillwayStreamMessage();

    private void given(Object... values) throws JMSException {
        for (Object value : values) {
            message.writeObject(value);
        }
        message.reset();
    }

    @Test
    void a_part_of_an_array_lies_within_it() {
        assertThatThrownBy(() -> message.writeBytes(new byte[3], 2, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void a_value_that_is_refused_can_be_read_as_another_type() throws JMSException {
        given(1.5);

        assertThatThrownBy(message::readInt).isInstanceOf(MessageFormatException.class);
        assertThat(message.readDouble()).isEqualTo(1.5);
    }

    @Test
    void a_text_that_is_no_number_can_be_read_as_text() throws JMSException {
        given("one");

        assertThatThrownBy(message::readInt).isInstanceOf(NumberFormatException.class);
        assertThat(message.readString()).isEqualTo("one");
    }

    @Test
    void reading_past_the_end_is_refused() throws JMSException {
        given(1);
        message.readInt();

        assertThatThrownBy(message::readInt).isInstanceOf(MessageEOFException.class);
        assertThatThrownBy(() -> message.readBytes(new byte[1])).isInstanceOf(MessageEOFException.class);
    }

    @Test
    void bytes_come_in_parts_until_one_does_not_fill_its_array() throws JMSException {
        given(new byte[] {1, 2, 3}, "next");
        byte[] part = new byte[2];

        assertThat(message.readBytes(part)).isEqualTo(2);
        assertThat(part).containsExactly(1, 2);
        assertThat(message.readBytes(part)).isEqualTo(1);
        assertThat(part[0]).isEqualTo((byte) 3);
        assertThat(message.readString()).isEqualTo("next");
    }

    @Test
    void bytes_that_fill_their_array_exactly_end_with_minus_one() throws JMSException {
        given(new byte[] {1, 2}, "next");

        assertThat(message.readBytes(new byte[2])).isEqualTo(2);
        assertThat(message.readBytes(new byte[2])).isEqualTo(-1);
        assertThat(message.readString()).isEqualTo("next");
    }

    @Test
    void after_all_bytes_were_read_the_next_value_can_be_read_at_once() throws JMSException {
        given(new byte[] {1, 2}, "next");

        assertThat(message.readBytes(new byte[2])).isEqualTo(2);
        assertThat(message.readString()).isEqualTo("next");
    }

    @Test
    void bytes_in_part_have_to_be_read_to_their_end() throws JMSException {
        given(new byte[] {1, 2, 3}, "next");
        message.readBytes(new byte[2]);

        assertThatThrownBy(message::readString)
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("2 of 3 bytes");
        assertThatThrownBy(message::readObject).isInstanceOf(MessageFormatException.class);
        assertThat(message.readBytes(new byte[2])).isEqualTo(1);
    }

    @Test
    void no_bytes_and_no_array_are_told_apart() throws JMSException {
        given(new byte[0], null, "next");

        assertThat(message.readBytes(new byte[2])).isZero();
        assertThat(message.readBytes(new byte[2])).isEqualTo(-1);
        assertThat(message.readString()).isEqualTo("next");
    }

    @Test
    void bytes_of_another_value_are_refused_and_leave_it_there() throws JMSException {
        given("text");

        assertThatThrownBy(() -> message.readBytes(new byte[2])).isInstanceOf(MessageFormatException.class);
        assertThat(message.readString()).isEqualTo("text");
    }

    @Test
    void a_reset_goes_back_to_the_beginning() throws JMSException {
        given(new byte[] {1, 2, 3});
        message.readBytes(new byte[2]);

        message.reset();

        assertThat((byte[]) message.readObject()).containsExactly(1, 2, 3);
    }

    @Test
    void a_message_is_either_written_or_read() throws JMSException {
        assertThatThrownBy(message::readInt).isInstanceOf(MessageNotReadableException.class);
        message.reset();
        assertThatThrownBy(() -> message.writeInt(1)).isInstanceOf(MessageNotWriteableException.class);
        message.clearBody();
        message.writeInt(1);
        assertThatThrownBy(message::readInt).isInstanceOf(MessageNotReadableException.class);
    }

    @Test
    void it_has_no_body_of_a_type() {
        assertThat(message.isBodyAssignableTo(Object.class)).isFalse();
        assertThatThrownBy(() -> message.getBody(Object.class)).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void a_value_that_no_stream_holds_is_refused() {
        assertThatThrownBy(() -> message.writeObject(new StringBuilder()))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("java.lang.StringBuilder");
    }

    @Test
    void an_array_is_kept_as_it_was_when_it_was_written() throws JMSException {
        byte[] bytes = {1};
        message.writeBytes(bytes);
        bytes[0] = 2;
        message.reset();

        assertThat((byte[]) message.readObject()).containsExactly(1);
    }
}
