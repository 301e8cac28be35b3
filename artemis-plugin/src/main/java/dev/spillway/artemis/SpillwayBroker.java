/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import java.net.URI;
import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.impl.ServiceRegistryImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** An Artemis broker with the plugin, in this process, its journal on disk. */
public final class SpillwayBroker implements AutoCloseable {

    private final ActiveMQServer server;
    private final CoalescingThreadPool threads;
    private final SpillwayPlugin plugin;
    private final DataFolder data;

    private SpillwayBroker(Configuration configuration, SpillwayPlugin plugin, DataFolder data) {
        this.plugin = plugin;
        this.data = data;
        this.threads = new CoalescingThreadPool("spillway", configuration.getThreadPoolMaxSize());
        ServiceRegistryImpl services = new ServiceRegistryImpl();
        services.setExecutorService(threads);
        services.setIOExecutorService(new CoalescingThreadPool("spillway-io", configuration.getPageMaxConcurrentIO()));
        this.server = new ActiveMQServerImpl(configuration, null, new ActiveMQJAASSecurityManager(), null, services);
    }

    /**
     * Starts a broker and returns when it serves.
     *
     * @param data the folder for everything durable; made if it is not there
     * @param config the endpoint and the account
     * @param jmsPort the port on loopback for Artemis's core (and so JMS) clients, 0 for any that is free; {@code null}
     *     for no acceptor
     * @throws IllegalStateException if another broker uses the folder, or the broker can't start; the message says why
     */
    public static SpillwayBroker start(Path data, SpillwayConfig config, @Nullable Integer jmsPort) {
        SpillwayPlugin plugin = new SpillwayPlugin(config);
        Configuration configuration = BrokerConfiguration.of(data, plugin, jmsPort);
        SpillwayBroker broker = new SpillwayBroker(configuration, plugin, DataFolder.lock(data));
        try {
            broker.server.start();
            plugin.sqs(() -> {});
            if (jmsPort != null) {
                broker.jmsPort();
            }
            return broker;
        } catch (Exception e) {
            broker.close();
            throw new IllegalStateException("the broker can't start: " + e.getMessage(), e);
        }
    }

    /** A client of the SQS service in this process. Closing it leaves the broker running. */
    public SqsAsyncClient sqs() {
        return sqs(() -> {});
    }

    /** A client that tells when it is closed. */
    SqsAsyncClient sqs(Runnable onClose) {
        return plugin.sqs(onClose);
    }

    /** Where the endpoint listens. @throws IllegalStateException if it has none */
    public URI endpoint() {
        URI endpoint = plugin.endpoint();
        if (endpoint == null) {
            throw new IllegalStateException("this broker was started without an endpoint");
        }
        return endpoint;
    }

    /** The port that JMS clients connect to. @throws IllegalStateException if there is no acceptor */
    public int jmsPort() {
        if (embeddedAcceptor() instanceof NettyAcceptor acceptor && acceptor.isStarted()) {
            return acceptor.getActualPort();
        }
        throw new IllegalStateException(
                "this broker accepts no JMS clients: it was started without a port for them, or "
                        + "the port is in use");
    }

    private @Nullable Object embeddedAcceptor() {
        return server.getRemotingService().getAcceptor(BrokerConfiguration.JMS);
    }

    /** Stops the broker; what was acknowledged is on disk. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not stop cleanly: " + e.getMessage(), e);
        } finally {
            // The broker ends the other pool, and leaves this one to whoever gave it.
            threads.end();
            data.close();
        }
    }
}
