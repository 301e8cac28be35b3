/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.CompletionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, section 6.2.7 and what other sections say of transacted sessions: what they send. */
interface TransactionContract extends JmsFixture {

    @Test
    default void a_transacted_session_says_that_it_is() throws JMSException {
        Session session = transacted();

        assertThat(session.getTransacted()).isTrue();
        assertThat(session.getAcknowledgeMode()).isEqualTo(Session.SESSION_TRANSACTED);
        assertThat(connect().createSession(true, Session.CLIENT_ACKNOWLEDGE).getAcknowledgeMode())
                .isEqualTo(Session.SESSION_TRANSACTED);
        assertThatThrownBy(() -> connect().createSession(false, Session.SESSION_TRANSACTED))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("not transacted");
    }

    @Test
    default void what_was_sent_is_there_after_the_commit_and_not_before() throws JMSException {
        Queue queue = newQueue();
        Session session = transacted();
        MessageConsumer consumer = session().createConsumer(queue);
        MessageProducer producer = session.createProducer(queue);
        List<String> sent = IntStream.range(0, 25).mapToObj(i -> "m" + i).toList();
        for (String text : sent) {
            producer.send(session.createTextMessage(text));
        }
        assertThat(consumer.receive(NOTHING)).isNull();

        session.commit();

        assertThat(texts(consumer, 25)).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(consumer.receive(NOTHING)).isNull();
    }

    @Test
    default void one_commit_sends_to_several_queues() throws JMSException {
        Queue first = newQueue();
        Queue second = newQueue();
        Session session = transacted();
        MessageProducer producer = session.createProducer(null);
        producer.send(first, session.createTextMessage("one"));
        producer.send(second, session.createTextMessage("two"));

        session.commit();

        assertThat(texts(session().createConsumer(first), 1)).containsExactly("one");
        assertThat(texts(session().createConsumer(second), 1)).containsExactly("two");
    }

    @Test
    default void what_was_sent_is_forgotten_by_a_rollback() throws JMSException {
        Queue queue = newQueue();
        Session session = transacted();
        MessageProducer producer = session.createProducer(queue);
        producer.send(session.createTextMessage("regretted"));

        session.rollback();
        producer.send(session.createTextMessage("meant"));
        session.commit();

        MessageConsumer consumer = session().createConsumer(queue);
        assertThat(texts(consumer, 1)).containsExactly("meant");
        assertThat(consumer.receive(NOTHING)).isNull();
    }

    @Test
    default void the_id_that_send_sets_is_the_one_that_the_receiver_sees() throws JMSException {
        Queue queue = newQueue();
        Session session = transacted();
        Message sent = session.createTextMessage("identified");
        session.createProducer(queue).send(sent);
        String id = sent.getJMSMessageID();
        assertThat(id).startsWith("ID:");

        session.commit();

        assertThat(sent.getJMSMessageID()).isEqualTo(id);
        Message received = session().createConsumer(queue).receive(SOON);
        assertThat(received.getJMSMessageID()).isEqualTo(id);
        assertThat(Collections.list(received.getPropertyNames())).isEqualTo(List.of("JMSXDeliveryCount"));
    }

    @Test
    default void a_message_that_is_passed_on_gets_an_id_of_its_own() throws JMSException {
        Queue first = newQueue();
        Queue second = newQueue();
        Session session = transacted();
        session.createProducer(first).send(session.createTextMessage("passed on"));
        session.commit();
        Session auto = session();
        Message message = auto.createConsumer(first).receive(SOON);
        String before = message.getJMSMessageID();

        auto.createProducer(second).send(message);

        assertThat(message.getJMSMessageID()).isNotEqualTo(before);
        assertThat(session().createConsumer(second).receive(SOON).getJMSMessageID())
                .isEqualTo(message.getJMSMessageID());
    }

    @Test
    default void closing_a_session_rolls_back() throws JMSException {
        Queue from = newQueue();
        Queue to = newQueue();
        given(from, "kept");
        Session session = transacted();
        texts(session.createConsumer(from), 1);
        session.createProducer(to).send(session.createTextMessage("never"));

        session.close();

        assertThat(texts(session().createConsumer(from), 1)).containsExactly("kept");
        assertThat(session().createConsumer(to).receive(NOTHING)).isNull();
    }

    @Test
    default void a_completion_listener_is_called_before_the_commit_returns() throws JMSException {
        Queue queue = newQueue();
        Session session = transacted();
        List<String> called = Collections.synchronizedList(new ArrayList<>());
        session.createProducer(queue).send(session.createTextMessage("async"), new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                try {
                    called.add(message.getJMSMessageID());
                    session.commit();
                } catch (JMSException e) {
                    called.add(e.getClass().getSimpleName());
                }
            }

            @Override
            public void onException(Message message, Exception exception) {
                called.add(exception.toString());
            }
        });

        session.commit();

        assertThat(called).hasSize(2).last().isEqualTo("IllegalStateException");
        Message received = session().createConsumer(queue).receive(SOON);
        assertThat(received.getJMSMessageID()).isEqualTo(called.get(0));
    }

    @Test
    default void a_transacted_session_is_not_recovered() throws JMSException {
        assertThatThrownBy(transacted()::recover)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rollback()");
    }

    @Test
    default void a_message_that_could_not_be_sent_is_refused_by_send() throws JMSException {
        Queue queue = newQueue();
        Session session = transacted();
        MessageProducer producer = session.createProducer(null);

        assertThatThrownBy(() -> producer.send(queue, session.createTextMessage("x".repeat(1_100_000))))
                .isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> producer.send(session.createQueue("never-made"), session.createMessage()))
                .isInstanceOf(InvalidDestinationException.class);
        producer.send(queue, session.createTextMessage("fits"));
        session.commit();

        assertThat(texts(session().createConsumer(queue), 1)).containsExactly("fits");
    }

    @Test
    default void a_delay_counts_from_the_send() throws JMSException {
        Queue queue = newQueue();
        Session session = transacted();
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryDelay(2_000);
        Message message = session.createTextMessage("later");
        producer.send(message);

        session.commit();

        Message received = session().createConsumer(queue).receive(SOON);
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(message.getJMSDeliveryTime());
        assertThat(received.getJMSDeliveryTime()).isEqualTo(message.getJMSDeliveryTime());
    }

    @Test
    default void a_context_is_transacted_too() throws JMSException {
        Queue from = newQueue();
        Queue to = newQueue();
        given(from, "through");
        JMSContext context = context(JMSContext.SESSION_TRANSACTED);
        JMSConsumer consumer = context.createConsumer(from);
        context.createProducer().send(to, consumer.receiveBody(String.class, SOON));
        context.rollback();
        context.createProducer().send(to, consumer.receiveBody(String.class, SOON));

        context.commit();

        assertThat(context.getTransacted()).isTrue();
        assertThat(texts(session().createConsumer(to), 1)).containsExactly("through");
        assertThat(session().createConsumer(from).receive(NOTHING)).isNull();
    }
}
