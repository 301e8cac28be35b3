/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An XML document in the making. A carriage return is written as a reference, since parsers make a line feed of a plain
 * one.
 *
 * <p>XML 1.0 has no way to write some characters, such as U+0000. Amazon SQS admits none of them; an error message that
 * cites one has U+FFFD in its place.
 *
 * @see <a href="https://www.w3.org/TR/xml/#charsets">XML 1.0, Characters</a>
 */
final class XmlText {

    private final StringBuilder text = new StringBuilder(512).append("<?xml version=\"1.0\"?>");

    XmlText open(String name, String namespace) {
        text.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
        return this;
    }

    XmlText open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    XmlText close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    XmlText empty(String name) {
        text.append('<').append(name).append("/>");
        return this;
    }

    XmlText element(String name, String content) {
        open(name);
        escape(content);
        return close(name);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void escape(String content) {
        int done = 0;
        for (int at = 0; at < content.length(); at++) {
            char next = content.charAt(at);
            if (next >= ' ' && next < Character.MIN_SURROGATE && next != '<' && next != '>' && next != '&') {
                continue;
            }
            if (Character.isHighSurrogate(next) && isLowSurrogate(content, at + 1)) {
                at++;
                continue;
            }
            String reference = reference(next);
            if (reference != null) {
                text.append(content, done, at).append(reference);
                done = at + 1;
            }
        }
        text.append(content, done, content.length());
    }

    private static boolean isLowSurrogate(String content, int at) {
        return at < content.length() && Character.isLowSurrogate(content.charAt(at));
    }

    /** What stands for the character; {@code null} if it stands for itself. */
    private static @Nullable String reference(char character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '\r' -> "&#xD;";
            case '\t', '\n' -> null;
            default -> character > Character.MAX_SURROGATE && character < '\ufffe' ? null : "\ufffd";
        };
    }
}
