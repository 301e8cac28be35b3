/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The properties that have no attribute of their own: {@code name=type:value}, packed; {@code name=null:} for null. */
final class PackedProperties {

    private static final String NULL = "null";

    private PackedProperties() {}

    static String pack(Map<String, @Nullable Object> properties) {
        PackedText packed = new PackedText();
        properties.forEach((name, value) -> {
            if (value == null) {
                packed.add(name, NULL + ':');
            } else {
                PropertyType type = PropertyType.of(name, value);
                packed.add(name, type.packedName() + ':' + type.format(value));
            }
        });
        return packed.toString();
    }

    /** The properties; {@code null} where the text is not in this form as a whole. */
    static @Nullable Map<String, @Nullable Object> unpack(String text) {
        Map<String, String> entries = PackedText.parse(text);
        if (entries == null) {
            return null;
        }
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            int colon = entry.getValue().indexOf(':');
            if (colon < 0) {
                return null;
            }
            String typeName = entry.getValue().substring(0, colon);
            String valueText = entry.getValue().substring(colon + 1);
            PropertyType type = PropertyType.ofPackedName(typeName);
            Object value = type == null ? null : type.parse(valueText);
            if (value == null && !(typeName.equals(NULL) && valueText.isEmpty())) {
                return null;
            }
            properties.put(entry.getKey(), value);
        }
        return properties;
    }
}
