/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.concurrent.TimeUnit;

/** The pauses between receive requests that bring nothing in a row, and should have: 0.2 s, doubled up to 10 s. Guarded by the receiver's lock. */
final class ReceiveBackoff {

    private static final long FIRST_MILLIS = 200;
    private static final long MAX_MILLIS = 10_000;
    /** Failures in a row that may pass by themselves until the application is told. */
    private static final int PATIENCE = 3;

    private int failures;
    private long notBefore;

    void succeeded() {
        failures = 0;
    }

    /** @return how long to pause, in milliseconds */
    long failed(long now) {
        long pause = Math.min(MAX_MILLIS, FIRST_MILLIS << Math.min(failures, 10));
        failures++;
        notBefore = now + TimeUnit.MILLISECONDS.toNanos(pause);
        return pause;
    }

    /** Whether this failure is the one to tell of: once in a row, at once if it won't pass. */
    boolean isToTell(boolean passing) {
        return failures == (passing ? PATIENCE : 1);
    }

    boolean isPausing(long now) {
        return failures > 0 && now - notBefore < 0;
    }
}
