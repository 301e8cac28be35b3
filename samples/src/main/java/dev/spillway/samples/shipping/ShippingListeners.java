/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.shipping;

import dev.spillway.samples.order.Order;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

/**
 * Shipping as a JMS application: one session with a listener for each order that can be in work at once. It replies where an
 * order asks for it.
 */
public final class ShippingListeners implements AutoCloseable {

    private final Connection connection;

    private ShippingListeners(Connection connection) {
        this.connection = connection;
    }

    /**
     * Begins to ship what is in the queue, at its own pace.
     *
     * @param queue the queue's name
     * @param atOnce orders in work at once
     */
    public static ShippingListeners start(ConnectionFactory factory, String queue, Warehouse warehouse, int atOnce)
            throws JMSException {
        Connection connection = factory.createConnection();
        try {
            for (int i = 0; i < atOnce; i++) {
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer replies = session.createProducer(null);
                session.createConsumer(session.createQueue(queue)).setMessageListener(message -> {
                    warehouse.ship(order(message));
                    reply(session, replies, message);
                });
            }
            connection.start();
        } catch (JMSException e) {
            connection.close();
            throw e;
        }
        return new ShippingListeners(connection);
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }

    /** Before the message is acknowledged, so that no order is without its reply. */
    private static void reply(Session session, MessageProducer replies, Message order) {
        try {
            if (order.getJMSReplyTo() != null) {
                TextMessage reply = session.createTextMessage("shipped");
                reply.setJMSCorrelationID(order.getJMSCorrelationID());
                replies.send(order.getJMSReplyTo(), reply);
            }
        } catch (JMSException e) {
            throw new IllegalStateException("A reply can't be sent", e);
        }
    }

    private static Order order(Message message) {
        try {
            return Order.parse(((TextMessage) message).getText());
        } catch (JMSException e) {
            throw new IllegalStateException("A message can't be read", e);
        }
    }
}
