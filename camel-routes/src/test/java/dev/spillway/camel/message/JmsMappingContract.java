/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.MappingContract;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The mapping's contract on the messages of a JMS client: a test class says whose. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class JmsMappingContract implements MappingContract {

    private final JmsMessages messages =
            new JmsMessages(ReplyDestinations.BY_NAME, TrustedObjects.NONE, new ForeignNames());
    private Connection connection;
    private Session session;

    /** The client's. */
    abstract ConnectionFactory factory() throws Exception;

    abstract void startBroker() throws Exception;

    abstract void stopBroker() throws Exception;

    @BeforeAll
    void connect() throws Exception {
        startBroker();
        connection = factory().createConnection();
        session = connection.createSession();
    }

    @AfterAll
    void disconnect() throws Exception {
        connection.close();
        stopBroker();
    }

    @Override
    public final MappedMessage roundTrip(MappedMessage message) throws Exception {
        return messages.read(messages.write(message, session));
    }
}
