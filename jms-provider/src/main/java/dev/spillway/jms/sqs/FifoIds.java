/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import jakarta.jms.MessageFormatException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * MessageGroupId and MessageDeduplicationId of messages.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 */
final class FifoIds {

    /** The properties that a FIFO queue carries by itself, as amazon-sqs-java-messaging-lib names them. */
    static final String DEDUPLICATION_PROPERTY = "JMS_SQS_DeduplicationId";

    static final String SEQUENCE_PROPERTY = "JMS_SQS_SequenceNumber";

    /** What SQS allows in both ids. */
    private static final Pattern ALLOWED = Pattern.compile("\\p{Graph}{1,128}");

    private FifoIds() {}

    /** The group of a JMSXGroupID: itself, or its SHA-256 where SQS does not allow it. */
    static String group(String jmsGroup) {
        if (ALLOWED.matcher(jmsGroup).matches()) {
            return jmsGroup;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(jmsGroup.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * The deduplication id of a message: the one that was set, or one of its own.
     *
     * @throws MessageFormatException if SQS does not allow it; the message says what SQS does
     */
    static String deduplication(@Nullable String set) throws MessageFormatException {
        if (set == null) {
            return UUID.randomUUID().toString();
        }
        if (!ALLOWED.matcher(set).matches()) {
            throw new MessageFormatException(DEDUPLICATION_PROPERTY + " is '" + set
                    + "'; it is 1 to 128 letters, digits and punctuation marks of ASCII");
        }
        return set;
    }
}
