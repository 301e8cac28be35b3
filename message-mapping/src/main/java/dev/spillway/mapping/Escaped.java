/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Text in which what may not stand is written {@code %XXXX}, the UTF-16 unit in four hexadecimal digits: every unit that
 * SQS refuses, {@code %} itself and the separators of the packed form. Everything else stands as it is, so that a person
 * can read it.
 */
final class Escaped {

    private static final String HEX = "0123456789ABCDEF";

    private Escaped() {}

    /** Escapes for a body: what SQS refuses, and {@code %}. */
    static String body(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        append(out, text, false);
        return out.toString();
    }

    /** Escapes for a packed attribute: what SQS refuses, {@code %}, {@code &} and {@code =}. */
    static void appendPacked(StringBuilder out, String text) {
        append(out, text, true);
    }

    private static void append(StringBuilder out, String text, boolean packed) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '%' || (packed && (unit == '&' || unit == '=')) || SqsText.isRefused(text, i)) {
                out.append('%');
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEX.charAt(unit >> shift & 0xF));
                }
            } else {
                out.append(unit);
            }
        }
    }

    /** The text that was escaped; {@code null} where a {@code %} is not followed by four hexadecimal digits. */
    static @Nullable String unescape(String text) {
        int percent = text.indexOf('%');
        if (percent < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        for (; percent >= 0; percent = text.indexOf('%', from)) {
            out.append(text, from, percent);
            from = percent + 5;
            if (from > text.length()) {
                return null;
            }
            int unit = 0;
            for (int i = percent + 1; i < from; i++) {
                int digit = HEX.indexOf(text.charAt(i));
                if (digit < 0) {
                    return null;
                }
                unit = unit << 4 | digit;
            }
            out.append((char) unit);
        }
        return out.append(text, from, text.length()).toString();
    }
}
