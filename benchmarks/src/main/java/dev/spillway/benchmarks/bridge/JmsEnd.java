/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.bridge;

import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A queue of the broker. */
final class JmsEnd implements End {

    private static final int TRANSACTION = 500;
    private static final long WAIT_MILLIS = 500;

    private final String name;
    private final ActiveMQConnectionFactory factory;
    private final ClientSessionFactory sessions;
    private final ClientSession core;

    private JmsEnd(String name, ActiveMQConnectionFactory factory, ClientSessionFactory sessions, ClientSession core) {
        this.name = name;
        this.factory = factory;
        this.sessions = sessions;
        this.core = core;
    }

    /** A new queue. */
    static JmsEnd create(String broker, String name) throws Exception {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker);
        ClientSessionFactory sessions = factory.getServerLocator().createSessionFactory();
        ClientSession core = sessions.createSession();
        core.createQueue(QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST));
        return new JmsEnd(name, factory, sessions, core);
    }

    @Override
    public void fill(long from, long to) throws Exception {
        try (Connection connection = factory.createConnection()) {
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            MessageProducer producer = session.createProducer(queue(session));
            for (long number = from; number < to; number++) {
                producer.send(session.createTextMessage(End.body(number)));
                if (number % TRANSACTION == 0) {
                    session.commit();
                }
            }
            session.commit();
        }
    }

    @Override
    public long depth() throws Exception {
        return core.queueQuery(SimpleString.of(name)).getMessageCount();
    }

    @Override
    public Map<Long, Integer> drain() throws Exception {
        Map<Long, Integer> numbers = new HashMap<>();
        try (Connection connection = factory.createConnection()) {
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(queue(session));
            connection.start();
            long received = 0;
            for (Message message = consumer.receive(WAIT_MILLIS);
                    message != null;
                    message = consumer.receive(WAIT_MILLIS)) {
                numbers.merge(End.number(((TextMessage) message).getText()), 1, Integer::sum);
                if (++received % TRANSACTION == 0) {
                    session.commit();
                }
            }
            session.commit();
        }
        return numbers;
    }

    private Queue queue(Session session) throws Exception {
        return session.createQueue(name);
    }

    @Override
    public void close() throws Exception {
        core.deleteQueue(SimpleString.of(name));
        core.close();
        sessions.close();
        factory.close();
    }
}
