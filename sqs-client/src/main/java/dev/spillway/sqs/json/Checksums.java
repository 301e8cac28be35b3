/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/**
 * Tells whether messages came through unchanged, by the digests that SQS makes of them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation">Calculating
 *     the MD5 message digest for message attributes</a>
 */
final class Checksums {

    private static final byte STRING = 1;
    private static final byte BINARY = 2;

    private Checksums() {}

    /** @param theirs what SQS made of it, which it tells for each body */
    static void checkBody(String message, @Nullable String body, @Nullable String theirs) throws ChecksumMismatch {
        if (body != null) {
            compare("the body of message " + message, hex(digest(), body.getBytes(UTF_8)), theirs);
        }
    }

    /** @param theirs what SQS made of them, which it tells where there are any */
    static void checkAttributes(String message, Map<String, MessageAttributeValue> attributes, @Nullable String theirs)
            throws ChecksumMismatch {
        if (!attributes.isEmpty()) {
            compare("an attribute of message " + message, of(attributes), theirs);
        }
    }

    /** @param theirs what SQS made of them, which it tells where there are any */
    static void checkSystemAttributes(
            String message, Map<String, MessageSystemAttributeValue> attributes, @Nullable String theirs)
            throws ChecksumMismatch {
        Map<String, MessageAttributeValue> same = new HashMap<>();
        attributes.forEach((name, value) -> same.put(
                name,
                MessageAttributeValue.builder()
                        .dataType(value.dataType())
                        .stringValue(value.stringValue())
                        .binaryValue(value.binaryValue())
                        .build()));
        checkAttributes(message, same, theirs);
    }

    private static void compare(String what, String ours, @Nullable String theirs) throws ChecksumMismatch {
        if (!ours.equals(theirs)) {
            throw new ChecksumMismatch(what, ours, theirs);
        }
    }

    private static String of(Map<String, MessageAttributeValue> attributes) {
        MessageDigest digest = digest();
        new TreeMap<>(attributes).forEach((name, attribute) -> {
            add(digest, name.getBytes(UTF_8));
            add(digest, attribute.dataType().getBytes(UTF_8));
            SdkBytes binary = attribute.binaryValue();
            if (binary == null) {
                digest.update(STRING);
                add(digest, attribute.stringValue().getBytes(UTF_8));
            } else {
                digest.update(BINARY);
                add(digest, binary.asByteArrayUnsafe());
            }
        });
        return hex(digest, new byte[0]);
    }

    private static void add(MessageDigest digest, byte[] value) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).flip());
        digest.update(value);
    }

    private static String hex(MessageDigest digest, byte[] last) {
        return HexFormat.of().formatHex(digest.digest(last));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no MD5, which every one must have", e);
        }
    }
}
