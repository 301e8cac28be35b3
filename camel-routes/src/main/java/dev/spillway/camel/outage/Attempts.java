/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.outage;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.OutageException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings batches to the target of a route, again and again while that is out.
 *
 * @param source what the log calls the source
 */
public record Attempts(String source, OutageGate gate, RouteFigures figures, BatchRoute route) {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    /**
     * Tries until the target is no longer out.
     *
     * @return whether every message is settled; else the route itself failed, as is logged
     * @throws InterruptedException if the route stops while its target is out
     */
    public boolean settle(Batch batch) throws InterruptedException {
        Exception failure;
        figures.hold(batch);
        try {
            failure = attempt(batch);
        } finally {
            figures.release(batch);
        }
        int open = batch.open().size();
        if (failure == null && open == 0) {
            return true;
        }
        LOG.error(
                "the route from {} left {} of {} messages unsettled, which go back: {}",
                source,
                open,
                batch.messages().size(),
                failure == null ? "it has no target that settles batches" : failure.toString(),
                failure);
        return false;
    }

    /** Something that a batch needs before it can go. */
    @FunctionalInterface
    public interface Need {
        /** @throws OutageException if it can't be had at present */
        void meet() throws OutageException;
    }

    /**
     * Meets a need, again and again while that is out, as if it were the target.
     *
     * @throws InterruptedException if the route stops meanwhile
     */
    public void meet(Need need) throws InterruptedException {
        while (true) {
            OutageGate.Pass pass = gate.enter();
            try {
                need.meet();
                gate.succeeded(pass);
                return;
            } catch (OutageException outage) {
                figures.outage();
                gate.failed(pass, outage);
            } catch (RuntimeException | Error e) {
                gate.abandoned();
                throw e;
            }
        }
    }

    /** What the route itself threw, or {@code null}. */
    private @Nullable Exception attempt(Batch batch) throws InterruptedException {
        OutageGate.Pass pass = gate.enter();
        try {
            Exception failure = route.process(batch);
            for (OutageException outage = batch.takeOutage(); outage != null; outage = batch.takeOutage()) {
                figures.outage();
                gate.failed(pass, outage);
                pass = gate.enter();
                figures.retry(batch);
                failure = route.process(batch);
            }
            gate.succeeded(pass);
            return failure;
        } catch (RuntimeException | Error e) {
            gate.abandoned();
            throw e;
        }
    }
}
