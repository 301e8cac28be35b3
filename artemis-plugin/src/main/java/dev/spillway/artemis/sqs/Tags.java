/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The tags of a queue: at most 50, keys of 1 to 128 characters that don't begin with {@code aws:}, values of up to 256.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html">Amazon SQS
 *     cost allocation tags</a>
 */
public final class Tags {

    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;

    private Tags() {}

    /** The tags that a queue has once those given are added; one with a key of before replaces it. */
    public static Map<String, String> added(String queue, Map<String, String> before, Map<String, String> given) {
        checkKeys(given.keySet());
        for (String value : given.values()) {
            if (length(value) > MAX_VALUE) {
                throw SqsErrors.invalidParameter("Tag values must be between 0 and 256 characters in length.");
            }
        }
        Map<String, String> tags = new HashMap<>(before);
        tags.putAll(given);
        if (tags.size() > MAX_TAGS) {
            throw SqsErrors.invalidParameter("Too many tags added for queue " + queue + ".");
        }
        return tags;
    }

    /** Refuses keys that no tag can have. */
    public static void checkKeys(Collection<String> keys) {
        for (String key : keys) {
            if (key.isEmpty() || length(key) > MAX_KEY) {
                throw SqsErrors.invalidTagKeyLength();
            }
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw SqsErrors.invalidParameter(
                        "Tag keys can't begin with aws:, which is reserved for use by AWS. You have sent " + key + ".");
            }
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
