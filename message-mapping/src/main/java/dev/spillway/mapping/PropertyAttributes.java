/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A property as an attribute of its own. */
final class PropertyAttributes {

    private PropertyAttributes() {}

    /** The attribute of a value of one of the JMS property types. */
    static Attribute encode(String name, Object value) {
        PropertyType type = PropertyType.of(name, value);
        return Attribute.text(type.dataType(), type.format(value));
    }

    /**
     * What a JMS client sees of an attribute: a value of the type that the label names; else the text. JMS has no property
     * of bytes: a Binary is its Base64 text.
     */
    static @Nullable Object decode(Attribute attribute) {
        String text = attribute.stringValue();
        if (text == null) {
            byte[] bytes = attribute.binaryValue();
            return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
        }
        PropertyType type = PropertyType.ofDataType(attribute.dataType());
        Object value = type == null ? null : type.parse(text);
        return value == null ? text : value;
    }
}
