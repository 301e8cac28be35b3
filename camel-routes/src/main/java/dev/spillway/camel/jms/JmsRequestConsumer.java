/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.route.BatchConsumer;
import java.util.Map;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.service.ServiceHelper;

/** Consumes a queue of requests, and brings the replies to them from another source to who asked. */
final class JmsRequestConsumer extends JmsBatchConsumer {

    private static final String REPLIES = ".replies";

    private final Producer toRequesters;
    private final BatchConsumer replies;

    /** @param replies hands its batches to {@code toRequesters}; both start and stop with this */
    JmsRequestConsumer(
            SpillwayJmsEndpoint endpoint,
            Processor processor,
            ConsumerSettings settings,
            Leaving leaving,
            Producer toRequesters,
            BatchConsumer replies) {
        super(endpoint, processor, settings, leaving);
        this.toRequesters = toRequesters;
        this.replies = replies;
    }

    @Override
    public Map<String, BatchConsumer> parts() {
        return Map.of("", this, REPLIES, replies);
    }

    @Override
    protected void doStart() throws Exception {
        replies.setRouteId(getRouteId() + REPLIES);
        ServiceHelper.startService(toRequesters, replies);
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        ServiceHelper.stopService(replies, toRequesters);
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        ServiceHelper.stopAndShutdownServices(replies, toRequesters);
    }
}
