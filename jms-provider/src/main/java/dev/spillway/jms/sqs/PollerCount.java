/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

/**
 * How many polls may be open at once: one more after a full answer of each, the only sign that there is more; one less after
 * one of less than half, as polls that share what trickles in bring little each; half after a long poll that brought
 * nothing. Guarded by the receiver's lock.
 */
final class PollerCount {

    private final int max;
    private int allowed = 1;
    /** The full answers since there was one poll more, or less. */
    private int full;

    PollerCount(int max) {
        this.max = max;
    }

    int allowed() {
        return allowed;
    }

    void fullAnswer() {
        full++;
        if (full >= allowed) {
            allow(allowed + 1);
        }
    }

    void smallAnswer() {
        allow(allowed - 1);
    }

    void emptyLongPoll() {
        allow(allowed / 2);
    }

    /** No more than one, until full answers come again. */
    void one() {
        allow(1);
    }

    private void allow(int polls) {
        allowed = Math.min(max, Math.max(1, polls));
        full = 0;
    }
}
