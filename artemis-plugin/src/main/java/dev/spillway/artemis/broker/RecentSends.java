/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.Arrays;

/**
 * How many messages were sent to a queue in each of the last 15 minutes' seconds: so many are hidden where the queue has
 * a delay, whatever the delay is set to.
 */
final class RecentSends {

    /** The longest delay, and one for the second that has begun. */
    private static final int SECONDS = 900 + 1;

    private final int[] counts = new int[SECONDS];
    private long lastSecond;

    /** @param sentAt milliseconds since the epoch */
    synchronized void add(long sentAt, int messages) {
        long second = sentAt / 1_000;
        forget(second);
        if (second > lastSecond - SECONDS) {
            counts[index(second)] += messages;
        }
    }

    /** How many messages were sent after this time; to the second, rather more than less. */
    synchronized long since(long sentAt) {
        long messages = 0;
        for (long second = Math.max(sentAt / 1_000, lastSecond - SECONDS + 1); second <= lastSecond; second++) {
            messages += counts[index(second)];
        }
        return messages;
    }

    /** The queue was emptied. */
    synchronized void clear() {
        Arrays.fill(counts, 0);
    }

    /** Makes room for the seconds up to this one. */
    private void forget(long second) {
        for (long next = Math.max(lastSecond + 1, second - SECONDS + 1); next <= second; next++) {
            counts[index(next)] = 0;
        }
        lastSecond = Math.max(lastSecond, second);
    }

    private static int index(long second) {
        return (int) (second % SECONDS);
    }
}
