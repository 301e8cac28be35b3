/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.mapping.Body;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages of which only their interface is known. */
class ForeignMessageTest {

    @Test
    void a_map_is_copied_entry_by_entry() throws JMSException {
        SpillwayMapMessage map = new SpillwayMapMessage();
        map.setChar("a", 'b');
        map.setBytes("bytes", new byte[] {1});
        map.setObject("nothing", null);
        map.setStringProperty("colour", "blue");

        SpillwayMessage copy = ForeignMessage.adopt(foreign(MapMessage.class, map));

        assertThat(copy).isNotSameAs(map);
        assertThat(copy.body()).isEqualTo(map.body());
        assertThat(copy.getStringProperty("colour")).isEqualTo("blue");
    }

    @Test
    void a_stream_is_copied_from_its_beginning() throws JMSException {
        SpillwayStreamMessage stream = new SpillwayStreamMessage();
        stream.writeInt(1);
        stream.writeObject(null);
        stream.writeBytes(new byte[] {1});
        stream.reset();
        stream.readInt();

        SpillwayMessage copy = ForeignMessage.adopt(foreign(StreamMessage.class, stream));

        assertThat(copy.body()).isEqualTo(new Body.Stream(Arrays.asList(1, null, new byte[] {1})));
    }

    @Test
    void bytes_are_copied_to_their_end_whatever_their_length_is_said_to_be() throws JMSException {
        byte[] content = new byte[20_000];
        Arrays.fill(content, (byte) 7);
        SpillwayBytesMessage bytes = new SpillwayBytesMessage(content);
        BytesMessage wrong = (BytesMessage) Proxy.newProxyInstance(
                BytesMessage.class.getClassLoader(),
                new Class<?>[] {BytesMessage.class},
                (proxy, method, args) -> method.getName().equals("getBodyLength") ? 0L : method.invoke(bytes, args));

        assertThat(ForeignMessage.adopt(wrong).body()).isEqualTo(new Body.Bytes(content));
    }

    @Test
    void an_object_is_serialised_anew() throws JMSException {
        SpillwayObjectMessage object = new SpillwayObjectMessage();
        object.setObject("text");

        SpillwayMessage copy = ForeignMessage.adopt(foreign(ObjectMessage.class, object));

        assertThat(copy).isNotSameAs(object);
        assertThat(copy.getBody(String.class)).isEqualTo("text");
    }

    @Test
    void a_message_of_no_kind_has_no_body() throws JMSException {
        SpillwayMessage copy = ForeignMessage.adopt(foreign(Message.class, new SpillwayMessage()));

        assertThat(copy.body()).isEqualTo(new Body.Empty());
        assertThat(Collections.list(copy.getPropertyNames())).isEmpty();
    }

    @Test
    void a_message_of_this_provider_is_itself() throws JMSException {
        SpillwayMapMessage own = new SpillwayMapMessage(Map.of("a", 1));

        assertThat(ForeignMessage.adopt(own)).isSameAs(own);
    }

    private static <T extends Message> T foreign(Class<T> type, T message) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                return method.invoke(message, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
