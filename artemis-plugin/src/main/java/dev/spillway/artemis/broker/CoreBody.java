/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.mapping.Body;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.reader.MapMessageUtil;
import org.apache.activemq.artemis.reader.StreamMessageUtil;
import org.apache.activemq.artemis.utils.DataConstants;
import org.apache.activemq.artemis.utils.collections.TypedProperties;
import org.jspecify.annotations.Nullable;

/** Bodies of core messages, in the form that Artemis's own JMS client reads and writes. */
final class CoreBody {

    /** Bytes that headers and properties take as a rule; with too few, the message is copied when it is encoded. */
    private static final int USUAL_HEAD = 320;

    /** Bytes that are there for a body whose size is not known. */
    private static final int USUAL_BODY = 1_024;

    private CoreBody() {}

    /** Whether this type of message has a form here; those without are of the broker's own making. */
    static boolean isReadable(byte type) {
        return switch (type) {
            case Message.DEFAULT_TYPE,
                    Message.OBJECT_TYPE,
                    Message.TEXT_TYPE,
                    Message.BYTES_TYPE,
                    Message.MAP_TYPE,
                    Message.STREAM_TYPE -> true;
            default -> false;
        };
    }

    /** A message of this number with this body, and nothing else yet. */
    static CoreMessage newMessage(long id, Body body) {
        if (body instanceof Body.Text message) {
            String text = message.text();
            if (text != null) {
                return new TextMessage(id, text);
            }
        }
        CoreMessage core = new CoreMessage(id, USUAL_HEAD + size(body));
        write(body, core);
        return core;
    }

    private static int size(Body body) {
        if (body instanceof Body.Bytes bytes) {
            return bytes.content().length;
        }
        return body instanceof Body.Serialized object ? Integer.BYTES + object.content().length : USUAL_BODY;
    }

    private static void write(Body body, CoreMessage core) {
        // Asked for even where nothing is written: that fixes where the body ends, or the frame would be taken for
        // content.
        ActiveMQBuffer buffer = core.getBodyBuffer();
        if (body instanceof Body.Text text) {
            core.setType(Message.TEXT_TYPE);
            Utf16.write(text.text(), buffer);
        } else if (body instanceof Body.Bytes bytes) {
            core.setType(Message.BYTES_TYPE);
            buffer.writeBytes(bytes.content());
        } else if (body instanceof Body.Map map) {
            core.setType(Message.MAP_TYPE);
            TypedProperties entries = new TypedProperties();
            map.entries()
                    .forEach((name, value) -> TypedProperties.setObjectProperty(SimpleString.of(name), value, entries));
            MapMessageUtil.writeBodyMap(buffer, entries);
        } else if (body instanceof Body.Stream stream) {
            core.setType(Message.STREAM_TYPE);
            stream.values().forEach(value -> writeStreamed(value, buffer));
        } else if (body instanceof Body.Serialized object) {
            core.setType(Message.OBJECT_TYPE);
            if (object.content().length > 0) {
                buffer.writeInt(object.content().length);
                buffer.writeBytes(object.content());
            }
        } else {
            core.setType(Message.DEFAULT_TYPE);
        }
    }

    private static void writeStreamed(@Nullable Object value, ActiveMQBuffer buffer) {
        if (value == null || value instanceof String) {
            buffer.writeByte(DataConstants.STRING);
            buffer.writeNullableString((String) value);
        } else if (value instanceof Integer number) {
            buffer.writeByte(DataConstants.INT);
            buffer.writeInt(number);
        } else if (value instanceof Long number) {
            buffer.writeByte(DataConstants.LONG);
            buffer.writeLong(number);
        } else if (value instanceof Boolean flag) {
            buffer.writeByte(DataConstants.BOOLEAN);
            buffer.writeBoolean(flag);
        } else if (value instanceof Double number) {
            buffer.writeByte(DataConstants.DOUBLE);
            buffer.writeLong(Double.doubleToLongBits(number));
        } else if (value instanceof Float number) {
            buffer.writeByte(DataConstants.FLOAT);
            buffer.writeInt(Float.floatToIntBits(number));
        } else if (value instanceof Short number) {
            buffer.writeByte(DataConstants.SHORT);
            buffer.writeShort(number);
        } else if (value instanceof Byte number) {
            buffer.writeByte(DataConstants.BYTE);
            buffer.writeByte(number);
        } else if (value instanceof Character unit) {
            buffer.writeByte(DataConstants.CHAR);
            buffer.writeShort((short) unit.charValue());
        } else if (value instanceof byte[] bytes) {
            buffer.writeByte(DataConstants.BYTES);
            buffer.writeInt(bytes.length);
            buffer.writeBytes(bytes);
        } else {
            throw new IllegalArgumentException(
                    "A stream message holds no " + value.getClass().getName());
        }
    }

    /** The body. One that is not in the form of its type, as another core client may send it, is its bytes. */
    static Body read(ICoreMessage core) {
        String kept = core instanceof TextMessage message ? message.text() : null;
        if (kept != null) {
            return new Body.Text(kept);
        }
        try {
            return read(core.getType(), StoredBody.read(core));
        } catch (IndexOutOfBoundsException | IllegalArgumentException | IllegalStateException notInTheFormOfItsType) {
            return new Body.Bytes(rest(core.getReadOnlyBodyBuffer()));
        }
    }

    private static Body read(byte type, ActiveMQBuffer buffer) {
        return switch (type) {
            case Message.TEXT_TYPE -> new Body.Text(Utf16.read(buffer));
            case Message.MAP_TYPE -> new Body.Map(readMap(buffer));
            case Message.STREAM_TYPE -> new Body.Stream(readStream(buffer));
            case Message.OBJECT_TYPE ->
                new Body.Serialized(buffer.readable() ? bytes(buffer, buffer.readInt()) : new byte[0]);
            case Message.DEFAULT_TYPE -> buffer.readable() ? new Body.Bytes(rest(buffer)) : new Body.Empty();
            default -> new Body.Bytes(rest(buffer));
        };
    }

    private static List<@Nullable Object> readStream(ActiveMQBuffer buffer) {
        List<@Nullable Object> values = new ArrayList<>();
        while (buffer.readable()) {
            values.add(StreamMessageUtil.streamReadObject(buffer));
        }
        return values;
    }

    private static Map<String, @Nullable Object> readMap(ActiveMQBuffer buffer) {
        TypedProperties decoded = MapMessageUtil.readBodyMap(buffer);
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (SimpleString name : decoded.getPropertyNames()) {
            Object value = decoded.getProperty(name);
            entries.put(name.toString(), value instanceof SimpleString text ? text.toString() : value);
        }
        return entries;
    }

    private static byte[] rest(ActiveMQBuffer buffer) {
        return bytes(buffer, buffer.readableBytes());
    }

    private static byte[] bytes(ActiveMQBuffer buffer, int length) {
        if (length < 0 || length > buffer.readableBytes()) {
            throw new IndexOutOfBoundsException(
                    "the body has " + buffer.readableBytes() + " bytes left, and says " + length);
        }
        byte[] content = new byte[length];
        buffer.readBytes(content);
        return content;
    }
}
