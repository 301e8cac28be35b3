/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

import dev.spillway.camel.ActiveMqClassic;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.MappingContract;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The mapping's contract on the messages of ActiveMQ Classic's client. */
class ActiveMqMappingTest implements MappingContract {

    private static ActiveMqClassic broker;
    private static Connection connection;
    private static Session session;

    private final JmsMessages messages =
            new JmsMessages(ReplyDestinations.BY_NAME, TrustedObjects.NONE, new ForeignNames());

    @BeforeAll
    static void start() throws Exception {
        broker = new ActiveMqClassic();
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

    /** ActiveMQ makes a text of a correlation id of bytes, and has no entry without a name. */
    @Override
    public boolean canHold(MappedMessage message) {
        return JmsLimits.hold(message)
                && message.headers().correlationIdBytes() == null
                && !(message.body() instanceof Body.Map map && map.entries().containsKey(""));
    }
}
