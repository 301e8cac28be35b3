/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Several values in one attribute: {@code key=value&key=value}, {@link Escaped} on either side of the equals sign. */
final class PackedText {

    private final StringBuilder text = new StringBuilder();

    /** Adds one entry; entries stand in the order in which they were added. */
    void add(String key, String value) {
        if (!text.isEmpty()) {
            text.append('&');
        }
        Escaped.appendPacked(text, key);
        text.append('=');
        Escaped.appendPacked(text, value);
    }

    /** The packed text; empty where nothing was added. */
    @Override
    public String toString() {
        return text.toString();
    }

    /** The entries of a packed text in their order; {@code null} where it is not in this form or repeats a key. */
    static @Nullable Map<String, String> parse(String packed) {
        Map<String, String> entries = new LinkedHashMap<>();
        int from = 0;
        while (from <= packed.length()) {
            int end = packed.indexOf('&', from);
            if (end < 0) {
                end = packed.length();
            }
            int equals = packed.indexOf('=', from);
            if (equals < 0 || equals > end) {
                return null;
            }
            String key = Escaped.unescape(packed.substring(from, equals));
            String value = Escaped.unescape(packed.substring(equals + 1, end));
            if (key == null || value == null || entries.put(key, value) != null) {
                return null;
            }
            from = end + 1;
        }
        return entries;
    }
}
