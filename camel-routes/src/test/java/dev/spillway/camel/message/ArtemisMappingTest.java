/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

import dev.spillway.camel.TestBroker;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.MappedMessage;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The messages of Artemis's own JMS client. */
class ArtemisMappingTest extends JmsMappingContract {

    @TempDir
    static Path data;

    private TestBroker broker;

    @Override
    void startBroker() {
        broker = new TestBroker(data);
    }

    @Override
    void stopBroker() {
        broker.close();
    }

    @Override
    ConnectionFactory factory() {
        return broker.factory();
    }

    /** Artemis has no correlation id of no bytes, and no entry without a name. */
    @Override
    public boolean canHold(MappedMessage message) {
        byte[] correlationId = message.headers().correlationIdBytes();
        return JmsLimits.hold(message)
                && (correlationId == null || correlationId.length > 0)
                && !(message.body() instanceof Body.Map map && map.entries().containsKey(""));
    }
}
