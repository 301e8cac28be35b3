/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ResidueWriter} wrote. Bytes that it did not write are refused, not guessed at. */
final class ResidueReader {

    private final byte[] bytes;
    private int at;

    ResidueReader(byte[] bytes) {
        this.bytes = bytes;
    }

    byte form() {
        int form = next();
        if (form != Residue.JMS && form != Residue.PLAIN) {
            throw malformed("an unknown form, " + form);
        }
        return (byte) form;
    }

    /** The body, if it differs; else the one that the JMS message gives. */
    String body(String base) {
        if (at < bytes.length && bytes[at] == ResidueWriter.BODY) {
            at++;
            return text();
        }
        return base;
    }

    /** Applies what is left to the attributes that the JMS message gives. */
    void readChanges(Map<String, Attribute> attributes) {
        while (at < bytes.length) {
            int kind = next();
            switch (kind) {
                case ResidueWriter.REMOVED -> attributes.remove(text());
                case ResidueWriter.CHANGED -> {
                    String name = text();
                    Attribute attribute = attribute(attributes.get(name));
                    if (attribute != null) {
                        attributes.put(name, attribute);
                    }
                }
                default -> throw malformed("an unknown entry, " + kind);
            }
        }
    }

    /** The attribute; {@code null} where its value is the JMS message's, which has lost the property since. */
    private @Nullable Attribute attribute(@Nullable Attribute base) {
        String dataType = text();
        int kinds = next();
        String string = switch (kinds & 3) {
            case ResidueWriter.ABSENT -> null;
            case ResidueWriter.DERIVED -> base == null ? null : base.stringValue();
            case ResidueWriter.LITERAL -> text();
            default -> throw malformed("an unknown kind of value, " + kinds);
        };
        byte[] binary = switch (kinds >> 2) {
            case ResidueWriter.ABSENT -> null;
            case ResidueWriter.DERIVED -> Residue.base64(base);
            case ResidueWriter.LITERAL -> take(length());
            default -> throw malformed("an unknown kind of value, " + kinds);
        };
        boolean lost = string == null && binary == null && kinds != ResidueWriter.ABSENT;
        return lost ? null : new Attribute(dataType, string, binary);
    }

    private String text() {
        long header = length();
        byte[] text = take(header >>> 1);
        return (header & 1) == 0
                ? new String(text, UTF_8)
                : ByteBuffer.wrap(text).asCharBuffer().toString();
    }

    private byte[] take(long length) {
        if (length > bytes.length - at) {
            throw malformed("a length of " + length + " bytes, of which " + (bytes.length - at) + " are there");
        }
        int from = at;
        at += (int) length;
        return Arrays.copyOfRange(bytes, from, at);
    }

    private long length() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE - 7; shift += 7) {
            int part = next();
            value |= (long) (part & 0x7F) << shift;
            if (part < 0x80) {
                return value;
            }
        }
        throw malformed("a length of more than eight bytes");
    }

    private int next() {
        if (at == bytes.length) {
            throw malformed("the end where more was expected");
        }
        return bytes[at++] & 0xFF;
    }

    private IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException(
                "Not a residue of a message: at byte " + at + " of " + bytes.length + " stands " + what);
    }
}
