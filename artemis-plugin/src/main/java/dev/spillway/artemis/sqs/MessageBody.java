/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A body that SQS takes: not empty, of valid characters.
 *
 * @param text the body
 * @param size bytes in UTF-8
 * @param md5 MD5OfMessageBody
 */
public record MessageBody(String text, int size, String md5) {

    public static MessageBody of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw SqsErrors.missingParameter("MessageBody");
        }
        if (!MessageText.isValid(text)) {
            throw SqsErrors.invalidMessageContents(MessageText.INVALID);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new MessageBody(text, utf8.length, Md5.ofBody(utf8));
    }
}
