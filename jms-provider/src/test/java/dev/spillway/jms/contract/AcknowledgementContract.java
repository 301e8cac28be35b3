/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.session.SessionModes;
import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jakarta Messaging 3.1, section 6.2.10: acknowledgement. */
interface AcknowledgementContract extends JmsFixture {

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    default void what_was_received_is_gone_when_the_connection_has_closed(int mode) throws JMSException {
        Queue queue = newQueue();
        given(queue, "a", "b", "c");
        Connection connection = connect();
        MessageConsumer consumer = connection.createSession(mode).createConsumer(queue);
        for (int i = 0; i < 3; i++) {
            assertThat(consumer.receive(SOON)).isNotNull();
        }

        connection.close();

        awaitEmpty(queue);
    }

    @Test
    default void a_client_acknowledges_all_that_its_session_has_consumed() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a", "b", "c");
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        consumer.receive(SOON);
        consumer.receive(SOON);
        Message last = consumer.receive(SOON);

        last.acknowledge();
        session.recover();

        assertThat(consumer.receive(500)).isNull();
    }

    @Test
    default void what_a_client_has_not_acknowledged_comes_back_after_recover() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a", "b");
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        List<String> first = texts(consumer, 2);

        session.recover();

        Message again = consumer.receive(SOON);
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
        List<String> second = texts(consumer, 1);
        second.add(again.getBody(String.class));
        assertThat(second).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    default void what_a_client_has_not_acknowledged_goes_to_others_when_its_session_closes() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a", "b");
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        List<String> first = texts(session.createConsumer(queue), 2);

        session.close();

        assertThat(texts(session().createConsumer(queue), 2)).containsExactlyInAnyOrderElementsOf(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {SessionModes.UNORDERED_ACKNOWLEDGE, SessionModes.INDIVIDUAL_ACKNOWLEDGE})
    default void a_message_is_acknowledged_by_itself_in_a_session_of_that_mode(int mode) throws JMSException {
        Queue queue = newQueue();
        given(queue, "a", "b", "c");
        Session session = session(mode);
        assertThat(session.getAcknowledgeMode()).isEqualTo(mode);
        MessageConsumer consumer = session.createConsumer(queue);
        Message first = consumer.receive(SOON);
        Message second = consumer.receive(SOON);
        Message third = consumer.receive(SOON);

        second.acknowledge();
        second.acknowledge();
        session.recover();

        assertThat(texts(consumer, 2))
                .containsExactlyInAnyOrder(first.getBody(String.class), third.getBody(String.class));
        assertThat(consumer.receive(300)).isNull();
    }

    @Test
    default void a_listener_acknowledges_its_message_alone_where_the_mode_is_individual() throws JMSException {
        Queue queue = newQueue();
        given(queue, "keep", "return");
        Session session = session(SessionModes.INDIVIDUAL_ACKNOWLEDGE);
        BlockingQueue<String> handled = new LinkedBlockingQueue<>();
        session.createConsumer(queue).setMessageListener(message -> {
            try {
                if (message.getBody(String.class).equals("keep")) {
                    message.acknowledge();
                }
                handled.add(message.getBody(String.class));
            } catch (JMSException e) {
                handled.add(e.toString());
            }
        });
        await().until(() -> handled.size() == 2);

        session.close();

        assertThat(texts(session().createConsumer(queue), 1)).containsExactly("return");
    }

    @Test
    default void a_context_acknowledges_all_that_it_has_consumed_where_the_mode_is_individual() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a", "b");
        JMSContext context = context(SessionModes.INDIVIDUAL_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(queue);
        assertThat(consumer.receive(SOON)).isNotNull();
        assertThat(consumer.receive(SOON)).isNotNull();

        context.acknowledge();
        context.recover();

        assertThat(consumer.receive(300)).isNull();
    }

    @Test
    default void acknowledging_in_a_closed_session_is_refused() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a");
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Message message = session.createConsumer(queue).receive(SOON);

        session.close();

        org.assertj.core.api.Assertions.assertThatThrownBy(message::acknowledge)
                .isInstanceOf(jakarta.jms.IllegalStateException.class);
    }
}
