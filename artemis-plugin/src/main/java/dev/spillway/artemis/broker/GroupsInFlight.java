/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.SimpleString;

/**
 * How many messages of each message group of a standard queue are in flight, by which a fair queue tells noisy groups.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html">Amazon SQS
 *     fair queues</a>
 */
final class GroupsInFlight {

    /** A group with fewer messages in flight is quiet, whatever its share. */
    private static final int NOISY_MESSAGES = 30;

    /** A group with a larger share of what is in flight may be noisy: one tenth. */
    private static final int NOISY_SHARE = 10;

    private final ConcurrentHashMap<SimpleString, Integer> counts = new ConcurrentHashMap<>();

    void entered(SimpleString group) {
        counts.merge(group, 1, Integer::sum);
    }

    void left(SimpleString group) {
        counts.computeIfPresent(group, (same, count) -> count == 1 ? null : count - 1);
    }

    /** How many messages of a group are in flight. */
    int of(SimpleString group) {
        return counts.getOrDefault(group, 0);
    }

    /** @param all how many messages are in flight, of whatever group */
    boolean isNoisy(SimpleString group, int all) {
        int own = of(group);
        return own >= NOISY_MESSAGES && (long) own * NOISY_SHARE > all;
    }
}
