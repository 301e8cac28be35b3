/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Message properties and their conversions (Jakarta Messaging 3.1, section 3.5.4). */
public final class PropertyMap {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /**
     * Sets a property.
     *
     * @throws IllegalArgumentException if the name is not an identifier
     * @throws MessageFormatException if the value is neither {@code null}, a String nor a boxed primitive
     */
    public void put(String name, @Nullable Object value) throws JMSException {
        PropertyName.check(name);
        if (value != null && !isPropertyType(value)) {
            throw new MessageFormatException("property '" + name + "' can't be a "
                    + value.getClass().getName()
                    + ": a property is a Boolean, Byte, Short, Integer, Long, Float, Double or String");
        }
        values.put(name, value);
    }

    /** Takes over properties as they were received; their names are what the sender made them. */
    void putReceived(Map<String, @Nullable Object> received) {
        values.putAll(received);
    }

    void putReceived(String name, Object value) {
        values.put(name, value);
    }

    public @Nullable Object get(String name) {
        return values.get(name);
    }

    public boolean contains(String name) {
        return values.containsKey(name);
    }

    /** The names, in the order in which they were set; unmodifiable. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    public void clear() {
        values.clear();
    }

    void remove(String name) {
        values.remove(name);
    }

    Map<String, @Nullable Object> copy() {
        return new LinkedHashMap<>(values);
    }

    public boolean getBoolean(String name) throws JMSException {
        Object value = values.get(name);
        if (value instanceof Boolean b) {
            return b;
        }
        if (value == null || value instanceof String) {
            return Boolean.parseBoolean((String) value);
        }
        throw refused(name, value, "boolean");
    }

    public byte getByte(String name) throws JMSException {
        Object value = values.get(name);
        if (value instanceof Byte b) {
            return b;
        }
        return Byte.parseByte(text(name, value, "byte"));
    }

    public short getShort(String name) throws JMSException {
        Object value = values.get(name);
        if (value instanceof Byte || value instanceof Short) {
            return ((Number) value).shortValue();
        }
        return Short.parseShort(text(name, value, "short"));
    }

    public int getInt(String name) throws JMSException {
        Object value = values.get(name);
        if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
            return ((Number) value).intValue();
        }
        return Integer.parseInt(text(name, value, "int"));
    }

    public long getLong(String name) throws JMSException {
        Object value = values.get(name);
        if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        return Long.parseLong(text(name, value, "long"));
    }

    public float getFloat(String name) throws JMSException {
        Object value = values.get(name);
        if (value instanceof Float f) {
            return f;
        }
        return Float.parseFloat(text(name, value, "float"));
    }

    public double getDouble(String name) throws JMSException {
        Object value = values.get(name);
        if (value instanceof Float || value instanceof Double) {
            return ((Number) value).doubleValue();
        }
        return Double.parseDouble(text(name, value, "double"));
    }

    public @Nullable String getString(String name) {
        Object value = values.get(name);
        return value == null ? null : value.toString();
    }

    /** The text that a String property is parsed from; a missing number is {@code valueOf(null)}, as the spec has it. */
    private static String text(String name, @Nullable Object value, String wanted) throws JMSException {
        if (value == null) {
            throw new NumberFormatException("property '" + name + "' is not set");
        }
        if (value instanceof String s) {
            return s;
        }
        throw refused(name, value, wanted);
    }

    private static MessageFormatException refused(String name, Object value, String wanted) {
        return new MessageFormatException(
                "property '" + name + "' is a " + value.getClass().getSimpleName() + " and can't be read as " + wanted);
    }

    private static boolean isPropertyType(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Float
                || value instanceof Double;
    }

    @Override
    public String toString() {
        return Objects.toString(values);
    }
}
