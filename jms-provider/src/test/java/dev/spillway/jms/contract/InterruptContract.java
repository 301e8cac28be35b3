/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What happens on a thread that was interrupted: it waits for nothing, and what doesn't wait is done. */
interface InterruptContract extends JmsFixture {

    /** A call on an interrupted thread. */
    @FunctionalInterface
    interface Call {
        void run() throws JMSException;
    }

    private static void interrupted(Call call) throws JMSException {
        Thread.currentThread().interrupt();
        boolean still;
        try {
            call.run();
        } finally {
            still = Thread.interrupted();
        }
        assertThat(still).as("the interrupt is still there").isTrue();
    }

    @Test
    default void a_receive_does_not_wait() throws JMSException {
        MessageConsumer consumer = session().createConsumer(newQueue());

        interrupted(() -> assertThatThrownBy(() -> consumer.receive(SOON))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("interrupted"));
    }

    @Test
    default void a_commit_sends_and_acknowledges() throws JMSException {
        Queue from = newQueue();
        Queue to = newQueue();
        given(from, "in");
        Session session = transacted();
        texts(session.createConsumer(from), 1);
        session.createProducer(to).send(session.createTextMessage("out"));

        interrupted(session::commit);

        assertThat(texts(session().createConsumer(to), 1)).containsExactly("out");
        awaitEmpty(from);
    }

    @Test
    default void a_rollback_and_a_close_give_messages_back() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a", "b");
        Session session = transacted();
        MessageConsumer consumer = session.createConsumer(queue);
        texts(consumer, 2);

        interrupted(session::rollback);
        assertThat(texts(consumer, 2)).containsExactlyInAnyOrder("a", "b");
        interrupted(session::close);

        assertThat(texts(session().createConsumer(queue), 2)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    default void a_connection_closes_when_all_that_was_acknowledged_is_deleted() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a", "b", "c");
        Connection connection = connect();
        texts(connection.createSession().createConsumer(queue), 3);

        interrupted(connection::close);

        awaitEmpty(queue);
    }

    @Test
    default void what_a_listener_has_handled_is_acknowledged() throws Exception {
        Queue queue = newQueue();
        given(queue, "a", "b", "c");
        Connection connection = connect();
        CountDownLatch handled = new CountDownLatch(3);
        connection.createSession().createConsumer(queue).setMessageListener(message -> {
            handled.countDown();
            Thread.currentThread().interrupt();
        });
        assertThat(handled.await(SOON, TimeUnit.MILLISECONDS)).isTrue();

        connection.close();

        awaitEmpty(queue);
    }
}
