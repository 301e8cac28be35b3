/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

/**
 * The characters that SQS takes in a body and in the value of a String attribute: tab, line feed, carriage return, and
 * U+0020 to U+10FFFF except surrogates, U+FFFE and U+FFFF.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage,
 *     MessageBody</a>
 */
public final class SqsText {

    private SqsText() {}

    /** Whether every character of a text is one that SQS takes; true for the empty text. */
    public static boolean isAllowed(String text) {
        return indexOfRefused(text) < 0;
    }

    /** The index of the first UTF-16 unit that SQS refuses, half a surrogate pair included; -1 where there is none. */
    public static int indexOfRefused(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= ' ' && unit < Character.MIN_SURROGATE) {
                continue;
            }
            if (isRefused(text, i)) {
                return i;
            }
            if (Character.isHighSurrogate(unit)) {
                i++;
            }
        }
        return -1;
    }

    /** Whether the UTF-16 unit at an index is a character that SQS refuses, or a surrogate without its other half. */
    static boolean isRefused(String text, int index) {
        char unit = text.charAt(index);
        if (Character.isHighSurrogate(unit)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(unit)) {
            return index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
        }
        return unit < ' ' ? unit != '\t' && unit != '\n' && unit != '\r' : unit >= '\uFFFE';
    }

    /** How many bytes a text has in UTF-8; half a surrogate pair counts 3. */
    static long utf8Length(String text) {
        int units = text.length();
        long bytes = units;
        for (int i = 0; i < units; i++) {
            char unit = text.charAt(i);
            if (unit >= 0x80) {
                bytes += unit < 0x800 ? 1 : 2;
                if (Character.isHighSurrogate(unit) && i + 1 < units && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++; // the pair has four bytes: one for each unit, and the two just added
                }
            }
        }
        return bytes;
    }
}
