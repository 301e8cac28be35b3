/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * MessageGroupId and MessageDeduplicationId: 1 to 128 letters, digits and punctuation marks of ASCII.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 */
final class FifoIds {

    private static final Pattern ALLOWED = Pattern.compile("\\p{Graph}{1,128}");

    private FifoIds() {}

    /** The id itself, or its SHA-256 where SQS does not allow it: equal ids stay equal. */
    static String of(String id) {
        if (ALLOWED.matcher(id).matches()) {
            return id;
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
