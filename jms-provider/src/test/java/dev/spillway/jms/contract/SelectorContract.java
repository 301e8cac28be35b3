/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, section 3.8: message selectors. */
interface SelectorContract extends JmsFixture {

    /** Sends messages of which each has its number and whether that is even as properties. */
    private void givenNumbered(Queue queue, int count) throws JMSException {
        Session session = session();
        MessageProducer producer = session.createProducer(queue);
        for (int i = 0; i < count; i++) {
            Message message = session.createTextMessage("m" + i);
            message.setIntProperty("number", i);
            message.setStringProperty("kind", i % 2 == 0 ? "even" : "odd");
            producer.send(message);
        }
    }

    @Test
    default void a_consumer_gets_what_it_selects_and_the_rest_stays() throws JMSException {
        Queue queue = newQueue();
        givenNumbered(queue, 6);
        Session session = session();
        try (MessageConsumer selecting = session.createConsumer(queue, "kind = 'even' AND number BETWEEN 1 AND 4")) {
            List<String> selected = List.of(
                    selecting.receive(SOON).getBody(String.class),
                    selecting.receive(SOON).getBody(String.class));
            assertThat(selected).containsExactlyInAnyOrder("m2", "m4");
            assertThat(selecting.receive(500)).isNull();
        }

        MessageConsumer all = session.createConsumer(queue);

        for (int i = 0; i < 4; i++) {
            assertThat(all.receive(SOON)).isNotNull();
        }
    }

    @Test
    default void headers_are_selected_by_their_names() throws JMSException {
        Queue queue = newQueue();
        Session session = session();
        Message message = session.createTextMessage("with headers");
        message.setJMSType("order");
        message.setJMSCorrelationID("c-1");
        session.createProducer(queue).send(message, DeliveryMode.NON_PERSISTENT, 7, 0);

        MessageConsumer consumer = session.createConsumer(
                queue,
                "JMSType = 'order' AND JMSCorrelationID LIKE 'c-%' AND JMSPriority > 6"
                        + " AND JMSDeliveryMode = 'NON_PERSISTENT' AND JMSTimestamp > 0 AND missing IS NULL"
                        + " AND JMSMessageID = '" + message.getJMSMessageID() + "'");

        assertThat(consumer.receive(SOON)).isNotNull();
    }

    @Test
    default void consumers_of_one_connection_with_different_selectors_get_their_own() throws JMSException {
        Queue queue = newQueue();
        Connection connection = connect();
        AtomicInteger even = new AtomicInteger();
        AtomicInteger odd = new AtomicInteger();
        connection
                .createSession()
                .createConsumer(queue, "kind = 'even'")
                .setMessageListener(message -> even.incrementAndGet());
        connection
                .createSession()
                .createConsumer(queue, "kind = 'odd'")
                .setMessageListener(message -> odd.incrementAndGet());

        givenNumbered(queue, 40);

        await().until(() -> even.get() == 20 && odd.get() == 20);
    }

    @Test
    default void a_consumer_is_not_starved_by_messages_of_one_that_does_not_receive() throws JMSException {
        Queue queue = newQueue();
        Connection connection = connect();
        MessageConsumer idle = connection.createSession().createConsumer(queue, "kind = 'even'");
        givenNumbered(queue, 30);
        assertThat(idle.receive(SOON)).isNotNull();

        MessageConsumer busy = connection.createSession().createConsumer(queue, "kind = 'odd'");

        for (int i = 0; i < 15; i++) {
            assertThat(busy.receive(SOON)).isNotNull();
        }
        for (int i = 0; i < 14; i++) {
            assertThat(idle.receive(SOON)).isNotNull();
        }
    }

    @Test
    default void receiveNoWait_finds_what_it_selects_behind_what_it_does_not() throws JMSException {
        Queue queue = newQueue();
        givenNumbered(queue, 25);
        MessageConsumer consumer = session().createConsumer(queue, "number = 24");

        assertThat(consumer.receiveNoWait()).isNotNull();
    }

    @Test
    default void an_empty_selector_selects_everything() throws JMSException {
        Queue queue = newQueue();
        given(queue, "any");
        MessageConsumer consumer = session().createConsumer(queue, "");

        assertThat(consumer.getMessageSelector()).isNull();
        assertThat(consumer.receive(SOON)).isNotNull();
    }

    @Test
    default void a_consumer_tells_its_selector() throws JMSException {
        assertThat(session().createConsumer(newQueue(), "number > 3").getMessageSelector())
                .isEqualTo("number > 3");
    }

    @Test
    default void what_is_no_selector_is_refused() throws JMSException {
        Queue queue = newQueue();
        Session session = session();
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);

        for (String wrong : List.of("number >", "a = 'open", "1 +", "XPATH '//a'", "hyphenated_props:a-b = 1", "= 3")) {
            assertThatThrownBy(() -> session.createConsumer(queue, wrong))
                    .as(wrong)
                    .isInstanceOf(InvalidSelectorException.class)
                    .hasMessageContaining(wrong);
        }
        assertThatThrownBy(() -> context.createConsumer(queue, "number >"))
                .isInstanceOf(InvalidSelectorRuntimeException.class);
    }
}
