/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.concurrent.TimeUnit;

/**
 * How many messages to hold ready: what the consumers will ask for within the next second, judged by how long they took
 * for the last ones. A consumer that handles a message in a minute gets none in advance, so that others can have them;
 * one that stopped asking a second ago gets none either. Guarded by the receiver's lock.
 */
final class PrefetchWindow {

    private static final long HORIZON_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** What one observation counts against the ones before. */
    private static final int WEIGHT = 8;

    private final int limit;
    private long handlingNanos = -1;
    private long lastAsked;

    PrefetchWindow(int limit) {
        this.limit = limit;
    }

    /** A consumer asks for a message. */
    void asked(long now) {
        lastAsked = now;
    }

    /** A consumer took this long from getting a message to asking for the next one; less than 0 tells nothing. */
    void handled(long nanos) {
        if (nanos < 0) {
            return;
        }
        long sample = Math.min(nanos, 10 * HORIZON_NANOS);
        handlingNanos = handlingNanos < 0 ? sample : (handlingNanos * (WEIGHT - 1) + sample) / WEIGHT;
    }

    /** The messages to hold ready for this many consumers; 0 until one of them has asked twice. */
    int size(int consumers, long now) {
        if (handlingNanos < 0 || now - lastAsked > HORIZON_NANOS) {
            return 0;
        }
        return (int) Math.min(limit, consumers * (HORIZON_NANOS / Math.max(1, handlingNanos)));
    }
}
