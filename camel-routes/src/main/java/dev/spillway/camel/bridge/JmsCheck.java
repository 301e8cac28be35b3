/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.JMSException;
import jakarta.jms.Session;

/** Tries what a route does with a broker, on a connection that is not started: nothing is received or sent. */
record JmsCheck(ConnectionFactory factory) {

    /** Returns what the broker's client says it is. Some clients connect with the first session only. */
    static String connect(ConnectionFactory factory) throws JMSException {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            session.rollback();
            ConnectionMetaData data = connection.getMetaData();
            return data.getJMSProviderName() + " " + data.getProviderVersion();
        }
    }

    String consume(String queue) throws JMSException {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            session.createConsumer(session.createQueue(queue)).close();
            return "may be consumed";
        }
    }

    String send(String queue) throws JMSException {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            session.createProducer(session.createQueue(queue)).close();
            return "is there; whether it may be sent to, some brokers tell with the first message only";
        }
    }
}
