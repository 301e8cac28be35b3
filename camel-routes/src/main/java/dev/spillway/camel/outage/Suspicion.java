/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.outage;

/**
 * What became of the tries of one message that failed. A failure counts against it if the target took another message since the
 * try before, one whose body is in the store if that is what failed; and only as long as no outage was found by the next one.
 * What the store fails while others cross that don't need it counts for nothing, and keeps nobody waiting. Used by one thread.
 */
final class Suspicion {

    /** How often it fails together with others until it is tried alone. */
    private static final int ALONE = 2;

    private final long firstPauseNanos;
    private final long maxPauseNanos;
    private int together;
    private int withheld;
    private boolean again;
    private boolean alone;
    private boolean probed;
    private int counted;
    private boolean lastCounted;
    private boolean ofStore;
    private long accepted;
    private long stored;
    private long outages;
    private long tried;
    private long pauseNanos;

    /**
     * @param firstPauseNanos from the first failure that counts to the next try; twice that from the second, and so on
     * @param maxPauseNanos between tries at most
     */
    Suspicion(long firstPauseNanos, long maxPauseNanos) {
        this.firstPauseNanos = firstPauseNanos;
        this.maxPauseNanos = maxPauseNanos;
    }

    /** It was among several that were tried together and failed. */
    void failedTogether(RouteFigures figures) {
        together++;
        remember(figures);
    }

    /** The store failed it, and it alone of several that were tried together. */
    void withheldTogether(RouteFigures figures) {
        together = ALONE;
        remember(figures);
    }

    /**
     * It was tried alone and failed.
     *
     * @param up whether the target took another message while it was tried
     * @param probe whether the target is known to be out
     * @param store whether it was the store of large bodies that failed
     * @return whether the target is up, by what it took since the last try, if only for messages that don't need the store
     */
    boolean failedAlone(RouteFigures figures, boolean up, boolean probe, boolean store) {
        ofStore = store;
        if (lastCounted && figures.outages() != outages) {
            counted--;
        }
        boolean proven = !probe && (up || (again && isProven(figures)));
        lastCounted = proven && again;
        if (lastCounted) {
            counted++;
        }
        alone |= !probe;
        probed = probe;
        boolean beside = store && !probe && !proven && again && figures.accepted() != accepted;
        withheld = proven ? 0 : beside ? withheld + 1 : withheld;
        pauseNanos = proven ? pause(counted) : beside ? pause(withheld) : 0;
        remember(figures);
        return proven || beside;
    }

    /** Doubles from one failure to the next. */
    private long pause(int failures) {
        return Math.min(maxPauseNanos, firstPauseNanos << Math.min(20, Math.max(0, failures - 1)));
    }

    private void remember(RouteFigures figures) {
        accepted = figures.accepted();
        stored = figures.stored();
        outages = figures.outages();
        tried = System.nanoTime();
        again = true;
    }

    /** The target is no longer known to be out: what failed while it was is like others that failed then. */
    void forgetProbe() {
        probed = false;
    }

    /** Whether it failed alone: of those that did while the target was known to be out, in this outage. */
    boolean isAlone() {
        return alone || probed;
    }

    /** Whether it is to be tried alone: from the second time on that it failed together with others. */
    boolean goesAlone() {
        return isAlone() || together >= ALONE;
    }

    /** Failures that count. */
    int counted() {
        return counted;
    }

    /** Whether the target took a message since the last try. */
    boolean isProven(RouteFigures figures) {
        return ofStore ? figures.stored() != stored : figures.accepted() != accepted;
    }

    /** Whether it was the store that failed it last. */
    boolean isOfStore() {
        return ofStore;
    }

    /** How often the store failed it while others crossed that don't need it. */
    int withheld() {
        return withheld;
    }

    /** By System.nanoTime. */
    long lastTry() {
        return tried;
    }

    /** How long until it is to be tried again, in nanoseconds; 0 for now. */
    long untilNext() {
        return Math.max(0, tried + pauseNanos - System.nanoTime());
    }
}
