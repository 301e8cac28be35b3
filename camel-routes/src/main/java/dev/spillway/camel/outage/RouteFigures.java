/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.outage;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.camel.batch.BatchMessage.State;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What goes through a route, since its consumer was made. Safe for use by any number of threads. */
public final class RouteFigures {

    private final BatchSizes sizes = new BatchSizes();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong stored = new AtomicLong();
    private final LongAdder refused = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder outages = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder sourceFailures = new LongAdder();
    private final LongAdder inFlight = new LongAdder();
    private final AtomicInteger suspected = new AtomicInteger();
    private final AtomicInteger connected = new AtomicInteger();
    private final Set<Batch> held = ConcurrentHashMap.newKeySet();
    private volatile long lastAge;

    void hold(Batch batch) {
        inFlight.add(batch.messages().size());
        held.add(batch);
        lastAge = age(batch);
    }

    void release(Batch batch) {
        held.remove(batch);
        inFlight.add(-batch.messages().size());
    }

    /** The target took some of these. */
    void accept(List<BatchMessage> messages) {
        long all = 0;
        long large = 0;
        for (BatchMessage message : messages) {
            if (message.state() == State.ACCEPTED) {
                all++;
                large += message.isStored() ? 1 : 0;
            }
        }
        accepted.addAndGet(all);
        stored.addAndGet(large);
    }

    /** The batch has nothing open any more, but for what is held on or goes back to the source. */
    void settle(Batch batch) {
        int settled = batch.messages().size() - batch.open().size();
        if (settled > 0) {
            sizes.add(settled);
        }
        refused.add(batch.with(State.REFUSED).size());
        skipped.add(batch.with(State.SKIPPED).size());
    }

    /** So many more are to go alone, or fewer. */
    void suspect(int more) {
        suspected.addAndGet(more);
    }

    void outage() {
        outages.increment();
    }

    /** So many messages are offered to the target once more. */
    void retry(long count) {
        retries.add(count);
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

    /** The source had nothing for a worker. */
    public void drained() {
        lastAge = 0;
    }

    /** How many messages the batches had that were settled. */
    public BatchSizes batches() {
        return sizes;
    }

    /** Messages that the target took. */
    public long accepted() {
        return accepted.get();
    }

    /** Messages that the target took, whose bodies are in a store, or were. */
    long stored() {
        return stored.get();
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

    /** Messages that were offered to the target once more, each time. */
    public long retries() {
        return retries.sum();
    }

    /** Times that a worker lost its source, or did not get it. */
    public long sourceFailures() {
        return sourceFailures.sum();
    }

    /** Messages that are held, on their way to the target. */
    public long inFlight() {
        return inFlight.sum();
    }

    /** Messages that failed alone, and are held to be tried again. */
    public int suspected() {
        return suspected.get();
    }

    /** Workers that have their source. */
    public int connected() {
        return connected.get();
    }

    /**
     * How long ago the oldest message that is held was sent, in milliseconds; while none is held, how old the oldest of the
     * last batch was when it was received; 0 once the source had nothing. By the senders' clocks.
     */
    public long oldestAgeMillis() {
        long oldest = lastAge;
        for (Batch batch : held) {
            oldest = Math.max(oldest, age(batch));
        }
        return oldest;
    }

    private static long age(Batch batch) {
        return batch.sentFrom() == 0 ? 0 : Math.max(0, System.currentTimeMillis() - batch.sentFrom());
    }
}
