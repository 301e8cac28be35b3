/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

/** How many messages a receiver asks for, and with how many requests at once. Guarded by the receiver's lock. */
final class Demand {

    private static final long LONG_POLL_MILLIS = 20_000;

    private final PrefetchWindow window;
    private final PollPace pace;
    private final int batchSize;
    /** Whether the last one to ask waits for messages to come. */
    private boolean patient;
    /** Whether an answer without messages came at once since somebody asked. */
    private boolean drained;

    Demand(SqsSettings settings, long now) {
        this.batchSize = settings.batchSize();
        this.pace = new PollPace(settings, now);
        this.window = new PrefetchWindow(settings.prefetch());
    }

    /**
     * A consumer asks.
     *
     * @param waits whether it waits for messages to come
     * @param handlingNanos how long it was at work on the message before; -1 if that is not known
     */
    void asked(boolean waits, long handlingNanos, long now) {
        window.asked(now);
        window.handled(handlingNanos);
        patient = waits;
        drained = false;
    }

    /** Whether messages are let gather before they are asked for. */
    boolean isGathering() {
        return pace.isGathering();
    }

    boolean isPollAllowed(int open, ReceiveRequests requests, long now) {
        return pace.allowsAnother(open, requests, now) && (requests.waiting() > 0 || !drained);
    }

    /** How many messages a request brings at most. */
    int batchSize() {
        return batchSize;
    }

    /** How many messages to hold ready. */
    int ahead(int consumers, long now) {
        return window.size(consumers, now);
    }

    /**
     * For how many messages to ask now; 0 for not to ask.
     *
     * @param waiting how many consumers wait for a message
     * @param bound whether what is held, or comes, may be for others than those who wait: by selectors
     * @param grouped the same, by message groups
     */
    int wanted(int waiting, int ahead, int ready, int askedFor, boolean bound, boolean grouped) {
        int capacity = waiting + ahead;
        int free = capacity - ready - askedFor;
        if (bound && waiting > 0) {
            // what is held is for others, and few of what comes may be for those who wait
            free = askedFor > 0 ? 0 : batchSize;
        } else if (free < Math.min(batchSize, (capacity + 1) / 2)) {
            // asking for each message singly as it is handed out would undo the grouping
            free = 0;
        }
        if (grouped && waiting > 0 && askedFor == 0) {
            // what is held is of groups that others are at work on
            free = batchSize;
        }
        return Math.min(batchSize, Math.max(0, free));
    }

    /** How long a request is to wait for messages, in seconds. */
    int waitSeconds(ReceiveRequests requests, long now) {
        // who never waits would miss what a long poll is about to bring
        long wait =
                requests.waiting() == 0 && patient ? LONG_POLL_MILLIS : requests.longestMillis(now, LONG_POLL_MILLIS);
        return (int) (Math.min(wait + 999, LONG_POLL_MILLIS) / 1000);
    }

    /** @return how many nanoseconds to pause; 0 for none */
    long answered(int received, ReceiveCall.Poll poll, long now) {
        drained = drained || (received == 0 && poll.waitSeconds() == 0);
        return pace.answered(poll, received, now);
    }

    /** @return how long to pause, in nanoseconds */
    long failed(long now) {
        return pace.failed(now);
    }

    /** Whether the failure is the one to tell the application of. */
    boolean isToTell(boolean passing) {
        return pace.isToTell(passing);
    }
}
