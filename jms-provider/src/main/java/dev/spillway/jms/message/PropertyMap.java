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
        if (value != null && !FieldValue.isPropertyType(value)) {
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

    private FieldValue field(String name) {
        return new FieldValue("property", name, values.get(name));
    }

    public boolean getBoolean(String name) throws JMSException {
        return field(name).asBoolean();
    }

    public byte getByte(String name) throws JMSException {
        return field(name).asByte();
    }

    public short getShort(String name) throws JMSException {
        return field(name).asShort();
    }

    public int getInt(String name) throws JMSException {
        return field(name).asInt();
    }

    public long getLong(String name) throws JMSException {
        return field(name).asLong();
    }

    public float getFloat(String name) throws JMSException {
        return field(name).asFloat();
    }

    public double getDouble(String name) throws JMSException {
        return field(name).asDouble();
    }

    public @Nullable String getString(String name) {
        Object value = values.get(name);
        return value == null ? null : value.toString();
    }

    @Override
    public String toString() {
        return Objects.toString(values);
    }
}
