/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.outage;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.BatchMessage.State;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What goes through a route, since its consumer was made. Safe for use by any number of threads. */
public final class RouteFigures {

    private final LongAdder batches = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder outages = new LongAdder();
    private final LongAdder sourceFailures = new LongAdder();
    private final LongAdder inFlight = new LongAdder();
    private final AtomicInteger connected = new AtomicInteger();

    void hold(Batch batch) {
        inFlight.add(batch.messages().size());
    }

    /** What is open still goes back to the source. */
    void release(Batch batch) {
        inFlight.add(-batch.messages().size());
        batches.increment();
        accepted.add(batch.with(State.ACCEPTED).size());
        refused.add(batch.with(State.REFUSED).size());
        skipped.add(batch.with(State.SKIPPED).size());
    }

    void outage() {
        outages.increment();
    }

    /** A worker has its source. */
    public void connect() {
        connected.incrementAndGet();
    }

    /** A worker that had its source has it no longer, or not for a moment. */
    public void disconnect() {
        connected.decrementAndGet();
    }

    /** A worker failed to have its source, or lost it. */
    public void sourceFailure() {
        sourceFailures.increment();
    }

    /** Batches that were settled. */
    public long batches() {
        return batches.sum();
    }

    /** Messages that the target took. */
    public long accepted() {
        return accepted.sum();
    }

    /** Messages that can't cross. */
    public long refused() {
        return refused.sum();
    }

    /** Messages that wait for one of their group. */
    public long skipped() {
        return skipped.sum();
    }

    /** Attempts that found the target out. */
    public long outages() {
        return outages.sum();
    }

    /** Times that a worker lost its source, or did not get it. */
    public long sourceFailures() {
        return sourceFailures.sum();
    }

    /** Messages that are held, on their way to the target. */
    public long inFlight() {
        return inFlight.sum();
    }

    /** Workers that have their source. */
    public int connected() {
        return connected.get();
    }
}
