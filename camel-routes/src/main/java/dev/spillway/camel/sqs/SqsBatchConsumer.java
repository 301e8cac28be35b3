/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.outage.Attempts;
import dev.spillway.camel.route.BatchConsumer;
import dev.spillway.camel.route.BatchWorker;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Receives from a queue of SQS. */
final class SqsBatchConsumer extends BatchConsumer {

    private final PollSettings settings;
    private final Backlog backlog = new Backlog();
    private @Nullable ScheduledExecutorService timer;
    private @Nullable ExecutorService deletions;

    SqsBatchConsumer(SpillwaySqsEndpoint endpoint, Processor processor, PollSettings settings) {
        super(endpoint, processor);
        this.settings = settings;
    }

    @Override
    protected BatchWorker newWorker(Attempts attempts) {
        return new SqsBatchWorker(
                settings, attempts, Objects.requireNonNull(timer), Objects.requireNonNull(deletions), backlog);
    }

    @Override
    protected void doStart() throws Exception {
        timer = executors().newSingleThreadScheduledExecutor(this, "visibility of " + settings.queue());
        timer.execute(() -> MDC.put(ROUTE, getRouteId()));
        deletions = executors().newCachedThreadPool(this, "deletions from " + settings.queue());
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (timer != null) {
            executors().shutdownNow(timer);
            timer = null;
        }
        if (deletions != null) {
            executors().shutdownNow(deletions);
            deletions = null;
        }
    }
}
