/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in S3 the payload of a message is, in the form of amazon-sqs-java-extended-client.
 *
 * @param bucket the bucket's name, of letters, digits, {@code .}, {@code _} and {@code -}
 * @param key the object's key in the bucket
 * @see <a href="https://github.com/awslabs/payload-offloading-java-common-lib-for-aws">payloadoffloading-common</a>
 */
public record S3Pointer(String bucket, String key) {

    /** The message attribute that tells the payload's size in bytes, and that the body is a pointer. */
    public static final String SIZE = "ExtendedPayloadSize";
    /** What it was called before version 2 of the extended client, which goes on using it unless set otherwise. */
    public static final String LEGACY_SIZE = "SQSLargePayloadSize";

    private static final String TYPE = "software.amazon.payloadoffloading.PayloadS3Pointer";
    /** What version 1 of the extended client wrote. */
    private static final String LEGACY_TYPE = "com.amazon.sqs.javamessaging.MessageS3Pointer";
    /** Far more than a bucket's name and a key of 1,024 bytes take. */
    private static final int MAX_LENGTH = 8_192;

    private static final String SPACE = "\\s*+";
    private static final String TEXT = SPACE + "\"((?:[^\"\\\\]|\\\\[\"\\\\/])*+)\"" + SPACE;
    private static final String FIELD = TEXT + ":" + TEXT;
    /** The type, and two fields: groups 1, and 2 to 5. */
    private static final Pattern FORM = Pattern.compile(
            SPACE + "\\[" + TEXT + "," + SPACE + "\\{" + FIELD + "," + FIELD + "}" + SPACE + "]" + SPACE);

    /** Those that S3 makes today and those that it once made; they need no escaping in a pointer. */
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{2,254}");

    /** What a bucket's name is, for messages. */
    public static final String BUCKET_NAME = "it is the name of a bucket: 3 to 255 letters, digits, '.', '_' and '-'";

    /** Whether a bucket may have the name. */
    public static boolean isBucketName(String name) {
        return BUCKET.matcher(name).matches();
    }

    /** Whether the attributes say that the body is a pointer. */
    public static boolean isMarked(Map<String, ?> attributes) {
        return attributes.containsKey(SIZE) || attributes.containsKey(LEGACY_SIZE);
    }

    /** The pointer that the text is; {@code null} if it is none. */
    public static @Nullable S3Pointer parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !(TYPE.equals(matcher.group(1)) || LEGACY_TYPE.equals(matcher.group(1)))) {
            return null;
        }
        Map<String, String> fields = new HashMap<>();
        fields.put(matcher.group(2), unescaped(matcher.group(3)));
        fields.put(matcher.group(4), unescaped(matcher.group(5)));
        String bucket = fields.get("s3BucketName");
        String key = fields.get("s3Key");
        return bucket == null || key == null ? null : new S3Pointer(bucket, key);
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    /**
     * Whether it leads to an object of the bucket, and no server or proxy could take its key for a path that leaves it. Whoever
     * may send to a queue chooses what its messages point to: follow no other.
     */
    public boolean isIn(String name) {
        return bucket.equals(name)
                && !key.isEmpty()
                && Arrays.stream(key.split("/", -1)).noneMatch(part -> part.equals(".") || part.equals(".."));
    }

    /** The body that stands for the payload. The bucket and the key hold nothing that JSON escapes. */
    public String toBody() {
        return "[\"" + TYPE + "\",{\"s3BucketName\":\"" + bucket + "\",\"s3Key\":\"" + key + "\"}]";
    }
}
