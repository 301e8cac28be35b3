/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jakarta Messaging 3.1, section 3.5.4: which property can be read as what. */
class PropertyMapTest {

    @FunctionalInterface
    interface Getter {
        Object get(PropertyMap map, String name) throws JMSException;
    }

    private static final Map<String, Getter> GETTERS = new LinkedHashMap<>();

    static {
        GETTERS.put("boolean", PropertyMap::getBoolean);
        GETTERS.put("byte", PropertyMap::getByte);
        GETTERS.put("short", PropertyMap::getShort);
        GETTERS.put("int", PropertyMap::getInt);
        GETTERS.put("long", PropertyMap::getLong);
        GETTERS.put("float", PropertyMap::getFloat);
        GETTERS.put("double", PropertyMap::getDouble);
        GETTERS.put("String", PropertyMap::getString);
    }

    static Stream<Arguments> conversions() {
        Map<Object, List<String>> table = new LinkedHashMap<>();
        table.put(true, List.of("boolean", "String"));
        table.put((byte) 1, List.of("byte", "short", "int", "long", "String"));
        table.put((short) 1, List.of("short", "int", "long", "String"));
        table.put(1, List.of("int", "long", "String"));
        table.put(1L, List.of("long", "String"));
        table.put(1f, List.of("float", "double", "String"));
        table.put(1d, List.of("double", "String"));
        table.put("1", List.copyOf(GETTERS.keySet()));
        return table.entrySet().stream()
                .flatMap(row -> GETTERS.keySet().stream()
                        .map(type ->
                                Arguments.of(row.getKey(), type, row.getValue().contains(type))));
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @MethodSource("conversions")
    void a_property_is_read_as_the_table_of_the_specification_says(Object value, String type, boolean allowed)
            throws JMSException {
        PropertyMap map = new PropertyMap();
        map.put("p", value);

        if (allowed) {
            GETTERS.get(type).get(map, "p");
        } else {
            assertThatThrownBy(() -> GETTERS.get(type).get(map, "p"))
                    .isInstanceOf(MessageFormatException.class)
                    .hasMessageContaining("'p'");
        }
    }

    @Test
    void a_property_that_is_missing_reads_as_valueOf_null() throws JMSException {
        PropertyMap map = new PropertyMap();

        assertThat(map.getBoolean("p")).isFalse();
        assertThat(map.getString("p")).isNull();
        assertThatThrownBy(() -> map.getInt("p")).isInstanceOf(NumberFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "1st", "a-b", "NULL", "between"})
    void a_name_that_is_not_an_identifier_is_refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PropertyMap().put(name, 1));
    }

    @Test
    void a_value_of_another_type_is_refused() {
        assertThatThrownBy(() -> new PropertyMap().put("p", List.of()))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("'p'");
    }
}
