/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.activemq.artemis.jms.client.ActiveMQConnection;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Artemis's connection factory, whose connections can be cut as by the death of their process. */
public final class MortalFactory extends ActiveMQConnectionFactory {

    private final transient Queue<ActiveMQConnection> open = new ConcurrentLinkedQueue<>();

    public MortalFactory(String url) {
        super(url);
    }

    @Override
    public Connection createConnection() throws JMSException {
        ActiveMQConnection connection = (ActiveMQConnection) super.createConnection();
        open.add(connection);
        return connection;
    }

    /** Cuts the oldest connection of those that are left; nothing if there is none. */
    public void cut() {
        ActiveMQConnection connection = open.poll();
        if (connection != null) {
            connection
                    .getSessionFactory()
                    .getConnection()
                    .getTransportConnection()
                    .forceClose();
        }
    }
}
