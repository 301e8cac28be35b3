/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import java.io.IOException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;

/**
 * The same by Artemis's own client over TCP, a connection each: durable messages, sent in a transaction of ten, received
 * and acknowledged in another one.
 */
final class CoreCycle implements Cycle {

    private static final int BATCH = 10;
    private static final SimpleString BODY = SimpleString.of("x".repeat(Batches.BODY_BYTES));

    private final ServerLocator locator;
    private final ClientSessionFactory factory;
    private final ClientSession session;
    private final ClientProducer producer;
    private final ClientConsumer consumer;

    CoreCycle(String url, String queue) throws Exception {
        locator = ActiveMQClient.createServerLocator(url);
        factory = locator.createSessionFactory();
        session = factory.createSession(false, false, 0);
        if (!session.queueQuery(SimpleString.of(queue)).isExists()) {
            session.createQueue(QueueConfiguration.of(queue)
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(true));
        }
        producer = session.createProducer(queue);
        consumer = session.createConsumer(queue);
        session.start();
    }

    @Override
    public int run(Calls calls) throws Exception {
        long began = System.nanoTime();
        for (int i = 0; i < BATCH; i++) {
            ClientMessage message = session.createMessage(Message.TEXT_TYPE, true);
            message.getBodyBuffer().writeNullableSimpleString(BODY);
            producer.send(message);
        }
        session.commit();
        long sent = System.nanoTime();
        calls.took(sent - began);
        int received = 0;
        for (ClientMessage message = consumer.receive(2_000);
                message != null;
                message = received < BATCH ? consumer.receive(2_000) : null) {
            message.acknowledge();
            received++;
        }
        session.commit();
        calls.took(System.nanoTime() - sent);
        return received;
    }

    @Override
    public void close() throws IOException {
        try {
            session.close();
        } catch (ActiveMQException e) {
            throw new IOException("the session did not close", e);
        }
        factory.close();
        locator.close();
    }
}
