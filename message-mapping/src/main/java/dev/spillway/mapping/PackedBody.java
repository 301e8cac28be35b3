/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Map and stream bodies as text: {@code name=type:value&name=type:value}, and {@code type:value&type:value}. */
final class PackedBody {

    private PackedBody() {}

    /** The entries by name, so that equal maps give equal texts; empty where there is none. */
    static String pack(Map<String, @Nullable Object> entries) {
        PackedText packed = new PackedText();
        new TreeMap<>(entries).forEach((name, value) -> packed.add(name, BodyValue.format(value)));
        return packed.toString();
    }

    /** The values in their order; empty where there is none. */
    static String pack(List<@Nullable Object> values) {
        StringBuilder packed = new StringBuilder();
        for (Object value : values) {
            if (!packed.isEmpty()) {
                packed.append('&');
            }
            Escaped.appendPacked(packed, BodyValue.format(value));
        }
        return packed.toString();
    }

    /** The entries; {@code null} where the text is not in this form as a whole. */
    static @Nullable Map<String, @Nullable Object> unpackMap(String text) {
        Map<String, String> packed = PackedText.parse(text);
        if (packed == null) {
            return null;
        }
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        try {
            packed.forEach((name, value) -> entries.put(name, BodyValue.parse(value)));
        } catch (IllegalArgumentException notInThisForm) {
            return null;
        }
        return entries;
    }

    /** The values; {@code null} where the text is not in this form as a whole. */
    static @Nullable List<@Nullable Object> unpackStream(String text) {
        List<@Nullable Object> values = new ArrayList<>();
        try {
            int from = 0;
            for (int end; from <= text.length(); from = end + 1) {
                int separator = text.indexOf('&', from);
                end = separator < 0 ? text.length() : separator;
                String value = Escaped.unescape(text.substring(from, end));
                if (value == null) {
                    return null;
                }
                values.add(BodyValue.parse(value));
            }
        } catch (IllegalArgumentException notInThisForm) {
            return null;
        }
        return values;
    }
}
