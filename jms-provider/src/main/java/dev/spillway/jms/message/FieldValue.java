/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A value of a property, a map message or a stream message, and what it can be read as (Jakarta Messaging 3.1, sections
 * 3.5.4 and 3.11.3). {@code null} reads as {@code valueOf((String) null)} would: as false, with a NumberFormatException for whole numbers, and with
 * a NullPointerException for the others.
 *
 * @param kind what holds the value, such as "property"
 * @param key its name or position there
 * @param value a boxed primitive, String, {@code byte[]} or {@code null}
 */
record FieldValue(String kind, Object key, @Nullable Object value) {

    boolean asBoolean() throws JMSException {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value == null || value instanceof String) {
            return Boolean.parseBoolean((String) value);
        }
        throw refused("boolean");
    }

    byte asByte() throws JMSException {
        return value instanceof Byte number ? number : Byte.parseByte(text("byte"));
    }

    short asShort() throws JMSException {
        if (value instanceof Byte || value instanceof Short) {
            return ((Number) value).shortValue();
        }
        return Short.parseShort(text("short"));
    }

    int asInt() throws JMSException {
        if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
            return ((Number) value).intValue();
        }
        return Integer.parseInt(text("int"));
    }

    long asLong() throws JMSException {
        if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        return Long.parseLong(text("long"));
    }

    float asFloat() throws JMSException {
        return value instanceof Float number ? number : Float.parseFloat(decimal("float"));
    }

    double asDouble() throws JMSException {
        if (value instanceof Float || value instanceof Double) {
            return ((Number) value).doubleValue();
        }
        return Double.parseDouble(decimal("double"));
    }

    char asChar() throws JMSException {
        if (value instanceof Character unit) {
            return unit;
        }
        if (value == null) {
            throw new NullPointerException(kind + " '" + key + "' is null and can't be read as char");
        }
        throw refused("char");
    }

    @Nullable String asString() throws JMSException {
        if (value instanceof byte[]) {
            throw refused("String");
        }
        return value == null ? null : value.toString();
    }

    /** The array itself, not a copy. */
    byte @Nullable [] asBytes() throws JMSException {
        if (value == null || value instanceof byte[]) {
            return (byte[]) value;
        }
        throw refused("byte[]");
    }

    /** What {@code getObject} gives: the value, an array as a copy. */
    @Nullable Object asObject() {
        return value instanceof byte[] bytes ? bytes.clone() : value;
    }

    /**
     * The value as the body of a map or stream message keeps it, an array as a copy.
     *
     * @throws MessageFormatException if such a body holds no values of its type
     */
    @Nullable Object kept() throws JMSException {
        if (value == null || value instanceof Character || value instanceof byte[] || isPropertyType(value)) {
            return asObject();
        }
        throw new MessageFormatException(kind + " '" + key + "' can't be a "
                + value.getClass().getName()
                + ": it is a Boolean, Byte, Short, Character, Integer, Long, Float, Double, String or byte[]");
    }

    static boolean isPropertyType(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Float
                || value instanceof Double;
    }

    /** The text that a String is parsed from. */
    private String text(String wanted) throws JMSException {
        if (value == null) {
            throw new NumberFormatException(kind + " '" + key + "' is null or not set");
        }
        if (value instanceof String text) {
            return text;
        }
        throw refused(wanted);
    }

    private String decimal(String wanted) throws JMSException {
        if (value == null) {
            throw new NullPointerException(kind + " '" + key + "' is null or not set, and can't be read as " + wanted);
        }
        return text(wanted);
    }

    private MessageFormatException refused(String wanted) {
        String type = value == null ? "null" : value.getClass().getSimpleName();
        return new MessageFormatException(kind + " '" + key + "' is a " + type + " and can't be read as " + wanted);
    }
}
