/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a queue that can be set, each with the values it may have.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">SetQueueAttributes</a>
 */
public enum QueueAttribute {
    DELAY_SECONDS("DelaySeconds", "0", wholeNumber(0, 900)),
    MAXIMUM_MESSAGE_SIZE("MaximumMessageSize", "1048576", wholeNumber(1_024, 1_048_576)),
    MESSAGE_RETENTION_PERIOD("MessageRetentionPeriod", "345600", wholeNumber(60, 1_209_600)),
    RECEIVE_MESSAGE_WAIT_TIME_SECONDS("ReceiveMessageWaitTimeSeconds", "0", wholeNumber(0, 20)),
    VISIBILITY_TIMEOUT("VisibilityTimeout", "30", wholeNumber(0, 43_200)),
    POLICY("Policy", null, QueueAttribute::json),
    REDRIVE_POLICY("RedrivePolicy", null, RedrivePolicy::parse),
    REDRIVE_ALLOW_POLICY("RedriveAllowPolicy", null, RedriveAllowPolicy::parse),
    KMS_MASTER_KEY_ID("KmsMasterKeyId", null, value -> value),
    KMS_DATA_KEY_REUSE_PERIOD_SECONDS("KmsDataKeyReusePeriodSeconds", null, wholeNumber(60, 86_400)),
    SQS_MANAGED_SSE_ENABLED("SqsManagedSseEnabled", null, QueueAttribute::bool),
    FIFO_QUEUE("FifoQueue", null, QueueAttribute::bool),
    CONTENT_BASED_DEDUPLICATION("ContentBasedDeduplication", null, QueueAttribute::bool),
    DEDUPLICATION_SCOPE("DeduplicationScope", null, oneOf("queue", "messageGroup")),
    FIFO_THROUGHPUT_LIMIT("FifoThroughputLimit", null, oneOf("perQueue", "perMessageGroupId"));

    private static final Map<String, QueueAttribute> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(a -> a.awsName, a -> a));

    private final String awsName;
    private final @Nullable String defaultValue;

    @SuppressWarnings("ImmutableEnumChecker") // A function without a state.
    private final Function<String, @Nullable Object> reader;

    QueueAttribute(String awsName, @Nullable String defaultValue, Function<String, @Nullable Object> reader) {
        this.awsName = awsName;
        this.defaultValue = defaultValue;
        this.reader = reader;
    }

    static QueueAttribute named(String name) {
        QueueAttribute attribute = BY_NAME.get(name);
        if (attribute == null) {
            throw SqsErrors.unknownAttribute(name);
        }
        return attribute;
    }

    /** The name that AWS gives it. */
    public String awsName() {
        return awsName;
    }

    /** What a queue has that was not told otherwise. */
    @Nullable String defaultValue() {
        return defaultValue;
    }

    /** Whether an empty value takes the attribute away. */
    boolean isRemovable() {
        return defaultValue == null && this != SQS_MANAGED_SSE_ENABLED && !isFifoOnly();
    }

    /** Whether a standard queue doesn't know it. */
    boolean isFifoOnly() {
        return compareTo(FIFO_QUEUE) >= 0;
    }

    /** Whether this is the name of an attribute that a standard queue doesn't know. */
    static boolean isFifoOnly(String name) {
        QueueAttribute attribute = BY_NAME.get(name);
        return attribute != null && attribute.isFifoOnly();
    }

    /** What the value means: equal for values that differ in nothing but their writing. Refuses a value that has none. */
    Object read(String value) {
        Object meaning = reader.apply(value);
        if (meaning == null) {
            throw SqsErrors.invalidAttributeValue(awsName);
        }
        return meaning;
    }

    private static Function<String, @Nullable Object> wholeNumber(int min, int max) {
        return value -> {
            try {
                int number = Integer.parseInt(value);
                return number >= min && number <= max ? number : null;
            } catch (NumberFormatException e) {
                return null;
            }
        };
    }

    private static Function<String, @Nullable Object> oneOf(String... values) {
        Set<String> admitted = Set.of(values);
        return value -> admitted.contains(value) ? value : null;
    }

    private static @Nullable Object json(String value) {
        return Json.object(value).orElse(null);
    }

    private static @Nullable Object bool(String value) {
        return (value.equals("true") || value.equals("false")) ? Boolean.valueOf(value) : null;
    }
}
