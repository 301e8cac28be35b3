/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffers;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.buffers.impl.ChannelBufferWrapper;
import org.junit.jupiter.api.Test;

class Utf16Test {

    @Property(tries = 200)
    void artemis_reads_what_is_written(@ForAll @StringLength(max = 9_000) String text) {
        ActiveMQBuffer buffer = ActiveMQBuffers.dynamicBuffer(16);
        buffer.writeByte((byte) 7);

        Utf16.write(text, buffer);

        assertThat(buffer.readByte()).isEqualTo((byte) 7);
        assertThat((Object) buffer.readNullableSimpleString()).isEqualTo(SimpleString.of(text));
        assertThat(buffer.readable()).isFalse();
    }

    @Property(tries = 200)
    void what_artemis_wrote_is_read(@ForAll @StringLength(max = 9_000) String text) {
        ActiveMQBuffer buffer = ActiveMQBuffers.dynamicBuffer(16);
        buffer.writeNullableSimpleString(SimpleString.of(text));
        buffer.writeByte((byte) 7);

        assertThat(Utf16.read(new ChannelBufferWrapper(buffer.byteBuf().asReadOnly())))
                .isEqualTo(text);
        assertThat(Utf16.read(buffer)).isEqualTo(text);
        assertThat(buffer.readByte()).isEqualTo((byte) 7);
    }

    @Test
    void no_text_is_no_empty_text() {
        ActiveMQBuffer buffer = ActiveMQBuffers.dynamicBuffer(16);

        Utf16.write(null, buffer);
        Utf16.write("", buffer);

        assertThat(Utf16.read(buffer)).isNull();
        assertThat(Utf16.read(buffer)).isEmpty();
    }

    @Test
    void a_text_that_says_it_is_longer_than_its_buffer_is_refused() {
        ActiveMQBuffer buffer = new ChannelBufferWrapper(Unpooled.buffer());
        buffer.writeByte((byte) 1);
        buffer.writeInt(6);
        buffer.writeInt(0);

        assertThatThrownBy(() -> Utf16.read(buffer)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
