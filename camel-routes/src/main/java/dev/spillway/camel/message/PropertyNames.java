/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

/**
 * Names of attributes as names of JMS properties, which are Java identifiers (Jakarta Messaging 3.1, section 3.5.1). Each
 * UTF-16 unit that an identifier can't have there stands as {@code _xHHHH_}, four hexadecimal digits, the way ISO/IEC
 * 9075-14 maps names: {@code order-id} is {@code order_x002D_id}.
 */
final class PropertyNames {

    private static final String HEX = "0123456789ABCDEF";
    private static final int ESCAPE_LENGTH = "_x002D_".length();

    private PropertyNames() {}

    /** An identifier that {@link #decode} makes the name of again; the name itself where it is an identifier. */
    static String encode(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char unit = name.charAt(i);
            boolean fits = out.isEmpty() ? Character.isJavaIdentifierStart(unit) : Character.isJavaIdentifierPart(unit);
            if (fits && !isEscape(name, i)) {
                out.append(unit);
            } else {
                out.append("_x");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEX.charAt(unit >> shift & 0xF));
                }
                out.append('_');
            }
        }
        return out.toString();
    }

    /** The name that an identifier stands for. */
    static String decode(String identifier) {
        if (!identifier.contains("_x")) {
            return identifier;
        }
        StringBuilder out = new StringBuilder(identifier.length());
        for (int i = 0; i < identifier.length(); i++) {
            if (isEscape(identifier, i)) {
                out.append((char) Integer.parseInt(identifier.substring(i + 2, i + 6), 16));
                i += ESCAPE_LENGTH - 1;
            } else {
                out.append(identifier.charAt(i));
            }
        }
        return out.toString();
    }

    private static boolean isEscape(String name, int at) {
        if (at + ESCAPE_LENGTH > name.length()
                || name.charAt(at) != '_'
                || name.charAt(at + 1) != 'x'
                || name.charAt(at + ESCAPE_LENGTH - 1) != '_') {
            return false;
        }
        for (int i = at + 2; i < at + 6; i++) {
            if (HEX.indexOf(name.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
