/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import java.net.URI;
import java.nio.file.Path;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** An Artemis broker with the plugin, in this process, its journal on disk. */
public final class SpillwayBroker implements AutoCloseable {

    private final EmbeddedActiveMQ broker;
    private final SpillwayPlugin plugin;
    private final DataFolder data;

    private SpillwayBroker(EmbeddedActiveMQ broker, SpillwayPlugin plugin, DataFolder data) {
        this.broker = broker;
        this.plugin = plugin;
        this.data = data;
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
        DataFolder folder = DataFolder.lock(data);
        SpillwayPlugin plugin = new SpillwayPlugin(config);
        EmbeddedActiveMQ embedded = new EmbeddedActiveMQ();
        SpillwayBroker broker = new SpillwayBroker(embedded, plugin, folder);
        try {
            embedded.setConfiguration(BrokerConfiguration.of(data, plugin, jmsPort));
            embedded.start();
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
        return broker.getActiveMQServer().getRemotingService().getAcceptor(BrokerConfiguration.JMS);
    }

    /** Stops the broker; what was acknowledged is on disk. */
    @Override
    public void close() {
        try {
            broker.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not stop cleanly: " + e.getMessage(), e);
        } finally {
            data.close();
        }
    }
}
