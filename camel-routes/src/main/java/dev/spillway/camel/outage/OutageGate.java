/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.outage;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the workers of a route go through: {@link #awaitOpen} before they take a batch from the source, {@link #enter} before
 * each attempt on the target with it. Open, it lets all of them through. After an outage it is suspended: after a pause it
 * lets one through that holds a batch, whose attempt is the probe; the others wait. The probe's success opens it, its
 * failure doubles the pause up to a maximum.
 *
 * <p>A worker keeps what it holds while it waits, its transaction with it: so an outage costs no delivery attempt at the
 * source, however long it lasts. Whoever found the outage holds a batch, so that there is always one who probes.
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
     * Waits until the gate is open. A worker without a batch has nothing to probe with: were it let through, those who have
     * would wait for it.
     *
     * @throws InterruptedException if the thread is interrupted, or the gate is closed: nothing is to be taken any more
     */
    public void awaitOpen() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            requireNotClosed();
            while (suspended) {
                changed.await();
                requireNotClosed();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the target may be tried with the batch that is held.
     *
     * @throws InterruptedException if the thread is interrupted, or the gate is closed: nothing is to be tried any more
     */
    public Pass enter() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                requireNotClosed();
                if (!suspended) {
                    return OPEN;
                }
                long wait = nextProbe - System.nanoTime();
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

    /** The target takes nothing. */
    public void failed(Pass pass, Throwable reason) {
        lock.lock();
        try {
            if (suspended && !pass.probe()) {
                return; // under way already when another found out
            }
            pauseNanos = suspended ? Math.min(maxPauseNanos, 2 * pauseNanos) : firstPauseNanos;
            if (!suspended) {
                LOG.warn("route {} is suspended: {}", name, reason.getMessage());
            }
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

    /** Lets nobody through any more, and those who wait go. */
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
