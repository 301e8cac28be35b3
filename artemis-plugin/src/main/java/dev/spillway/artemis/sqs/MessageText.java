/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

/**
 * The characters that a message may have: #x9, #xA, #xD, #x20 to #xD7FF, #xE000 to #xFFFD, #x10000 to #x10FFFF.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 */
final class MessageText {

    static final String INVALID = "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | "
            + "#x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF";

    private MessageText() {}

    static boolean isValid(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            } else if (c < ' ' ? c != '\t' && c != '\n' && c != '\r' : c > 0xFFFD || Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
