/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.outage;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the workers of a route go through before each attempt on the target. Open, it lets all of them through. After an outage
 * it is suspended: after a pause it lets one through, whose attempt is the probe; the others wait. The probe's success opens
 * it, its failure doubles the pause up to a maximum.
 *
 * <p>A worker keeps what it holds while it waits, its transaction with it: so an outage costs no delivery attempt at the
 * source, however long it lasts. One that has something which didn't fail alone yet {@linkplain #enter waits} for its turn, and
 * goes before those that {@linkplain #tryEnter look in}: a probe with the message that all others failed with proves
 * nothing. Where only one message has failed, alone, such a worker needn't wait for the pause either.
 */
public final class OutageGate {

    private static final Logger LOG = LoggerFactory.getLogger(OutageGate.class);

    /**
     * The permission for one attempt, to be answered by {@link #succeeded} or {@link #failed}.
     *
     * @param probe whether the others wait for its outcome
     */
    public record Pass(boolean probe) {}

    private static final Pass OPEN = new Pass(false);
    private static final Pass PROBE = new Pass(true);

    private final String name;
    private final long firstPauseNanos;
    private final long maxPauseNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean suspended;
    private boolean probing;
    private boolean closed;
    private boolean onlyOne;
    private int waiting;
    private long pauseNanos;
    private long nextProbe;

    /**
     * @param name the route's, for the log
     * @param firstPause from an outage to the first probe; positive
     * @param maxPause between probes at most; no less than the first
     */
    public OutageGate(String name, Duration firstPause, Duration maxPause) {
        if (firstPause.isNegative() || firstPause.isZero() || maxPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("the first pause is " + firstPause + " and the longest " + maxPause
                    + "; the first is positive, and the longest no shorter");
        }
        this.name = name;
        this.firstPauseNanos = firstPause.toNanos();
        this.maxPauseNanos = maxPause.toNanos();
    }

    /**
     * Waits until the target may be tried with what is held.
     *
     * @throws InterruptedException if the thread is interrupted, or the target is out and the gate closed: what is held goes back
     */
    public Pass enter() throws InterruptedException {
        lock.lockInterruptibly();
        waiting++;
        try {
            while (true) {
                if (!suspended) {
                    return OPEN;
                }
                requireNotClosed();
                long wait = onlyOne ? 0 : nextProbe - System.nanoTime();
                if (probing) {
                    changed.await();
                } else if (wait > 0) {
                    changed.awaitNanos(wait);
                } else {
                    probing = true;
                    return PROBE;
                }
            }
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    /**
     * Enters if that takes no waiting, and nobody waits.
     *
     * @throws InterruptedException if the thread is interrupted, or the gate is closed: nothing is to be tried any more
     */
    public @Nullable Pass tryEnter() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            requireNotClosed();
            if (!suspended) {
                return OPEN;
            }
            if (probing || waiting > 0 || nextProbe - System.nanoTime() > 0) {
                return null;
            }
            probing = true;
            return PROBE;
        } finally {
            lock.unlock();
        }
    }

    /** How long until the next probe; 0 while the gate is open. */
    public Duration untilProbe() {
        lock.lock();
        try {
            return suspended ? Duration.ofNanos(Math.max(0, nextProbe - System.nanoTime())) : Duration.ZERO;
        } finally {
            lock.unlock();
        }
    }

    /** The target took, or refused, what was tried: it is there. */
    public void succeeded(Pass pass) {
        lock.lock();
        try {
            if (pass.probe()) {
                suspended = false;
                probing = false;
                changed.signalAll();
                LOG.info("route {} resumes", name);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The target takes nothing.
     *
     * @param onlyOne whether it was tried with one message, and a probe with one that had failed alone before
     */
    public void failed(Pass pass, Throwable reason, boolean onlyOne) {
        lock.lock();
        try {
            if (suspended && !pass.probe()) {
                return; // under way already when another found out
            }
            pauseNanos = suspended ? Math.min(maxPauseNanos, 2 * pauseNanos) : firstPauseNanos;
            if (!suspended) {
                LOG.warn("route {} is suspended: {}", name, reason.getMessage());
            }
            this.onlyOne = onlyOne && (!suspended || this.onlyOne);
            suspended = true;
            probing = false;
            nextProbe = System.nanoTime() + pauseNanos;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Somebody lost the batch that would have been the probe: the next attempt finds out, whoever's it is. */
    void abandoned() {
        lock.lock();
        try {
            suspended = false;
            probing = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the route waits for its target. */
    public boolean isSuspended() {
        lock.lock();
        try {
            return suspended;
        } finally {
            lock.unlock();
        }
    }

    /** Those who hold nothing get nothing any more, and those who wait for the target go; what is held may still be tried. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void requireNotClosed() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the route " + name + " stops");
        }
    }
}
