/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.time.Duration;

/**
 * The pause after an answer that lets messages gather, so that fewer requests bring them. Without it a receiver that is at
 * work waits at the queue already when the next message comes, and gets that one alone.
 *
 * <p>The pause grows step by step while answers bring few, and only as long as that pays: where messages come whatever the
 * receiver does, twice the time between requests brings twice as many; where their senders wait for what the receiver does
 * with them, it brings nothing but delay, and the step is taken back. After some full answers requests go without a pause
 * until one isn't answered in full; if there are several, there is a backlog, and the pause gets shorter. It ends when nothing
 * comes any more.
 * Guarded by the receiver's lock.
 */
final class Gathering {

    /** Answers that are judged together. */
    private static final int SAMPLE = 4;
    /** Answers until a step that didn't pay is tried again; twice as many each time it doesn't. */
    private static final int FIRST_REST = 8;

    private static final int MAX_REST = 1_024;
    /** Full answers without a pause that are a backlog. */
    private static final int BACKLOG = 3;
    /** Full answers in a row until a request goes without a pause; twice as many each time that finds no backlog. */
    private static final int FIRST_FULL = 2;

    private static final int MAX_FULL = 16;

    private final long maxNanos;
    /** How many messages an answer are enough. */
    private final double many;

    private int step;
    private long steppedAt;
    /** The time from answer to answer without a pause. */
    private long cycleNanos;

    /** Whether the step is on trial: what an answer brought before it, and the time from answer to answer then. */
    private boolean trial;

    private double meanBefore;
    private long nanosBefore;
    private int rest;
    private int nextRest = FIRST_REST;

    private int full;
    private int fullUntilProbe = FIRST_FULL;
    /** Whether the request under way is one without a pause. */
    private boolean probing;

    private int answers;
    private int messages;
    private long sampleBegan;

    private long notBefore;

    /**
     * @param max the longest pause; 0 for none at all
     * @param batchSize how many messages an answer brings at most
     */
    Gathering(Duration max, int batchSize, long now) {
        this.maxNanos = max.toNanos();
        this.many = 0.9 * batchSize;
        this.steppedAt = now;
        this.sampleBegan = now;
    }

    /** Whether there are pauses. Several requests at once would share what has gathered. */
    boolean isOn() {
        return step > 0;
    }

    boolean isPausing(long now) {
        return isOn() && !probing && now - notBefore < 0;
    }

    /** When the pause ends. */
    long pausesUntil() {
        return notBefore;
    }

    /**
     * A request was answered.
     *
     * @param asked for how many messages it asked
     * @param startedAt when it was sent
     * @return how long to pause, in nanoseconds; 0 for not at all
     */
    long answered(int received, int asked, long startedAt, long now) {
        if (received == 0) {
            moveTo(0, now);
        } else if (steppedAt - startedAt <= 0) {
            // else it is an answer to the pace before
            count(received, received == asked, now);
        }
        notBefore = now + pause(step);
        return probing ? 0 : pause(step);
    }

    private void count(int received, boolean isFull, long now) {
        full = isFull ? full + 1 : 0;
        if (!probing) {
            sample(received, now);
            probing = step > 0 && full >= fullUntilProbe;
        } else if (!isFull) {
            probing = false;
            fullUntilProbe = Math.min(MAX_FULL, fullUntilProbe * 2);
            newSample(now);
        } else if (full >= fullUntilProbe + BACKLOG) {
            moveTo(step - 1, now);
        }
    }

    private void sample(int received, long now) {
        answers++;
        messages += received;
        if (answers == SAMPLE) {
            judge((double) messages / SAMPLE, (now - sampleBegan) / SAMPLE, now);
            newSample(now);
        }
    }

    private void judge(double mean, long nanos, long now) {
        boolean tried = trial;
        trial = false;
        if (step == 0) {
            cycleNanos = nanos;
        }
        if (tried && !hasPaid(mean)) {
            moveTo(step - 1, now);
            rest = nextRest;
            nextRest = Math.min(MAX_REST, nextRest * 2);
        } else if (rest > 0) {
            rest -= SAMPLE;
        } else if (mean < many && isWorthTrying(nanos)) {
            meanBefore = mean;
            nanosBefore = nanos;
            moveTo(step + 1, now);
            trial = true;
        }
    }

    private void moveTo(int next, long now) {
        fullUntilProbe = FIRST_FULL;
        step = next;
        steppedAt = now;
        trial = false;
        probing = false;
        full = 0;
        newSample(now);
    }

    private void newSample(long now) {
        answers = 0;
        messages = 0;
        sampleBegan = now;
    }

    /** Whether a good part of what would have come anyhow came in the longer time. */
    private boolean hasPaid(double mean) {
        double longer = (double) (pause(step) - pause(step - 1)) / Math.max(1, nanosBefore);
        boolean paid = mean >= many || mean - meanBefore >= meanBefore * longer / 3;
        if (paid) {
            nextRest = FIRST_REST;
        }
        return paid;
    }

    /** Whether the next step would bring half as many more at best. */
    private boolean isWorthTrying(long nanos) {
        return pause(step + 1) - pause(step) >= Math.max(1, nanos / 2);
    }

    /** Each step doubles the time from answer to answer. */
    private long pause(int steps) {
        return Math.min(maxNanos, ((1L << Math.min(steps, 20)) - 1) * cycleNanos);
    }
}
