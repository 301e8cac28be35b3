/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

/** What the API's documentation promises of every kind of message: states, names, and bodies by type. */
class MessageRulesTest {

    @FunctionalInterface
    interface On<M> {
        void act(M message) throws JMSException;
    }

    /** A body that was never set reads as null under any type. */
    private static final List<Class<?>> TYPES = List.of(
            String.class, CharSequence.class, Object.class, Map.class, byte[].class, Serializable.class, Integer.class);

    static Stream<Arguments> bodies() throws JMSException {
        SpillwayBytesMessage bytes = new SpillwayBytesMessage();
        bytes.writeInt(1);
        SpillwayMapMessage map = new SpillwayMapMessage();
        map.setInt("a", 1);
        SpillwayObjectMessage object = new SpillwayObjectMessage();
        object.setObject(1);
        SpillwayStreamMessage stream = new SpillwayStreamMessage();
        stream.writeInt(1);
        return Stream.of(
                Arguments.of(
                        new SpillwayTextMessage("t"),
                        List.of(String.class, CharSequence.class, Object.class, Serializable.class)),
                Arguments.of(bytes, List.of(byte[].class, Object.class, Serializable.class)),
                Arguments.of(map, List.of(Map.class, Object.class)),
                Arguments.of(object, List.of(Integer.class, Object.class, Serializable.class)),
                Arguments.of(stream, List.of()),
                Arguments.of(new SpillwayStreamMessage(), List.of()),
                Arguments.of(new SpillwayMessage(), TYPES),
                Arguments.of(new SpillwayTextMessage(null), TYPES),
                Arguments.of(new SpillwayBytesMessage(), TYPES),
                Arguments.of(new SpillwayMapMessage(), TYPES),
                Arguments.of(new SpillwayObjectMessage(), TYPES));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_body_is_given_as_the_types_that_it_is_assignable_to_and_no_others(
            SpillwayMessage message, List<Class<?>> assignable) throws JMSException {
        for (Class<?> type : TYPES) {
            assertThat(message.isBodyAssignableTo(type)).as(type.getName()).isEqualTo(assignable.contains(type));
            if (assignable.contains(type)) {
                assertThatCode(() -> message.getBody(type)).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> message.getBody(type)).isInstanceOf(MessageFormatException.class);
            }
        }
    }

    @Test
    void an_object_that_is_refused_is_assignable_to_nothing() throws JMSException {
        byte[] bytes = SerializedObject.write(new java.util.HashMap<>(Map.of("a", 1)));
        SpillwayObjectMessage message = new SpillwayObjectMessage(bytes, info -> ObjectInputFilter.Status.UNDECIDED);

        assertThat(message.isBodyAssignableTo(Map.class)).isFalse();
        assertThatThrownBy(() -> message.getBody(Map.class)).hasMessageContaining("java.util.HashMap");
    }

    private static final Map<String, On<SpillwayStreamMessage>> STREAM_READS = new LinkedHashMap<>();
    private static final Map<String, On<SpillwayBytesMessage>> BYTES_READS = new LinkedHashMap<>();
    private static final Map<String, On<SpillwayStreamMessage>> STREAM_WRITES = new LinkedHashMap<>();
    private static final Map<String, On<SpillwayBytesMessage>> BYTES_WRITES = new LinkedHashMap<>();
    private static final Map<String, On<SpillwayMapMessage>> MAP_WRITES = new LinkedHashMap<>();
    private static final Map<String, On<Message>> PROPERTY_WRITES = new LinkedHashMap<>();

    static {
        STREAM_READS.put("boolean", message -> message.readBoolean());
        STREAM_READS.put("byte", message -> message.readByte());
        STREAM_READS.put("short", message -> message.readShort());
        STREAM_READS.put("char", message -> message.readChar());
        STREAM_READS.put("int", message -> message.readInt());
        STREAM_READS.put("long", message -> message.readLong());
        STREAM_READS.put("float", message -> message.readFloat());
        STREAM_READS.put("double", message -> message.readDouble());
        STREAM_READS.put("String", message -> message.readString());
        STREAM_READS.put("byte[]", message -> message.readBytes(new byte[1]));
        STREAM_READS.put("Object", message -> message.readObject());

        BYTES_READS.put("boolean", message -> message.readBoolean());
        BYTES_READS.put("byte", message -> message.readByte());
        BYTES_READS.put("unsigned byte", message -> message.readUnsignedByte());
        BYTES_READS.put("short", message -> message.readShort());
        BYTES_READS.put("unsigned short", message -> message.readUnsignedShort());
        BYTES_READS.put("char", message -> message.readChar());
        BYTES_READS.put("int", message -> message.readInt());
        BYTES_READS.put("long", message -> message.readLong());
        BYTES_READS.put("float", message -> message.readFloat());
        BYTES_READS.put("double", message -> message.readDouble());
        BYTES_READS.put("UTF", message -> message.readUTF());

        STREAM_WRITES.put("boolean", message -> message.writeBoolean(true));
        STREAM_WRITES.put("byte", message -> message.writeByte((byte) 1));
        STREAM_WRITES.put("short", message -> message.writeShort((short) 1));
        STREAM_WRITES.put("char", message -> message.writeChar('c'));
        STREAM_WRITES.put("int", message -> message.writeInt(1));
        STREAM_WRITES.put("long", message -> message.writeLong(1));
        STREAM_WRITES.put("float", message -> message.writeFloat(1));
        STREAM_WRITES.put("double", message -> message.writeDouble(1));
        STREAM_WRITES.put("String", message -> message.writeString("s"));
        STREAM_WRITES.put("byte[]", message -> message.writeBytes(new byte[1]));
        STREAM_WRITES.put("part of byte[]", message -> message.writeBytes(new byte[2], 1, 1));
        STREAM_WRITES.put("Object", message -> message.writeObject(1));

        BYTES_WRITES.put("boolean", message -> message.writeBoolean(true));
        BYTES_WRITES.put("byte", message -> message.writeByte((byte) 1));
        BYTES_WRITES.put("short", message -> message.writeShort((short) 1));
        BYTES_WRITES.put("char", message -> message.writeChar('c'));
        BYTES_WRITES.put("int", message -> message.writeInt(1));
        BYTES_WRITES.put("long", message -> message.writeLong(1));
        BYTES_WRITES.put("float", message -> message.writeFloat(1));
        BYTES_WRITES.put("double", message -> message.writeDouble(1));
        BYTES_WRITES.put("UTF", message -> message.writeUTF("s"));
        BYTES_WRITES.put("byte[]", message -> message.writeBytes(new byte[1]));
        BYTES_WRITES.put("part of byte[]", message -> message.writeBytes(new byte[2], 1, 1));
        BYTES_WRITES.put("Object", message -> message.writeObject(1));

        MAP_WRITES.put("boolean", message -> message.setBoolean("n", true));
        MAP_WRITES.put("byte", message -> message.setByte("n", (byte) 1));
        MAP_WRITES.put("short", message -> message.setShort("n", (short) 1));
        MAP_WRITES.put("char", message -> message.setChar("n", 'c'));
        MAP_WRITES.put("int", message -> message.setInt("n", 1));
        MAP_WRITES.put("long", message -> message.setLong("n", 1));
        MAP_WRITES.put("float", message -> message.setFloat("n", 1));
        MAP_WRITES.put("double", message -> message.setDouble("n", 1));
        MAP_WRITES.put("String", message -> message.setString("n", "s"));
        MAP_WRITES.put("byte[]", message -> message.setBytes("n", new byte[1]));
        MAP_WRITES.put("part of byte[]", message -> message.setBytes("n", new byte[2], 1, 1));
        MAP_WRITES.put("Object", message -> message.setObject("n", 1));

        PROPERTY_WRITES.put("boolean", message -> message.setBooleanProperty("n", true));
        PROPERTY_WRITES.put("byte", message -> message.setByteProperty("n", (byte) 1));
        PROPERTY_WRITES.put("short", message -> message.setShortProperty("n", (short) 1));
        PROPERTY_WRITES.put("int", message -> message.setIntProperty("n", 1));
        PROPERTY_WRITES.put("long", message -> message.setLongProperty("n", 1));
        PROPERTY_WRITES.put("float", message -> message.setFloatProperty("n", 1));
        PROPERTY_WRITES.put("double", message -> message.setDoubleProperty("n", 1));
        PROPERTY_WRITES.put("String", message -> message.setStringProperty("n", "s"));
        PROPERTY_WRITES.put("Object", message -> message.setObjectProperty("n", 1));
    }

    private static <M> void all(Map<String, On<M>> actions, M on, Class<? extends Throwable> failure) {
        actions.forEach((type, action) ->
                assertThatThrownBy(() -> action.act(on)).as(type).isInstanceOf(failure));
    }

    @Test
    void what_is_being_written_can_not_be_read() {
        all(STREAM_READS, new SpillwayStreamMessage(), MessageNotReadableException.class);
        all(BYTES_READS, new SpillwayBytesMessage(), MessageNotReadableException.class);
        assertThatThrownBy(() -> new SpillwayBytesMessage().getBodyLength())
                .isInstanceOf(MessageNotReadableException.class);
        assertThatThrownBy(() -> new SpillwayBytesMessage().readBytes(new byte[1]))
                .isInstanceOf(MessageNotReadableException.class);
    }

    @Test
    void what_was_reset_can_not_be_written_and_ends() throws JMSException {
        SpillwayStreamMessage stream = new SpillwayStreamMessage();
        SpillwayBytesMessage bytes = new SpillwayBytesMessage();
        stream.reset();
        bytes.reset();

        all(STREAM_WRITES, stream, MessageNotWriteableException.class);
        all(BYTES_WRITES, bytes, MessageNotWriteableException.class);
        all(STREAM_READS, stream, MessageEOFException.class);
        all(BYTES_READS, bytes, MessageEOFException.class);
        assertThat(bytes.readBytes(new byte[1])).isEqualTo(-1);
    }

    @Test
    void what_was_received_can_not_be_written_until_it_is_cleared() throws JMSException {
        SpillwayMapMessage map = new SpillwayMapMessage();
        map.setIntProperty("kept", 1);
        map.received(() -> {});
        all(MAP_WRITES, map, MessageNotWriteableException.class);
        all(PROPERTY_WRITES, map, MessageNotWriteableException.class);

        map.clearBody();
        assertThat(map.getIntProperty("kept")).isEqualTo(1);
        all(PROPERTY_WRITES, map, MessageNotWriteableException.class);
        for (On<SpillwayMapMessage> write : MAP_WRITES.values()) {
            write.act(map);
        }
        map.clearProperties();
        for (On<Message> write : PROPERTY_WRITES.values()) {
            write.act(map);
        }
        assertThat(map.propertyExists("kept")).isFalse();
    }

    @Test
    void clearing_the_body_of_what_was_reset_makes_it_empty_and_writeable() throws JMSException {
        SpillwayBytesMessage bytes = new SpillwayBytesMessage();
        bytes.writeInt(1);
        bytes.reset();
        bytes.clearBody();
        all(BYTES_READS, bytes, MessageNotReadableException.class);
        bytes.writeByte((byte) 2);
        bytes.reset();

        assertThat(bytes.getBodyLength()).isEqualTo(1);
        assertThat(bytes.readByte()).isEqualTo((byte) 2);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void a_property_and_an_entry_need_a_name(String name) {
        Message message = new SpillwayMapMessage();
        Map<String, On<SpillwayMapMessage>> sets = new LinkedHashMap<>();
        sets.put("boolean", map -> map.setBoolean(name, true));
        sets.put("byte[]", map -> map.setBytes(name, new byte[1]));
        sets.put("part of byte[]", map -> map.setBytes(name, new byte[1], 0, 1));
        sets.put("String", map -> map.setString(name, "s"));
        sets.put("Object", map -> map.setObject(name, 1));
        sets.put("boolean property", map -> map.setBooleanProperty(name, true));
        sets.put("String property", map -> map.setStringProperty(name, "s"));
        sets.put("Object property", map -> map.setObjectProperty(name, 1));

        all(sets, (SpillwayMapMessage) message, IllegalArgumentException.class);
    }

    @Test
    void a_value_of_a_foreign_type_is_refused_everywhere() {
        Object foreign = List.of("a");

        assertThatThrownBy(() -> new SpillwayMapMessage().setObject("n", foreign))
                .isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> new SpillwayStreamMessage().writeObject(foreign))
                .isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> new SpillwayBytesMessage().writeObject(foreign))
                .isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> new SpillwayBytesMessage().writeObject(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new SpillwayMessage().setObjectProperty("n", 'c'))
                .isInstanceOf(MessageFormatException.class);
    }

    @Test
    void a_value_that_can_not_be_read_so_stays_to_be_read_otherwise() throws JMSException {
        SpillwayStreamMessage stream = new SpillwayStreamMessage();
        stream.writeString("seven");
        stream.writeLong(7);
        stream.reset();

        assertThatThrownBy(stream::readInt).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(stream::readChar).isInstanceOf(MessageFormatException.class);
        assertThat(stream.readString()).isEqualTo("seven");
        assertThatThrownBy(stream::readInt).isInstanceOf(MessageFormatException.class);
        assertThat(stream.readLong()).isEqualTo(7);
    }

    @Test
    void an_array_of_a_stream_is_read_in_parts_to_its_end() throws JMSException {
        SpillwayStreamMessage stream = new SpillwayStreamMessage();
        stream.writeBytes(new byte[] {1, 2, 3});
        stream.writeBytes(null);
        stream.writeBytes(new byte[0]);
        stream.reset();
        byte[] part = new byte[2];

        assertThat(stream.readBytes(part)).isEqualTo(2);
        assertThatThrownBy(stream::readObject).isInstanceOf(MessageFormatException.class);
        assertThat(stream.readBytes(part)).isEqualTo(1);
        assertThat(stream.readBytes(part)).as("null").isEqualTo(-1);
        assertThat(stream.readBytes(part)).as("no bytes").isZero();
        assertThatThrownBy(() -> stream.readBytes(part)).isInstanceOf(MessageEOFException.class);
    }

    @Test
    void a_map_keeps_arrays_and_a_message_its_correlation_id_as_they_were_set() throws JMSException {
        byte[] bytes = {1};
        SpillwayMapMessage map = new SpillwayMapMessage();
        map.setBytes("n", bytes);
        map.setJMSCorrelationIDAsBytes(bytes);
        bytes[0] = 2;
        map.getBytes("n")[0] = 3;

        assertThat(map.getBytes("n")).containsExactly(1);
        assertThat(map.getJMSCorrelationIDAsBytes()).containsExactly(1);
    }

    @Test
    void headers_are_none_of_the_properties_and_have_their_defaults() throws JMSException {
        Message message = new SpillwayMessage();
        message.setJMSCorrelationID("c-1");
        message.setJMSType("Order");
        message.setStringProperty("nothing", null);

        assertThat(Collections.list(message.getPropertyNames())).isEqualTo(List.of("nothing"));
        assertThat(message.propertyExists("nothing")).isTrue();
        assertThat(message.getObjectProperty("nothing")).isNull();
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(message.getJMSPriority()).isEqualTo(4);
        assertThat(message.getJMSMessageID()).isNull();
        assertThat(message.getJMSDestination()).isNull();
    }
}
