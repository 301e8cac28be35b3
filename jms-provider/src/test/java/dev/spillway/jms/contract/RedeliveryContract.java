/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jakarta Messaging 3.1, sections 3.4.7 and 3.5.11: what counts as a delivery. A receive of which no application got anything doesn't. */
interface RedeliveryContract extends JmsFixture {

    private static void assertFirstDelivery(Message message) throws JMSException {
        assertThat(message).isNotNull();
        assertThat(message.getJMSRedelivered()).isFalse();
        assertThat(message.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
    }

    @Test
    default void a_message_that_a_browser_has_shown_is_not_redelivered() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a");
        try (QueueBrowser browser = session().createBrowser(queue)) {
            assertThat(Collections.list(browser.getEnumeration())).hasSize(1);
        }

        assertFirstDelivery(session().createConsumer(queue).receive(SOON));
    }

    @Test
    default void a_message_that_no_selector_took_is_not_redelivered() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a");
        try (MessageConsumer choosy = session().createConsumer(queue, "wanted")) {
            assertThat(choosy.receive(NOTHING)).isNull();
        }

        assertFirstDelivery(session().createConsumer(queue).receive(SOON));
    }

    @Test
    default void messages_that_were_fetched_ahead_when_the_connection_stopped_are_not_redelivered()
            throws JMSException {
        Queue queue = newQueue();
        given(queue, "a", "b", "c", "d", "e");
        Connection connection = connect();
        MessageConsumer consumer = connection.createSession().createConsumer(queue);
        consumer.receive(SOON);
        consumer.receive(SOON);

        connection.stop();
        connection.start();

        for (int i = 0; i < 3; i++) {
            assertFirstDelivery(consumer.receive(SOON));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void a_message_after_a_receive_that_found_none_is_not_redelivered(boolean reopened) throws JMSException {
        Queue queue = newQueue();
        Session session = session();
        MessageConsumer consumer = session.createConsumer(queue);
        for (int i = 0; i < 5; i++) {
            assertThat(consumer.receive(5)).isNull();
            if (reopened) {
                consumer.close();
                consumer = session.createConsumer(queue);
            }
            session.createProducer(queue).send(session.createTextMessage("a"));

            assertFirstDelivery(consumer.receive(SOON));
        }
    }

    @Test
    default void a_message_that_was_fetched_ahead_and_then_rolled_back_is_delivered_a_second_time()
            throws JMSException {
        Queue queue = newQueue();
        given(queue, "a");
        Connection connection = connect();
        try (QueueBrowser browser = connection.createSession().createBrowser(queue)) {
            assertThat(Collections.list(browser.getEnumeration())).hasSize(1);
        }
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(queue);
        assertFirstDelivery(consumer.receive(SOON));

        session.rollback();

        Message again = consumer.receive(SOON);
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
    }
}
