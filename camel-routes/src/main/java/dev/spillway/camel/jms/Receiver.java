/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a transacted session receives a queue's messages by. Used by one thread. */
interface Receiver {

    /** How the names of its client's classes begin. */
    String ARTEMIS = "org.apache.activemq.artemis.";

    /** Waits for a message, a millisecond at least. */
    @Nullable Message receive(Duration patience) throws JMSException;

    /** A message that is there already. */
    @Nullable Message receiveNoWait() throws JMSException;

    /**
     * Whether messages may be fetched ahead, where that is in our hands: they count as delivered if the process dies. To be
     * called while the transaction is empty; what was fetched and is not wanted any more goes back uncounted.
     */
    void prefetch(boolean ahead) throws JMSException;

    /** Begins without fetching ahead, where that is in our hands: with Artemis's own client, unpooled. */
    static Receiver of(ConnectionFactory factory, Session session, Queue queue) throws JMSException {
        MessageConsumer consumer = session.createConsumer(queue);
        boolean artemis = session.getClass().getName().startsWith(ARTEMIS); // its classes needn't be there
        return artemis
                ? ArtemisReceiver.insteadOf(consumer, UserConnectionFactory.unwrap(factory), session, queue)
                : new ByApi(consumer);
    }

    /** By Jakarta Messaging, which has no word for it: what is fetched ahead is the connection factory's. */
    record ByApi(MessageConsumer consumer) implements Receiver {

        @Override
        public @Nullable Message receive(Duration patience) throws JMSException {
            return consumer.receive(Math.max(1, patience.toMillis())); // 0 would be for ever
        }

        @Override
        public @Nullable Message receiveNoWait() throws JMSException {
            return consumer.receiveNoWait();
        }

        @Override
        public void prefetch(boolean ahead) {
            // as it was configured
        }
    }
}
