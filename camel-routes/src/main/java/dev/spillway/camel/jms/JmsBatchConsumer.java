/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.outage.BatchRoute;
import dev.spillway.camel.outage.OutageGate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/** Consumes a queue with some workers that share one gate to their target. */
final class JmsBatchConsumer extends DefaultConsumer implements BatchRoute {

    private final ConsumerSettings settings;
    private final SpillwayJmsEndpoint endpoint;
    private final List<JmsBatchWorker> workers = new ArrayList<>();
    private @Nullable ExecutorService threads;
    private @Nullable OutageGate gate;

    JmsBatchConsumer(SpillwayJmsEndpoint endpoint, Processor processor, ConsumerSettings settings) {
        super(endpoint, processor);
        this.endpoint = endpoint;
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
                .newFixedThreadPool(this, "spillway-jms " + settings.queue(), settings.workers());
        for (int i = 0; i < settings.workers(); i++) {
            JmsBatchWorker worker = new JmsBatchWorker(settings, endpoint.messages(), gate, this);
            workers.add(worker);
            threads.execute(worker);
        }
    }

    /** Lets the workers finish what they hold, unless its target is out. */
    @Override
    protected void doStop() throws Exception {
        workers.forEach(JmsBatchWorker::stop);
        workers.clear();
        if (gate != null) {
            gate.close();
        }
        if (threads != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(threads);
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
