/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message with attributes. Each of the mapping's own attributes that is in its form is taken out; what is left
 * over, whoever made it, is a property.
 */
final class WireReader {

    private final WireMessage message;
    private final Map<String, Attribute> left;

    WireReader(WireMessage message) {
        this.message = message;
        this.left = new LinkedHashMap<>(message.attributes());
    }

    MappedMessage read() {
        PackedHeaders packed = readPackedHeaders();
        Body body = readBody(packed.bodyForm());
        Headers headers = readHeaders(packed.headers());
        return new MappedMessage(body, headers, readProperties());
    }

    private PackedHeaders readPackedHeaders() {
        String text = text(AttributeNames.HEADERS);
        PackedHeaders packed = text == null ? null : PackedHeaders.unpack(text);
        if (packed == null) {
            return PackedHeaders.NONE;
        }
        left.remove(AttributeNames.HEADERS);
        return packed;
    }

    private Body readBody(@Nullable String form) {
        String type = text(AttributeNames.MESSAGE_TYPE);
        Body body = new WireBody(message.body(), type == null ? WireBody.TEXT : type, form).read();
        if (body == null) {
            return new Body.Text(message.body());
        }
        if (type != null) {
            left.remove(AttributeNames.MESSAGE_TYPE);
        }
        return body;
    }

    private Headers readHeaders(Headers packed) {
        String correlationId = packed.correlationId();
        if (correlationId == null) {
            correlationId = text(AttributeNames.CORRELATION_ID);
            if (correlationId != null) {
                left.remove(AttributeNames.CORRELATION_ID);
            }
        }
        ReplyTo replyTo = packed.replyTo();
        if (replyTo == null) {
            String name = text(AttributeNames.REPLY_TO_NAME);
            if (name != null) {
                String url = text(AttributeNames.REPLY_TO_URL);
                replyTo = new ReplyTo(name, url);
                left.remove(AttributeNames.REPLY_TO_NAME);
                if (url != null) {
                    left.remove(AttributeNames.REPLY_TO_URL);
                }
            }
        }
        return packed.with(correlationId, replyTo);
    }

    private Map<String, @Nullable Object> readProperties() {
        Map<String, @Nullable Object> packed = readPackedProperties();
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        left.forEach((name, attribute) -> properties.put(name, PropertyAttributes.decode(attribute)));
        properties.putAll(packed);
        return properties;
    }

    /** Names that stand among the attributes too would be lost in one place or the other: then nothing is unpacked. */
    private Map<String, @Nullable Object> readPackedProperties() {
        String text = text(AttributeNames.PROPERTIES);
        Map<String, @Nullable Object> packed = text == null ? null : PackedProperties.unpack(text);
        if (packed == null) {
            return Map.of();
        }
        for (String name : packed.keySet()) {
            if (left.containsKey(name) && !name.equals(AttributeNames.PROPERTIES)) {
                return Map.of();
            }
        }
        left.remove(AttributeNames.PROPERTIES);
        return packed;
    }

    /** The text of one of the mapping's own attributes; {@code null} where it is absent or of another data type. */
    private @Nullable String text(String name) {
        Attribute attribute = left.get(name);
        return attribute != null && attribute.dataType().equals(PropertyType.STRING.dataType())
                ? attribute.stringValue()
                : null;
    }
}
