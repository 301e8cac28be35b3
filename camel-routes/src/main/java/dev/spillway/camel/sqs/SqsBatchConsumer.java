/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.outage.BatchRoute;
import dev.spillway.camel.outage.OutageGate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/** Receives from a queue with some workers that share one gate to their target. */
final class SqsBatchConsumer extends DefaultConsumer implements BatchRoute {

    private final PollSettings settings;
    private final List<SqsBatchWorker> workers = new ArrayList<>();
    private @Nullable ExecutorService threads;
    private @Nullable ScheduledExecutorService timer;
    private @Nullable OutageGate gate;

    SqsBatchConsumer(SpillwaySqsEndpoint endpoint, Processor processor, PollSettings settings) {
        super(endpoint, processor);
        this.settings = settings;
    }

    /** A new exchange each time: one that failed carries its failure on. */
    @Override
    public @Nullable Exception process(Batch batch) {
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

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        gate = new OutageGate(String.valueOf(getRouteId()), settings.firstProbe(), settings.maxProbe());
        threads = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "spillway-sqs " + settings.queue(), settings.workers());
        timer = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "spillway-sqs visibility " + settings.queue());
        for (int i = 0; i < settings.workers(); i++) {
            SqsBatchWorker worker = new SqsBatchWorker(settings, gate, this, timer);
            workers.add(worker);
            threads.execute(worker);
        }
    }

    /** Lets the workers finish what they hold, unless its target is out. */
    @Override
    protected void doStop() throws Exception {
        workers.forEach(SqsBatchWorker::stop);
        workers.clear();
        if (gate != null) {
            gate.close();
        }
        if (threads != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(threads);
            threads = null;
        }
        if (timer != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(timer);
            timer = null;
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
