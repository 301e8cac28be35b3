/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conversions of Jakarta Messaging 3.1, section 3.11.3. */
class FieldValueTest {

    private interface Read {
        Object of(FieldValue value) throws JMSException;
    }

    private static final Map<String, Read> READS = new LinkedHashMap<>();

    static {
        READS.put("boolean", FieldValue::asBoolean);
        READS.put("byte", FieldValue::asByte);
        READS.put("short", FieldValue::asShort);
        READS.put("char", FieldValue::asChar);
        READS.put("int", FieldValue::asInt);
        READS.put("long", FieldValue::asLong);
        READS.put("float", FieldValue::asFloat);
        READS.put("double", FieldValue::asDouble);
        READS.put("String", FieldValue::asString);
        READS.put("byte[]", FieldValue::asBytes);
    }

    private static final Map<String, Object> VALUES = Map.of(
            "boolean",
            true,
            "byte",
            (byte) 1,
            "short",
            (short) 1,
            "char",
            'c',
            "int",
            1,
            "long",
            1L,
            "float",
            1f,
            "double",
            1.0,
            "byte[]",
            new byte[] {1});

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "boolean | boolean String",
                "byte    | byte short int long String",
                "short   | short int long String",
                "char    | char String",
                "int     | int long String",
                "long    | long String",
                "float   | float double String",
                "double  | double String",
                "byte[]  | byte[]"
            })
    void a_value_reads_as_the_types_of_the_table_and_no_others(String type, String readable) throws JMSException {
        FieldValue value = new FieldValue("entry", "e", VALUES.get(type));
        Set<String> expected = Set.of(readable.split(" "));

        for (Map.Entry<String, Read> read : READS.entrySet()) {
            if (expected.contains(read.getKey())) {
                assertThat(read.getValue().of(value)).as(read.getKey()).isNotNull();
            } else {
                assertThatThrownBy(() -> read.getValue().of(value))
                        .as(read.getKey())
                        .isInstanceOf(MessageFormatException.class)
                        .hasMessageContaining("entry 'e'")
                        .hasMessageContaining(read.getKey());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"byte", "short", "int", "long", "float", "double"})
    void a_string_reads_as_the_number_that_it_is(String type) throws JMSException {
        assertThat(((Number) READS.get(type).of(new FieldValue("entry", "e", "1"))).intValue())
                .isEqualTo(1);
        assertThatThrownBy(() -> READS.get(type).of(new FieldValue("entry", "e", "one")))
                .isInstanceOf(NumberFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"byte", "short", "int", "long", "float", "double"})
    void null_reads_as_valueOf_of_the_type_would(String type) {
        Class<? extends Throwable> expected =
                Set.of("float", "double").contains(type) ? NullPointerException.class : NumberFormatException.class;

        assertThatThrownBy(() -> READS.get(type).of(new FieldValue("entry", "e", null)))
                .isInstanceOf(expected)
                .hasMessageContaining("entry 'e'");
    }

    @Test
    void a_string_reads_as_boolean_and_not_as_char_or_bytes() throws JMSException {
        FieldValue value = new FieldValue("entry", "e", "TRUE");

        assertThat(value.asBoolean()).isTrue();
        assertThatThrownBy(value::asChar).isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(value::asBytes).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void null_is_false_no_char_and_itself() throws JMSException {
        FieldValue value = new FieldValue("entry", "e", null);

        assertThat(value.asBoolean()).isFalse();
        assertThatThrownBy(value::asChar).isInstanceOf(NullPointerException.class);
        assertThat(value.asString()).isNull();
        assertThat(value.asBytes()).isNull();
    }
}
