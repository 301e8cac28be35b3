/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A value of a map or stream body as text: its type, a colon, the value. The types are those of properties, {@code char}
 * (one UTF-16 unit), {@code bytes} (Base64 without padding) and {@code null} (nothing after the colon).
 */
final class BodyValue {

    private static final String NULL = "null:";
    private static final String CHAR = "char:";
    private static final String BYTES = "bytes:";

    private BodyValue() {}

    /** @throws IllegalArgumentException if a JMS body has no value of this type */
    static String format(@Nullable Object value) {
        if (value == null) {
            return NULL;
        } else if (value instanceof Character) {
            return CHAR + value;
        } else if (value instanceof byte[] bytes) {
            return BYTES + Base64.getEncoder().withoutPadding().encodeToString(bytes);
        }
        PropertyType type = PropertyType.find(value);
        if (type == null) {
            throw new IllegalArgumentException("A value of the body is of type "
                    + value.getClass().getName() + "; a map or stream message holds Boolean, Byte, Short, Character,"
                    + " Integer, Long, Float, Double, String, byte[] and null");
        }
        return type.packedName() + ':' + type.format(value);
    }

    /** @throws IllegalArgumentException if the text is not in this form */
    static @Nullable Object parse(String text) {
        if (text.equals(NULL)) {
            return null;
        } else if (text.startsWith(CHAR) && text.length() == CHAR.length() + 1) {
            return text.charAt(CHAR.length());
        } else if (text.startsWith(BYTES)) {
            return Base64.getDecoder().decode(text.substring(BYTES.length()));
        }
        int colon = text.indexOf(':');
        PropertyType type = colon < 0 ? null : PropertyType.ofPackedName(text.substring(0, colon));
        Object value = type == null ? null : type.parse(text.substring(colon + 1));
        if (value == null) {
            throw new IllegalArgumentException("Not a value of a body: " + text);
        }
        return value;
    }
}
