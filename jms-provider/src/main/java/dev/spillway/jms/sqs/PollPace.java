/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.concurrent.TimeUnit;

/** How many polls may be open at once, and when the next may start. Guarded by the receiver's lock. */
final class PollPace {

    private final PollerCount pollers;
    private final ReceiveBackoff failures = new ReceiveBackoff();
    /** For long polls that are answered at once though there is nothing: without a pause they would follow hot. */
    private final ReceiveBackoff haste = new ReceiveBackoff();

    private final Gathering gathering;
    private final int batchSize;

    PollPace(SqsSettings settings, long now) {
        this.pollers = new PollerCount(settings.pollers());
        this.gathering = new Gathering(settings.receiveLinger(), settings.batchSize(), now);
        this.batchSize = settings.batchSize();
    }

    boolean isGathering() {
        return gathering.isOn();
    }

    /** @param requests who waits: a pause that lets messages gather is not to outlast a wait */
    boolean allowsAnother(int open, ReceiveRequests requests, long now) {
        return open < (gathering.isOn() ? 1 : pollers.allowed())
                && !failures.isPausing(now)
                && !haste.isPausing(now)
                && (!gathering.isPausing(now) || requests.isAnyOverBy(gathering.pausesUntil()));
    }

    /**
     * A poll was answered.
     *
     * @return how many nanoseconds to pause; 0 for none
     */
    long answered(ReceiveCall.Poll poll, int received, long now) {
        failures.succeeded();
        if (gathering.isOn()) {
            // the backlog that ends the pauses may be a small one
            pollers.one();
        } else if (received == batchSize) {
            pollers.fullAnswer();
        } else if (received == 0 && poll.waitSeconds() > 0) {
            pollers.emptyLongPoll();
        } else if (received > 0 && received < poll.max() / 2) {
            pollers.smallAnswer();
        }
        if (received == 0 && poll.wasHasty()) {
            return TimeUnit.MILLISECONDS.toNanos(haste.failed(now));
        }
        haste.succeeded();
        return gathering.answered(received, poll.max(), poll.startedAt(), now);
    }

    /** @return how many nanoseconds to pause */
    long failed(long now) {
        pollers.one();
        return TimeUnit.MILLISECONDS.toNanos(failures.failed(now));
    }

    /** Whether the failure is the one to tell the application of. */
    boolean isToTell(boolean passing) {
        return failures.isToTell(passing);
    }
}
