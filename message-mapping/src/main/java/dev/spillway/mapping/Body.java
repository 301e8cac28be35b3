/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of a JMS message (Jakarta Messaging 3.1, section 3.11). */
public sealed interface Body {

    /** A message that has headers and properties only. */
    record Empty() implements Body {}

    /** A text message; {@code null} is a text message whose text was never set. */
    record Text(@Nullable String text) implements Body {}

    /**
     * A bytes message. The array is not copied: neither side changes it afterwards. Two are equal where their content
     * is.
     */
    record Bytes(byte[] content) implements Body {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes that && Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return "Bytes[" + content.length + " bytes]";
        }
    }

    /**
     * A map message. The map is not copied: neither side changes it afterwards. The order of its entries has no meaning.
     * Two are equal where their entries are, byte arrays by content.
     *
     * @param entries values by name; a value is a Boolean, Byte, Short, Character, Integer, Long, Float, Double, String,
     *     {@code byte[]} or {@code null}
     */
    record Map(java.util.Map<String, @Nullable Object> entries) implements Body {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Map that
                    && entries.keySet().equals(that.entries.keySet())
                    && entries.entrySet().stream()
                            .allMatch(entry -> Objects.deepEquals(entry.getValue(), that.entries.get(entry.getKey())));
        }

        @Override
        public int hashCode() {
            return entries.keySet().hashCode();
        }
    }

    /**
     * A stream message. The list is not copied: neither side changes it afterwards. Two are equal where their values are,
     * byte arrays by content.
     *
     * @param values in their order, of the types that {@link Map} has
     */
    record Stream(List<@Nullable Object> values) implements Body {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Stream that && Arrays.deepEquals(values.toArray(), that.values.toArray());
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(values.toArray());
        }
    }

    /**
     * An object message. The object stays in its serialised form: nothing of this module makes objects of it. The array is
     * not copied: neither side changes it afterwards. Two are equal where their content is.
     *
     * @param content the output of a {@link java.io.ObjectOutputStream}; empty where no object was set
     */
    record Serialized(byte[] content) implements Body {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Serialized that && Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return "Serialized[" + content.length + " bytes]";
        }
    }
}
