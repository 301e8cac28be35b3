/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jakarta Messaging 3.1, section 6.2.9: the order of what a session sends to a queue, where the service keeps it on
 * standard queues too. SQS itself promises it for FIFO queues only.
 */
interface OrderContract extends JmsFixture {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void what_a_session_has_sent_one_by_one_comes_in_that_order(boolean transacted) throws JMSException {
        Session session = connect().createSession(transacted, Session.AUTO_ACKNOWLEDGE);
        Queue queue = newQueue();
        MessageProducer producer = session.createProducer(queue);
        for (int i = 0; i < 5; i++) {
            producer.send(session.createTextMessage("m" + i));
        }
        if (transacted) {
            session.commit();
        }

        MessageConsumer consumer = session().createConsumer(queue);

        for (int i = 0; i < 5; i++) {
            assertThat(consumer.receive(SOON).getBody(String.class)).isEqualTo("m" + i);
        }
    }
}
