/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, section 6.2.7 and what other sections say of transacted sessions: what they receive. */
interface TransactedReceivingContract extends JmsFixture {

    @Test
    default void what_was_consumed_is_gone_after_the_commit() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a", "b", "c");
        Connection connection = connect();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        texts(session.createConsumer(queue), 3);

        session.commit();
        connection.close();

        awaitEmpty(queue);
    }

    @Test
    default void what_was_consumed_comes_back_after_a_rollback_counted() throws JMSException {
        Queue queue = newQueue();
        given(queue, "again");
        Session session = transacted();
        MessageConsumer consumer = session.createConsumer(queue);
        List<Integer> counts = new ArrayList<>();
        List<Boolean> redelivered = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Message message = consumer.receive(SOON);
            counts.add(message.getIntProperty("JMSXDeliveryCount"));
            redelivered.add(message.getJMSRedelivered());
            session.rollback();
        }

        assertThat(counts).containsExactly(1, 2, 3);
        assertThat(redelivered).containsExactly(false, true, true);
    }

    @Test
    default void what_is_rolled_back_again_and_again_takes_longer_to_come_back() throws JMSException {
        Queue queue = newQueue();
        given(queue, "stubborn");
        Session session = transacted();
        MessageConsumer consumer = session.createConsumer(queue);
        texts(consumer, 1);
        session.rollback();
        texts(consumer, 1);

        session.rollback();
        long before = System.nanoTime();

        texts(consumer, 1);
        assertThat(System.nanoTime() - before).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(700));
    }

    @Test
    default void a_transaction_that_stays_open_longer_than_the_visibility_timeout_keeps_its_messages()
            throws JMSException {
        Queue queue = newQueue();
        given(queue, "mine");
        Session session = connect("visibilityTimeout=2").createSession(true, Session.SESSION_TRANSACTED);
        texts(session.createConsumer(queue), 1);

        assertThat(session().createConsumer(queue).receive(3_000)).isNull();
        session.commit();

        assertThat(session().createConsumer(queue).receive(NOTHING)).isNull();
    }

    @Test
    default void what_a_closed_consumer_has_received_is_committed_with_its_session() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a");
        Session session = connect().createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(queue);
        texts(consumer, 1);
        consumer.close();

        session.commit();

        awaitEmpty(queue);
    }

    @Test
    default void a_listener_commits_and_rolls_back_by_its_session() throws JMSException {
        Queue queue = newQueue();
        Session session = transacted();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        session.createConsumer(queue).setMessageListener(message -> {
            try {
                boolean again = message.getJMSRedelivered();
                seen.add(message.getBody(String.class) + (again ? " again" : ""));
                if (again) {
                    session.commit();
                } else {
                    session.rollback();
                }
            } catch (JMSException e) {
                seen.add(e.toString());
            }
        });

        given(queue, "a", "b");

        await().until(() -> seen.size() == 4);
        assertThat(seen).containsExactlyInAnyOrder("a", "b", "a again", "b again");
    }

    @Test
    default void a_listener_that_throws_leaves_its_message_in_the_transaction() throws JMSException {
        Queue queue = newQueue();
        Session session = connect().createSession(true, Session.SESSION_TRANSACTED);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> committed = new CompletableFuture<>();
        session.createConsumer(queue).setMessageListener(message -> {
            try {
                seen.add(message.getBody(String.class));
                if (seen.size() == 1) {
                    throw new IllegalStateException("thrown by the first call");
                }
                session.commit();
                committed.complete(null);
            } catch (JMSException e) {
                committed.completeExceptionally(e);
            }
        });

        given(queue, "a", "b");

        assertThat(committed).succeedsWithin(SOON, TimeUnit.MILLISECONDS);
        session.close();
        assertThat(seen).containsExactlyInAnyOrder("a", "b");
        awaitEmpty(queue);
    }

    @Test
    default void acknowledging_in_a_transacted_session_does_nothing() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a");
        Session session = transacted();
        MessageConsumer consumer = session.createConsumer(queue);

        consumer.receive(SOON).acknowledge();
        session.rollback();

        assertThat(texts(consumer, 1)).containsExactly("a");
    }

    @Test
    default void a_body_of_another_type_counts_as_received_in_a_transaction() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a text");
        JMSContext context = context(JMSContext.SESSION_TRANSACTED);
        JMSConsumer consumer = context.createConsumer(queue);
        assertThatThrownBy(() -> consumer.receiveBody(byte[].class, SOON))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThat(consumer.receive(NOTHING)).isNull();

        context.rollback();

        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("a text");
    }
}
