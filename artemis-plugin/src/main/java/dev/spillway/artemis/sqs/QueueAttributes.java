/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static dev.spillway.artemis.sqs.QueueAttribute.DELAY_SECONDS;
import static dev.spillway.artemis.sqs.QueueAttribute.KMS_DATA_KEY_REUSE_PERIOD_SECONDS;
import static dev.spillway.artemis.sqs.QueueAttribute.KMS_MASTER_KEY_ID;
import static dev.spillway.artemis.sqs.QueueAttribute.MAXIMUM_MESSAGE_SIZE;
import static dev.spillway.artemis.sqs.QueueAttribute.MESSAGE_RETENTION_PERIOD;
import static dev.spillway.artemis.sqs.QueueAttribute.RECEIVE_MESSAGE_WAIT_TIME_SECONDS;
import static dev.spillway.artemis.sqs.QueueAttribute.REDRIVE_ALLOW_POLICY;
import static dev.spillway.artemis.sqs.QueueAttribute.REDRIVE_POLICY;
import static dev.spillway.artemis.sqs.QueueAttribute.SQS_MANAGED_SSE_ENABLED;
import static dev.spillway.artemis.sqs.QueueAttribute.VISIBILITY_TIMEOUT;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settable attributes of one queue, read once: what requests need of them is a number here.
 *
 * @param delaySeconds how long a message stays hidden that names no delay of its own
 * @param maximumMessageSize bytes, message attributes included
 * @param messageRetentionPeriod seconds
 * @param receiveMessageWaitTimeSeconds how long a receive waits that names no time of its own
 * @param visibilityTimeout seconds that a message is hidden by a receive that names no time of its own
 * @param redrivePolicy where messages go that were received too often
 * @param redriveAllowPolicy which queues may name this one in their redrive policy
 * @param fifo what a FIFO queue has; nothing for a standard queue
 * @param effective every attribute that the queue has, those by default included
 */
public record QueueAttributes(
        int delaySeconds,
        int maximumMessageSize,
        int messageRetentionPeriod,
        int receiveMessageWaitTimeSeconds,
        int visibilityTimeout,
        Optional<RedrivePolicy> redrivePolicy,
        RedriveAllowPolicy redriveAllowPolicy,
        Optional<FifoAttributes> fifo,
        Map<QueueAttribute, String> effective) {

    /** Largest MaximumMessageSize, and largest sum of a batch, in bytes. */
    public static final int MAX_MESSAGE_SIZE = 1_048_576;

    private static final String DEFAULT_KMS_REUSE_SECONDS = "300";

    /** Reads attributes that were set, by AWS's names; those absent have their defaults. */
    public static QueueAttributes of(Map<String, String> set) {
        Map<QueueAttribute, String> effective = new EnumMap<>(QueueAttribute.class);
        for (QueueAttribute attribute : QueueAttribute.values()) {
            String value = set.getOrDefault(attribute.awsName(), attribute.defaultValue());
            if (value != null) {
                effective.put(attribute, value);
            }
        }
        boolean kms = effective.containsKey(KMS_MASTER_KEY_ID);
        effective.putIfAbsent(SQS_MANAGED_SSE_ENABLED, kms ? "false" : "true");
        if (kms) {
            effective.putIfAbsent(KMS_DATA_KEY_REUSE_PERIOD_SECONDS, DEFAULT_KMS_REUSE_SECONDS);
        }
        Optional<FifoAttributes> fifo = FifoAttributes.completing(effective);
        return new QueueAttributes(
                number(DELAY_SECONDS, effective),
                number(MAXIMUM_MESSAGE_SIZE, effective),
                number(MESSAGE_RETENTION_PERIOD, effective),
                number(RECEIVE_MESSAGE_WAIT_TIME_SECONDS, effective),
                number(VISIBILITY_TIMEOUT, effective),
                Optional.ofNullable(effective.get(REDRIVE_POLICY)).map(RedrivePolicy::parse),
                Optional.ofNullable(effective.get(REDRIVE_ALLOW_POLICY))
                        .map(RedriveAllowPolicy::parse)
                        .orElse(RedriveAllowPolicy.ALLOW_ALL),
                fifo,
                effective);
    }

    /**
     * The attributes that are set once {@code given} is applied to those that were. Names and values are checked; an
     * empty value takes an attribute away; of the two kinds of encryption the one given last stays.
     */
    public static Map<String, String> changed(Map<String, String> set, Map<String, String> given) {
        Map<String, String> changed = new TreeMap<>(set);
        given.forEach((name, value) -> {
            QueueAttribute attribute = QueueAttribute.named(name);
            if (value.isEmpty() && attribute.isRemovable()) {
                changed.remove(name);
            } else {
                attribute.read(value);
                changed.put(name, value);
            }
        });
        boolean kms = isGiven(given, KMS_MASTER_KEY_ID);
        boolean managed = "true".equals(given.get(SQS_MANAGED_SSE_ENABLED.awsName()));
        if (kms && managed) {
            throw SqsErrors.oneEncryptionAtATime();
        }
        if (kms) {
            changed.remove(SQS_MANAGED_SSE_ENABLED.awsName());
        } else if (managed || given.containsKey(KMS_MASTER_KEY_ID.awsName())) {
            changed.remove(KMS_MASTER_KEY_ID.awsName());
            changed.remove(KMS_DATA_KEY_REUSE_PERIOD_SECONDS.awsName());
        }
        FifoAttributes.checkTogether(changed);
        return changed;
    }

    /** Refuses attributes of which one is different on this queue, as CreateQueue does for a queue that exists. */
    public void requireEqual(Map<String, String> given) {
        new TreeMap<>(given).forEach((name, value) -> {
            QueueAttribute attribute = QueueAttribute.named(name);
            String mine = effective.get(attribute);
            boolean equal = (value.isEmpty() && attribute.isRemovable())
                    ? mine == null
                    : mine != null && attribute.read(value).equals(attribute.read(mine));
            if (!equal) {
                throw SqsErrors.queueNameExists(name);
            }
        });
    }

    private static boolean isGiven(Map<String, String> given, QueueAttribute attribute) {
        return !given.getOrDefault(attribute.awsName(), "").isEmpty();
    }

    private static int number(QueueAttribute attribute, Map<QueueAttribute, String> effective) {
        return (Integer) attribute.read(effective.getOrDefault(attribute, ""));
    }
}
