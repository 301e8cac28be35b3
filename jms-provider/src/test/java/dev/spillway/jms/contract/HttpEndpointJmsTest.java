/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import dev.spillway.artemis.SpillwayBroker;
import dev.spillway.artemis.SpillwayConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a broker's HTTP endpoint. */
class HttpEndpointJmsTest extends JmsContract implements OrderContract {

    @TempDir
    static Path data;

    private static SpillwayBroker broker;

    @BeforeAll
    static void start() {
        SpillwayConfig anyPort = new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account());
        broker = SpillwayBroker.start(data, anyPort, null);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Override
    String uri() {
        return "spillway:" + broker.endpoint();
    }
}
