/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

/** How many polls may be open at once, and when the next may start. Guarded by the receiver's lock. */
final class PollPace {

    private final PollerCount pollers;
    private final ReceiveBackoff failures = new ReceiveBackoff();
    /** For long polls that are answered at once though there is nothing: without a pause they would follow hot. */
    private final ReceiveBackoff haste = new ReceiveBackoff();

    PollPace(int maxPollers) {
        this.pollers = new PollerCount(maxPollers);
    }

    boolean allowsAnother(int open, long now) {
        return open < pollers.allowed() && !failures.isPausing(now) && !haste.isPausing(now);
    }

    /**
     * A poll was answered.
     *
     * @return how many milliseconds to pause; 0 for none
     */
    long answered(ReceiveCall.Poll poll, int received, long now) {
        failures.succeeded();
        if (received == ReceiveCall.MAX_MESSAGES) {
            pollers.fullAnswer();
        } else if (received == 0 && poll.waitSeconds() > 0) {
            pollers.emptyLongPoll();
        } else if (received > 0 && received < poll.max() / 2) {
            pollers.smallAnswer();
        }
        if (received == 0 && poll.wasHasty()) {
            return haste.failed(now);
        }
        haste.succeeded();
        return 0;
    }

    /** @return how many milliseconds to pause */
    long failed(long now) {
        pollers.failure();
        return failures.failed(now);
    }

    /** Whether the failure is the one to tell the application of. */
    boolean isToTell(boolean passing) {
        return failures.isToTell(passing);
    }
}
