/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.buying;

import dev.spillway.samples.ledger.Refusal;
import dev.spillway.samples.order.Order;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

/** Sends the order to a queue; it is confirmed once the message is safe there. */
public final class QueueSend implements ShippingGateway {

    private final Session session;
    private final MessageProducer producer;

    /** @param queue the queue's name */
    public QueueSend(Connection connection, String queue) throws JMSException {
        this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        this.producer = session.createProducer(session.createQueue(queue));
    }

    @Override
    public void place(Order order) throws OrderRefusedException {
        try {
            producer.send(session.createTextMessage(order.toRow()));
        } catch (JMSException e) {
            throw new OrderRefusedException(Refusal.SEND_FAILED, e);
        }
    }

    @Override
    public void close() throws JMSException {
        session.close();
    }
}
