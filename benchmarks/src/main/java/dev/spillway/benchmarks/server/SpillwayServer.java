/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.server;

import dev.spillway.artemis.SpillwayBroker;
import dev.spillway.artemis.SpillwayConfig;
import java.nio.file.Path;

/** Spillway's broker as its users run it: journal on disk, synced. Serves Artemis's own protocol too. */
public final class SpillwayServer {

    private SpillwayServer() {}

    /** @param arguments the data folder */
    public static void main(String[] arguments) {
        SpillwayConfig config = new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account());
        SpillwayBroker broker = SpillwayBroker.start(Path.of(arguments[0]), config, 0);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
        ServerProcess.ready(broker.endpoint() + " tcp://127.0.0.1:" + broker.jmsPort());
    }
}
