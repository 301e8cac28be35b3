/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

/**
 * How many polls may be open at once: one more after each full answer, the only sign that there is more; one less after
 * one of less than half, as polls that share what trickles in bring little each; half after a long poll that brought
 * nothing. Guarded by the receiver's lock.
 */
final class PollerCount {

    private final int max;
    private int allowed = 1;

    PollerCount(int max) {
        this.max = max;
    }

    int allowed() {
        return allowed;
    }

    void fullAnswer() {
        allowed = Math.min(max, allowed + 1);
    }

    void smallAnswer() {
        allowed = Math.max(1, allowed - 1);
    }

    void emptyLongPoll() {
        allowed = Math.max(1, allowed / 2);
    }

    void failure() {
        allowed = 1;
    }
}
