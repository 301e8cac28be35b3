/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spillway.mapping.Attribute;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The digests by which a client checks that a message came through unchanged, as lower-case hex.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation">Calculating
 *     the MD5 message digest for message attributes</a>
 */
public final class Md5 {

    private static final byte STRING_TRANSPORT = 1;
    private static final byte BINARY_TRANSPORT = 2;

    private static final MessageDigest NEW = lookUp();

    private Md5() {}

    /** The digest of a body in UTF-8. */
    public static String ofBody(byte[] utf8) {
        return hex(digest(), utf8);
    }

    /** The digest of message attributes, or {@code null} if there are none. */
    public static @Nullable String ofAttributes(Map<String, Attribute> attributes) {
        if (attributes.isEmpty()) {
            return null;
        }
        MessageDigest digest = digest();
        new TreeMap<>(attributes).forEach((name, attribute) -> {
            add(digest, name.getBytes(UTF_8));
            add(digest, attribute.dataType().getBytes(UTF_8));
            byte[] binary = attribute.binaryValue();
            digest.update(binary == null ? STRING_TRANSPORT : BINARY_TRANSPORT);
            add(
                    digest,
                    binary == null
                            ? Objects.requireNonNull(attribute.stringValue()).getBytes(UTF_8)
                            : binary);
        });
        return hex(digest, new byte[0]);
    }

    private static void add(MessageDigest digest, byte[] value) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        digest.update(value);
    }

    private static String hex(MessageDigest digest, byte[] last) {
        return HexFormat.of().formatHex(digest.digest(last));
    }

    /** A copy: to look the algorithm up costs more than to clone it. */
    private static MessageDigest digest() {
        try {
            return (MessageDigest) NEW.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java runtime's MD5 can't be cloned", e);
        }
    }

    private static MessageDigest lookUp() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no MD5, which every one must have", e);
        }
    }
}
