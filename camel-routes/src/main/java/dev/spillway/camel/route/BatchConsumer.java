/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.route;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.OutageException;
import dev.spillway.camel.outage.Attempts;
import dev.spillway.camel.outage.BatchRoute;
import dev.spillway.camel.outage.OutageGate;
import dev.spillway.camel.outage.RouteFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Runs the workers of a source, which share one gate to their target. */
public abstract class BatchConsumer extends DefaultConsumer implements BatchRoute {

    /** What Camel calls a route's id in the diagnostic context of a log. */
    public static final String ROUTE = "camel.routeId";

    private final WorkerSettings settings;
    private final RouteFigures figures = new RouteFigures();
    private final List<BatchWorker> workers = new ArrayList<>();
    private @Nullable ExecutorService threads;
    private volatile @Nullable OutageGate gate;

    protected BatchConsumer(BatchEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.settings = endpoint.workers();
    }

    /** A worker that settles its batches by these attempts, its own. */
    protected abstract BatchWorker newWorker(Attempts attempts);

    /** This consumer, and those that it runs beside itself, by what their ids have behind the route's. */
    public Map<String, BatchConsumer> parts() {
        return Map.of("", this);
    }

    /** What went through, since the consumer was made. */
    public final RouteFigures figures() {
        return figures;
    }

    /** Whether the route waits for its target. */
    public final boolean isTargetOut() {
        OutageGate current = gate;
        return current != null && current.isSuspended();
    }

    /** A new exchange each time: one that failed carries its failure on. */
    @Override
    public final @Nullable Exception process(Batch batch) {
        try {
            batch.fetch();
        } catch (OutageException outage) {
            batch.interrupt(outage);
            return null;
        }
        Exchange exchange = createExchange(false);
        exchange.getIn().setBody(batch);
        try {
            getProcessor().process(exchange);
            return exchange.getException();
        } catch (Exception failure) {
            return failure;
        } finally {
            releaseExchange(exchange, false);
        }
    }

    protected final ExecutorServiceManager executors() {
        return getEndpoint().getCamelContext().getExecutorServiceManager();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        OutageGate opened = new OutageGate(String.valueOf(getRouteId()), settings.firstProbe(), settings.maxProbe());
        ExecutorService started =
                executors().newFixedThreadPool(this, getEndpoint().getEndpointBaseUri(), settings.workers());
        gate = opened;
        threads = started;
        for (int i = 0; i < settings.workers(); i++) {
            BatchWorker worker = newWorker(attempts(opened));
            workers.add(worker);
            started.execute(() -> run(worker));
        }
    }

    private Attempts attempts(OutageGate opened) {
        return new Attempts(
                getEndpoint().getEndpointBaseUri(),
                opened,
                figures,
                this,
                settings.poisonAfter(),
                settings.firstProbe(),
                settings.maxProbe());
    }

    private void run(BatchWorker worker) {
        MDC.put(ROUTE, getRouteId());
        worker.run();
    }

    /** Lets the workers finish what they hold, unless its target is out. */
    @Override
    protected void doStop() throws Exception {
        workers.forEach(BatchWorker::stop);
        workers.clear();
        OutageGate current = gate;
        if (current != null) {
            current.close();
        }
        if (threads != null) {
            executors().shutdownGraceful(threads);
            threads = null;
        }
        super.doStop();
    }

    @Override
    protected void doSuspend() throws Exception {
        doStop();
    }

    @Override
    protected void doResume() throws Exception {
        doStart();
    }
}
