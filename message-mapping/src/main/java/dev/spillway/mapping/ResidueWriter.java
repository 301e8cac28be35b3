/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link Residue}: the form, then one entry for each difference, its kind first. A length is a number of seven
 * bits a byte, the lowest first; a text is its length in bytes, doubled, plus one where it is in UTF-16 since it has half
 * a surrogate pair that UTF-8 can't hold.
 */
final class ResidueWriter {

    static final int BODY = 0;
    static final int REMOVED = 1;
    static final int CHANGED = 2;

    /** The value is absent, is what the JMS message gives, or is written out. */
    static final int ABSENT = 0;

    static final int DERIVED = 1;
    static final int LITERAL = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ResidueWriter(byte form) {
        out.write(form);
    }

    void body(@Nullable String body) {
        if (body != null) {
            out.write(BODY);
            text(body);
        }
    }

    void removed(String name) {
        out.write(REMOVED);
        text(name);
    }

    /** An attribute, as its difference from the one that the JMS message gives, if it gives one of this name. */
    void changed(String name, Attribute attribute, @Nullable Attribute base) {
        String string = attribute.stringValue();
        byte[] binary = attribute.binaryValue();
        int stringKind = string == null
                ? ABSENT
                : base != null && Objects.equals(string, base.stringValue()) ? DERIVED : LITERAL;
        int binaryKind = binary == null ? ABSENT : Arrays.equals(binary, Residue.base64(base)) ? DERIVED : LITERAL;
        out.write(CHANGED);
        text(name);
        text(attribute.dataType());
        out.write(stringKind | binaryKind << 2);
        if (string != null && stringKind == LITERAL) {
            text(string);
        }
        if (binary != null && binaryKind == LITERAL) {
            length(binary.length);
            out.writeBytes(binary);
        }
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    private void text(String text) {
        boolean whole = UTF_8.newEncoder().canEncode(text);
        byte[] bytes = whole ? text.getBytes(UTF_8) : utf16(text);
        length((long) bytes.length << 1 | (whole ? 0 : 1));
        out.writeBytes(bytes);
    }

    /** Unit by unit, since every Charset replaces half a surrogate pair. */
    private static byte[] utf16(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    private void length(long value) {
        long rest = value;
        for (; rest > 0x7F; rest >>>= 7) {
            out.write((int) ((rest & 0x7F) | 0x80));
        }
        out.write((int) rest);
    }
}
