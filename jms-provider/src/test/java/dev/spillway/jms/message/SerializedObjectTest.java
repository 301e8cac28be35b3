/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which objects are made of received bytes. */
class SerializedObjectTest {

    private static final AtomicBoolean MADE = new AtomicBoolean();

    /** Does something when it is deserialised, as an attack would. */
    static final class Gadget implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) {
            MADE.set(true);
        }
    }

    static List<Serializable> values() {
        return List.of(
                "text",
                (byte) 1,
                (short) 2,
                'c',
                4,
                5L,
                6f,
                7.0,
                true,
                new BigInteger("8"),
                new byte[0],
                new Integer[] {1, null},
                new Date(9),
                new UUID(10, 11),
                new ArrayList<>(List.of("a", 1)),
                new LinkedList<>(List.of("a")),
                new Vector<>(List.of("a")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void values_are_always_trusted(Serializable value) throws JMSException {
        assertThat(read(value, "")).isEqualTo(value);
    }

    @Test
    void so_are_the_buffers_of_text() throws JMSException {
        assertThat(read(new StringBuffer("text"), "").toString()).isEqualTo("text");
        assertThat(read(new StringBuilder("text"), "").toString()).isEqualTo("text");
    }

    @Test
    void a_class_that_is_not_trusted_does_not_run() throws JMSException {
        byte[] bytes = SerializedObject.write(new Gadget());

        assertThatThrownBy(() -> SerializedObject.read(bytes, trusting("java.util.*")))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining(Gadget.class.getName());
        assertThat(MADE).isFalse();
    }

    @Test
    void nor_inside_of_what_is_trusted() throws JMSException {
        ArrayList<Object> list = new ArrayList<>(List.of("text", new Gadget[] {new Gadget()}));
        byte[] bytes = SerializedObject.write(list);

        assertThatThrownBy(() -> SerializedObject.read(bytes, trusting("java.util.ArrayList")))
                .hasMessageContaining(Gadget.class.getName());
        assertThat(MADE).isFalse();
    }

    @Test
    void a_set_a_map_and_an_enum_need_their_own_names_only() throws JMSException {
        assertThatThrownBy(() -> read(new HashSet<>(Set.of(1)), "")).hasMessageContaining("java.util.HashSet");
        assertThat(read(new HashSet<>(Set.of(1)), "java.util.HashSet;java.util.HashMap"))
                .isEqualTo(Set.of(1));
        assertThat(read(new HashMap<>(Map.of("a", 1)), "java.util.HashMap")).isEqualTo(Map.of("a", 1));
        assertThat(read(DayOfWeek.FRIDAY, "java.time.DayOfWeek")).isEqualTo(DayOfWeek.FRIDAY);
    }

    @Test
    void a_class_that_the_application_rejects_is_refused_even_if_it_is_a_value() throws JMSException {
        byte[] bytes = SerializedObject.write(new BigInteger("8"));

        assertThatThrownBy(() -> SerializedObject.read(bytes, trusting("!java.math.BigInteger")))
                .hasMessageContaining("java.math.BigInteger");
    }

    @Test
    void trust_does_not_lift_the_limits() throws JMSException {
        Serializable deep = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        byte[] bytes = SerializedObject.write(deep);

        assertThatThrownBy(() -> SerializedObject.read(bytes, trusting("*"))).hasMessageContaining("depth");
    }

    @Test
    void an_array_that_is_said_to_be_huge_is_refused_before_it_is_made() throws JMSException {
        byte[] bytes = SerializedObject.write(new long[0]);
        bytes[bytes.length - 4] = 0x7F; // the first byte of the length

        assertThatThrownBy(() -> SerializedObject.read(bytes, trusting("*"))).hasMessageContaining("array length");
    }

    @Test
    void an_object_that_was_set_here_needs_no_trust() throws JMSException {
        SpillwayObjectMessage message = new SpillwayObjectMessage();
        message.setObject(DayOfWeek.FRIDAY);

        assertThat(message.getObject()).isEqualTo(DayOfWeek.FRIDAY);
    }

    @Test
    void a_message_keeps_the_object_as_it_was_when_it_was_set() throws JMSException {
        ArrayList<Integer> list = new ArrayList<>(List.of(1));
        SpillwayObjectMessage message = new SpillwayObjectMessage();
        message.setObject(list);
        list.add(2);

        assertThat(message.getBody(List.class)).isEqualTo(List.of(1));
        assertThat(message.isBodyAssignableTo(String.class)).isFalse();
        assertThatThrownBy(() -> message.getBody(String.class)).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void an_object_that_cannot_be_serialised_is_refused_when_it_is_set() {
        ArrayList<Object> list = new ArrayList<>(List.of(new Object()));

        assertThatThrownBy(() -> new SpillwayObjectMessage().setObject(list))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("java.lang.Object");
    }

    @Test
    void bytes_that_are_no_object_are_refused() {
        assertThatThrownBy(() -> SerializedObject.read(new byte[] {1, 2, 3, 4, 5}, trusting("*")))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("can't be read as an object");
    }

    private static Object read(Serializable object, String trusted) throws JMSException {
        return SerializedObject.read(SerializedObject.write(object), trusting(trusted));
    }

    private static ObjectInputFilter trusting(String patterns) {
        ObjectInputFilter filter = ObjectInputFilter.Config.createFilter(patterns);
        return filter == null ? info -> ObjectInputFilter.Status.UNDECIDED : filter;
    }
}
