/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static dev.spillway.artemis.sqs.QueueAttribute.CONTENT_BASED_DEDUPLICATION;
import static dev.spillway.artemis.sqs.QueueAttribute.DEDUPLICATION_SCOPE;
import static dev.spillway.artemis.sqs.QueueAttribute.FIFO_QUEUE;
import static dev.spillway.artemis.sqs.QueueAttribute.FIFO_THROUGHPUT_LIMIT;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes that only a FIFO queue has.
 *
 * @param contentBasedDeduplication whether the body stands for a MessageDeduplicationId that isn't given
 * @param deduplicatesByGroup whether deduplication ids are compared within a message group, and not within the queue
 */
public record FifoAttributes(boolean contentBasedDeduplication, boolean deduplicatesByGroup) {

    private static final String MESSAGE_GROUP = "messageGroup";
    private static final String PER_MESSAGE_GROUP = "perMessageGroupId";

    /** Whether these attributes, by AWS's names, ask for a FIFO queue. */
    public static boolean isFifo(Map<String, String> attributes) {
        return "true".equals(attributes.get(FIFO_QUEUE.awsName()));
    }

    /** Adds the defaults of a FIFO queue, if it is one. */
    static Optional<FifoAttributes> completing(Map<QueueAttribute, String> effective) {
        if (!effective.containsKey(FIFO_QUEUE)) {
            return Optional.empty();
        }
        effective.putIfAbsent(CONTENT_BASED_DEDUPLICATION, "false");
        effective.putIfAbsent(DEDUPLICATION_SCOPE, "queue");
        effective.putIfAbsent(FIFO_THROUGHPUT_LIMIT, "perQueue");
        return Optional.of(new FifoAttributes(
                "true".equals(effective.get(CONTENT_BASED_DEDUPLICATION)),
                MESSAGE_GROUP.equals(effective.get(DEDUPLICATION_SCOPE))));
    }

    /** Refuses the names of attributes that this type of queue doesn't have, whether they are set or asked for. */
    public static void checkNames(boolean fifo, Collection<String> names) {
        if (fifo) {
            return;
        }
        for (String name : names) {
            if (QueueAttribute.isFifoOnly(name)) {
                throw SqsErrors.unknownAttribute(name);
            }
        }
    }

    /** Refuses to change the type of a queue: what it is may be said again. */
    public static void checkType(boolean fifo, Map<String, String> given) {
        String type = given.get(FIFO_QUEUE.awsName());
        if (type != null) {
            checkNames(fifo, Set.of(FIFO_QUEUE.awsName()));
            if (!type.equals("true")) {
                throw SqsErrors.queueTypeIsFixed();
            }
        }
    }

    /** Refuses attributes of which each is good by itself, but which don't go together. */
    static void checkTogether(Map<String, String> attributes) {
        boolean fifo = isFifo(attributes);
        checkNames(fifo, attributes.keySet());
        if (!fifo) {
            return;
        }
        boolean byGroup = MESSAGE_GROUP.equals(attributes.get(DEDUPLICATION_SCOPE.awsName()));
        if (PER_MESSAGE_GROUP.equals(attributes.get(FIFO_THROUGHPUT_LIMIT.awsName())) && !byGroup) {
            throw SqsErrors.invalidParameter(
                    PER_MESSAGE_GROUP,
                    FIFO_THROUGHPUT_LIMIT.awsName(),
                    "It is only allowed where DeduplicationScope is messageGroup.");
        }
    }
}
