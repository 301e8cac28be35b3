/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** An Artemis broker with the plugin, in this process, its journal on disk. */
public final class SpillwayBroker implements AutoCloseable {

    private SpillwayBroker() {}

    /**
     * Starts a broker and returns when it serves.
     *
     * @param data the folder for everything durable; made if it is not there
     * @param config the endpoint and the account
     * @param jmsPort the port on loopback for Artemis's core (and so JMS) clients, 0 for any that is free; {@code null} for no acceptor
     */
    public static SpillwayBroker start(Path data, SpillwayConfig config, @Nullable Integer jmsPort) {
        throw new UnsupportedOperationException(data.toString() + config + jmsPort);
    }

    /** A client of the SQS service in this process. Closing it leaves the broker running. */
    public SqsAsyncClient sqs() {
        throw new UnsupportedOperationException();
    }

    /** Where the endpoint listens. @throws IllegalStateException if it has none */
    public URI endpoint() {
        throw new UnsupportedOperationException();
    }

    /** The port that JMS clients connect to. @throws IllegalStateException if there is no acceptor */
    public int jmsPort() {
        throw new UnsupportedOperationException();
    }

    /** Stops the broker; what was acknowledged is on disk. */
    @Override
    public void close() {}
}
