/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

import dev.spillway.artemis.SpillwayBroker;
import dev.spillway.artemis.SpillwayConfig;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.MappingContract;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import java.nio.file.Path;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The mapping's contract on the messages of Artemis's own JMS client. */
class ArtemisMappingTest implements MappingContract {

    @TempDir
    static Path data;

    private static SpillwayBroker broker;
    private static ActiveMQConnectionFactory factory;
    private static Connection connection;
    private static Session session;

    private final JmsMessages messages =
            new JmsMessages(ReplyDestinations.BY_NAME, TrustedObjects.NONE, new ForeignNames());

    @BeforeAll
    static void start() throws Exception {
        SpillwayConfig config = new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account());
        broker = SpillwayBroker.start(data, config, 0);
        factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + broker.jmsPort());
        connection = factory.createConnection();
        session = connection.createSession();
    }

    @AfterAll
    static void stop() throws Exception {
        connection.close();
        factory.close();
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
