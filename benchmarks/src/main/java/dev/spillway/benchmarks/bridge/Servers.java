/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.bridge;

import dev.spillway.benchmarks.server.ArtemisServer;
import dev.spillway.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.net.URI;

/**
 * What every route of a table runs between.
 *
 * @param broker Artemis
 * @param sqs the server of SQS
 */
record Servers(ServerProcess broker, ServerProcess sqs) implements AutoCloseable {

    /** @param sqsServer the main class of the server of SQS */
    static Servers start(Class<?> sqsServer) throws IOException {
        ServerProcess broker = ServerProcess.start(ArtemisServer.class);
        try {
            return new Servers(broker, ServerProcess.start(sqsServer));
        } catch (IOException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** The endpoint of SQS, which is the first of the server's addresses. */
    URI endpoint() {
        return URI.create(sqs.address().split(" ", -1)[0]);
    }

    @Override
    public void close() throws IOException {
        try {
            sqs.close();
        } finally {
            broker.close();
        }
    }
}
