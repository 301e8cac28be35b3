/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

import dev.spillway.camel.TestBroker;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.MappingContract;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The mapping's contract on the messages of Artemis's own JMS client. */
class ArtemisMappingTest implements MappingContract {

    @TempDir
    static Path data;

    private static TestBroker broker;
    private static Connection connection;
    private static Session session;

    private final JmsMessages messages =
            new JmsMessages(ReplyDestinations.BY_NAME, TrustedObjects.NONE, new ForeignNames());

    @BeforeAll
    static void start() throws Exception {
        broker = new TestBroker(data);
        connection = broker.factory().createConnection();
        session = connection.createSession();
    }

    @AfterAll
    static void stop() throws Exception {
        connection.close();
        broker.close();
    }

    @Override
    public MappedMessage roundTrip(MappedMessage message) throws Exception {
        return messages.read(messages.write(message, session));
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
