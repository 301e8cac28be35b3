/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.outage;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.camel.batch.BatchMessage.State;
import dev.spillway.camel.batch.OutageException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what one worker holds to the target of its route, again and again while that is out, and finds the messages that it
 * fails for ever. Used by one thread.
 */
public final class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    /** What is held behind a suspect, and to prove the target well, in batches. */
    private static final int MOST_BATCHES = 10;

    /** So that who has nothing to probe with doesn't look in all the time that another's probe takes. */
    private static final Duration BESIDE_A_PROBE = Duration.ofMillis(20);

    private final String source;
    private final OutageGate gate;
    private final RouteFigures figures;
    private final BatchRoute route;
    private final Suspects suspects;
    private @Nullable Batch left;
    private int misses;

    /**
     * @param source what the log calls the source
     * @param poisonAfter failures, counted while the target takes others, that make a message poison; 0 for none do
     * @param firstPause between the tries of a message that failed alone, at first
     * @param maxPause between them at most
     */
    public Attempts(
            String source,
            OutageGate gate,
            RouteFigures figures,
            BatchRoute route,
            int poisonAfter,
            Duration firstPause,
            Duration maxPause) {
        this.source = source;
        this.gate = gate;
        this.figures = figures;
        this.route = route;
        this.suspects = new Suspects(poisonAfter, firstPause, maxPause, figures);
    }

    /** What goes through the route. */
    public RouteFigures figures() {
        return figures;
    }

    /**
     * How many messages the worker may take from its source now. While the target is out that is one, to probe with, and only
     * where all that it holds has failed alone; else a batch, up to some batches of messages that can't be let go of.
     *
     * @param batchSize the most at once
     * @param held what the worker can't let go of, with what is settled of it
     */
    public int room(int batchSize, int held) {
        if (left == null) {
            return gate.isSuspended() ? 1 : batchSize;
        } else if (gate.isSuspended()) {
            return left.messages().size() < batchSize ? 1 : 0;
        } else if (held < MOST_BATCHES * batchSize) {
            return batchSize;
        }
        return suspects.hasFresh(left.messages()) || suspects.isWithheld() ? 0 : 1;
    }

    /** How long the worker may wait for more, at most: until something of what it holds is to be tried again. */
    public Duration patience(Duration most) {
        if (left == null) {
            return most;
        }
        Duration next = gate.isSuspended() ? gate.untilProbe().plus(BESIDE_A_PROBE) : suspects.untilNext();
        return next.compareTo(most) < 0 ? next : most;
    }

    /**
     * Tries until every message is settled, but for suspects, whose turn is to come, and what waits with them: those are to be
     * in the next batch again, before what is received meanwhile.
     *
     * @return whether the target is all that keeps something open; else the route itself failed, as is logged
     * @throws InterruptedException if the route stops while its target is out
     */
    public boolean settle(Batch batch) throws InterruptedException {
        giveUp();
        figures.hold(batch);
        boolean well = false;
        try {
            well = tryAll(batch);
            return well;
        } finally {
            figures.settle(batch);
            figures.release(batch);
            keep(well ? batch.open() : List.of(), batch);
        }
    }

    /** What was left open goes back to the source, or is given again. */
    public void giveUp() {
        Batch held = left;
        if (held != null) {
            figures.release(held);
            left = null;
        }
    }

    private void keep(List<BatchMessage> open, Batch batch) {
        if (!open.isEmpty()) {
            Batch held = new Batch(open, batch.groupsWait()).sentFrom(batch.sentFrom());
            figures.hold(held);
            left = held;
        }
        suspects.keep(open);
    }

    /** What is tried next, together: some of a batch, or what is open of it. */
    private record Try(OutageGate.Pass pass, List<BatchMessage> messages, Batch batch) {

        boolean isSettled() {
            return messages.stream().allMatch(message -> message.state() != State.OPEN);
        }
    }

    private enum End {
        /** Everything that was tried is settled. */
        SETTLED,
        /** The target did not take something. */
        LEFT,
        /** The route itself failed. */
        BROKEN
    }

    private boolean tryAll(Batch batch) throws InterruptedException {
        misses = 0;
        boolean through = false;
        for (Try next = next(batch); next != null; next = next(batch)) {
            End end = attempt(next, batch);
            if (end == End.BROKEN) {
                return false;
            }
            through = end == End.SETTLED && !next.batch().isPart();
        }
        return through || passOn(batch);
    }

    /** {@code null} where there is nothing to try yet. */
    private @Nullable Try next(Batch batch) throws InterruptedException {
        batch.skipBehindRefused();
        List<BatchMessage> open = batch.open();
        if (open.isEmpty()) {
            return null;
        }
        OutageGate.Pass pass = suspects.hasFresh(open) ? gate.enter() : gate.tryEnter();
        if (pass == null) {
            return null;
        }
        List<BatchMessage> next = pass.probe() ? suspects.probe(open) : suspects.next(open);
        if (next.isEmpty()) {
            return null;
        }
        return new Try(pass, next, next.size() == open.size() ? batch : batch.part(next));
    }

    private End attempt(Try next, Batch whole) {
        List<BatchMessage> messages = next.messages();
        long before = figures.accepted();
        long storedBefore = figures.stored();
        figures.retry(messages.stream().filter(suspects::knows).count());
        try {
            Exception failure = route.process(next.batch());
            OutageException outage = next.batch().takeOutage();
            figures.accept(messages);
            if (outage != null && !next.isSettled()) {
                boolean up = outage.isOfStore() ? figures.stored() != storedBefore : figures.accepted() != before;
                failed(next, whole, up, outage);
                return End.LEFT;
            }
            misses = 0;
            gate.succeeded(next.pass());
            return failure == null && next.isSettled() ? End.SETTLED : broken(next.batch(), failure);
        } catch (RuntimeException | Error e) {
            gate.abandoned();
            throw e;
        }
    }

    /**
     * Where one message fails of several that go alone, another tells whether it is the target: so the route is suspended once a
     * second one fails, or there is no other.
     */
    private void failed(Try tried, Batch whole, boolean up, OutageException outage) {
        boolean alone = tried.messages().size() == 1;
        boolean probe = tried.pass().probe();
        boolean again = alone && suspects.isSuspect(tried.messages().get(0));
        misses = up ? 0 : misses + 1;
        boolean proven = suspects.failed(tried.messages(), up, probe, outage);
        if (!probe && (proven || (alone && misses == 1 && suspects.hasFresh(whole.open())))) {
            return;
        }
        figures.outage();
        gate.failed(tried.pass(), outage, alone && (probe ? again : misses == 1));
    }

    /** The steps behind the target get what is settled, which they have not seen, since it went in parts. */
    private boolean passOn(Batch batch) {
        List<BatchMessage> settled = batch.messages().stream()
                .filter(message -> message.state() != State.OPEN)
                .toList();
        if (settled.isEmpty()) {
            return true;
        }
        Batch whole = new Batch(settled, batch.groupsWait()).sentFrom(batch.sentFrom());
        Exception failure = route.process(whole);
        return failure == null || broken(whole, failure) == End.SETTLED;
    }

    private End broken(Batch batch, @Nullable Exception failure) {
        int open = batch.open().size();
        LOG.error(
                "the route from {} left {} of {} messages unsettled, which go back: {}",
                source,
                open,
                batch.messages().size(),
                failure == null ? "it has no target that settles batches" : failure.toString(),
                failure);
        return End.BROKEN;
    }
}
