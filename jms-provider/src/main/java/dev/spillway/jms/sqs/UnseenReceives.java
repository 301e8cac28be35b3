/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often messages of a queue were received here and given back without an application having got them: fetched ahead
 * and not asked for, selected by nobody, or looked at by a browser. SQS counts these receives too; for JMS they are no
 * deliveries. Remembered for the latest 10,000 messages. Safe for use by any number of threads.
 */
final class UnseenReceives {

    private static final int MOST = 10_000;

    @SuppressWarnings("serial") // is not serialised
    private final Map<String, Integer> byMessage = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(String messageId) {
        byMessage.merge(messageId, 1, Integer::sum);
    }

    synchronized int of(String messageId) {
        return byMessage.getOrDefault(messageId, 0);
    }

    /** The message is deleted. */
    synchronized void forget(String messageId) {
        byMessage.remove(messageId);
    }
}
