/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import dev.spillway.mapping.Body;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.MessageFormatException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values by name. */
public final class SpillwayMapMessage extends SpillwayMessage implements MapMessage {

    private final Map<String, @Nullable Object> entries = new LinkedHashMap<>();

    public SpillwayMapMessage() {}

    SpillwayMapMessage(Map<String, @Nullable Object> received) {
        entries.putAll(received);
    }

    @Override
    Body body() {
        return new Body.Map(new LinkedHashMap<>(entries));
    }

    @Override
    public void clearBody() throws JMSException {
        super.clearBody();
        entries.clear();
    }

    @Override
    public <T> @Nullable T getBody(Class<T> c) throws JMSException {
        if (!isBodyAssignableTo(c)) {
            throw new MessageFormatException("the body of a MapMessage is a Map, not a " + c.getName());
        }
        if (entries.isEmpty()) {
            return null;
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        entries.keySet().forEach(name -> copy.put(name, getObject(name)));
        return c.cast(copy);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public boolean isBodyAssignableTo(Class c) {
        return entries.isEmpty() || c.isAssignableFrom(Map.class);
    }

    @Override
    public Enumeration<String> getMapNames() {
        return Collections.enumeration(List.copyOf(entries.keySet()));
    }

    @Override
    public boolean itemExists(String name) {
        return entries.containsKey(name);
    }

    private FieldValue entry(String name) {
        return new FieldValue("entry", name, entries.get(name));
    }

    @Override
    public boolean getBoolean(String name) throws JMSException {
        return entry(name).asBoolean();
    }

    @Override
    public byte getByte(String name) throws JMSException {
        return entry(name).asByte();
    }

    @Override
    public short getShort(String name) throws JMSException {
        return entry(name).asShort();
    }

    @Override
    public char getChar(String name) throws JMSException {
        return entry(name).asChar();
    }

    @Override
    public int getInt(String name) throws JMSException {
        return entry(name).asInt();
    }

    @Override
    public long getLong(String name) throws JMSException {
        return entry(name).asLong();
    }

    @Override
    public float getFloat(String name) throws JMSException {
        return entry(name).asFloat();
    }

    @Override
    public double getDouble(String name) throws JMSException {
        return entry(name).asDouble();
    }

    @Override
    public @Nullable String getString(String name) throws JMSException {
        return entry(name).asString();
    }

    @Override
    public byte @Nullable [] getBytes(String name) throws JMSException {
        byte[] bytes = entry(name).asBytes();
        return bytes == null ? null : bytes.clone();
    }

    @Override
    public @Nullable Object getObject(String name) {
        return entry(name).asObject();
    }

    private void put(String name, @Nullable Object value) throws JMSException {
        requireWriteable();
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("an entry needs a name; it was " + (name == null ? "null" : "empty"));
        }
        entries.put(name, new FieldValue("entry", name, value).kept());
    }

    @Override
    public void setBoolean(String name, boolean value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setByte(String name, byte value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setShort(String name, short value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setChar(String name, char value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setInt(String name, int value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setLong(String name, long value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setFloat(String name, float value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setDouble(String name, double value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setString(String name, @Nullable String value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setBytes(String name, byte @Nullable [] value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setBytes(String name, byte[] value, int offset, int length) throws JMSException {
        Objects.checkFromIndexSize(offset, length, value.length);
        put(name, Arrays.copyOfRange(value, offset, offset + length));
    }

    @Override
    public void setObject(String name, @Nullable Object value) throws JMSException {
        put(name, value);
    }
}
