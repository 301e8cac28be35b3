/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.route;

import java.time.Duration;
import org.apache.camel.Component;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/** An endpoint whose messages go through a route in batches: the options of every source. */
public abstract class BatchEndpoint extends DefaultEndpoint {

    @UriParam(description = "How many workers move batches, each one at a time", defaultValue = "1")
    private int concurrentConsumers = 1;

    @UriParam(description = "Milliseconds from an outage of the target to the first probe", defaultValue = "1000")
    private long firstProbeMillis = 1_000;

    @UriParam(description = "Milliseconds between probes at most", defaultValue = "30000")
    private long maxProbeMillis = 30_000;

    @UriParam(
            description = "How many failures make a message poison, counted while the target takes others; 0 for none",
            defaultValue = "5")
    private int poisonAfter = 5;

    protected BatchEndpoint(String uri, Component component) {
        super(uri, component);
    }

    /** The name of the queue. */
    public abstract String queueName();

    /** @throws IllegalArgumentException if an option is out of its range */
    protected WorkerSettings workers() {
        return new WorkerSettings(
                concurrentConsumers,
                Duration.ofMillis(firstProbeMillis),
                Duration.ofMillis(maxProbeMillis),
                poisonAfter);
    }

    public void setConcurrentConsumers(int concurrentConsumers) {
        this.concurrentConsumers = concurrentConsumers;
    }

    public void setFirstProbeMillis(long firstProbeMillis) {
        this.firstProbeMillis = firstProbeMillis;
    }

    public void setMaxProbeMillis(long maxProbeMillis) {
        this.maxProbeMillis = maxProbeMillis;
    }

    public void setPoisonAfter(int poisonAfter) {
        this.poisonAfter = poisonAfter;
    }
}
