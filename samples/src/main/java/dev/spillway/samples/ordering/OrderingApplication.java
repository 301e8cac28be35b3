/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.ordering;

import dev.spillway.samples.order.Order;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.util.function.Consumer;

/**
 * Sends each order to one queue of its broker and hears on another that it was shipped. The orders of a customer are a group,
 * and a reply names its order by the correlation id, as is usual.
 */
public final class OrderingApplication implements AutoCloseable {

    private final JMSContext sending;
    private final JMSContext listening;
    private final Queue orders;
    private final Queue replies;

    private OrderingApplication(JMSContext sending, JMSContext listening, Queue orders, Queue replies) {
        this.sending = sending;
        this.listening = listening;
        this.orders = orders;
        this.replies = replies;
    }

    /**
     * Connects, and listens for replies.
     *
     * @param orders the name of the queue that orders go to
     * @param replies the name of the queue that replies come from
     * @param confirmed told the id of an order with each reply, from one thread
     */
    public static OrderingApplication start(
            ConnectionFactory factory, String orders, String replies, Consumer<String> confirmed) {
        JMSContext sending = factory.createContext();
        try {
            JMSContext listening = sending.createContext(JMSContext.AUTO_ACKNOWLEDGE);
            Queue from = listening.createQueue(replies);
            listening.createConsumer(from).setMessageListener(reply -> confirmed.accept(orderId(reply)));
            return new OrderingApplication(sending, listening, sending.createQueue(orders), from);
        } catch (JMSRuntimeException e) {
            sending.close();
            throw e;
        }
    }

    /** Returns once the order is safe in the broker. For one thread at a time. */
    public void place(Order order) {
        TextMessage message = sending.createTextMessage(order.toRow());
        sending.createProducer()
                .setProperty("JMSXGroupID", order.customer())
                .setJMSCorrelationID(order.id())
                .setJMSReplyTo(replies)
                .send(orders, message);
    }

    @Override
    public void close() {
        try (sending) {
            listening.close();
        }
    }

    private static String orderId(Message reply) {
        try {
            return reply.getJMSCorrelationID();
        } catch (JMSException e) {
            throw new IllegalStateException("A reply can't be read", e);
        }
    }
}
