/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, chapter 11: connection consumers, for application servers. */
interface ServerSessionContract extends JmsFixture {

    /** A pool of some sessions, each of which runs on a thread of its own when it is started. */
    final class Pool implements ServerSessionPool {

        private final BlockingQueue<ServerSession> free = new LinkedBlockingQueue<>();

        private final Consumer<Runnable> around;

        Pool(List<Session> sessions) {
            this(sessions, Runnable::run);
        }

        /** @param around calls what runs a session */
        Pool(List<Session> sessions, Consumer<Runnable> around) {
            this.around = around;
            sessions.forEach(session -> free.add(new Pooled(session)));
        }

        @Override
        public ServerSession getServerSession() throws JMSException {
            try {
                return free.take();
            } catch (InterruptedException e) {
                throw new JMSException("interrupted");
            }
        }

        private final class Pooled implements ServerSession {

            private final Session session;

            Pooled(Session session) {
                this.session = session;
            }

            @Override
            public Session getSession() {
                return session;
            }

            @Override
            public void start() {
                new Thread(() -> {
                            around.accept(session);
                            free.add(this);
                        })
                        .start();
            }
        }
    }

    private static Session listening(Connection connection, int mode, List<Message> received) throws JMSException {
        Session session = connection.createSession(mode);
        session.setMessageListener(received::add);
        return session;
    }

    @Test
    default void a_connection_consumer_gives_messages_to_the_sessions_of_the_pool() throws JMSException {
        Queue queue = newQueue();
        Connection connection = connect();
        List<Message> received = new CopyOnWriteArrayList<>();
        Pool pool = new Pool(List.of(
                listening(connection, Session.AUTO_ACKNOWLEDGE, received),
                listening(connection, Session.AUTO_ACKNOWLEDGE, received)));
        ConnectionConsumer consumer = connection.createConnectionConsumer(queue, null, pool, 1);
        assertThat(consumer.getServerSessionPool()).isSameAs(pool);

        given(queue, "a", "b", "c");
        await().until(() -> received.size() == 3);

        connection.close();
        assertThat(session().createConsumer(queue).receive(300)).isNull();
    }

    @Test
    default void a_session_of_the_pool_gets_no_message_that_has_expired() throws JMSException {
        Queue queue = newQueue();
        Session session = session();
        MessageProducer producer = session.createProducer(queue);
        Message stale = session.createTextMessage("stale");
        producer.setTimeToLive(1);
        producer.send(stale);
        long expiration = stale.getJMSExpiration();
        await().until(() -> System.currentTimeMillis() > expiration);
        Connection connection = connect();
        List<Message> received = new CopyOnWriteArrayList<>();
        Pool pool = new Pool(List.of(listening(connection, Session.AUTO_ACKNOWLEDGE, received)));
        connection.createConnectionConsumer(queue, null, pool, 10);

        awaitEmpty(queue);

        assertThat(received).isEmpty();
    }

    @Test
    default void a_listener_that_throws_gets_the_message_again() throws JMSException {
        Queue queue = newQueue();
        Connection connection = connect();
        Session session = connection.createSession();
        List<Integer> counts = new CopyOnWriteArrayList<>();
        session.setMessageListener(message -> {
            try {
                counts.add(message.getIntProperty("JMSXDeliveryCount"));
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
            if (counts.size() == 1) {
                throw new IllegalArgumentException("the first time fails, on purpose");
            }
        });
        connection.createConnectionConsumer(queue, null, new Pool(List.of(session)), 1);

        given(queue, "a");

        await().untilAsserted(() -> assertThat(counts).containsExactly(1, 2));
    }

    @Test
    default void a_connection_consumer_selects() throws JMSException {
        Queue queue = newQueue();
        Connection connection = connect();
        List<Message> received = new CopyOnWriteArrayList<>();
        connection.createConnectionConsumer(
                queue,
                "JMSType = 'order'",
                new Pool(List.of(listening(connection, Session.AUTO_ACKNOWLEDGE, received))),
                1);
        given(queue, "no order");
        Session session = session();
        Message order = session.createMessage();
        order.setJMSType("order");

        session.createProducer(queue).send(order);

        await().until(() -> received.size() == 1);
        assertThat(received.get(0).getJMSType()).isEqualTo("order");
    }

    @Test
    default void a_session_gets_several_messages_at_once_where_they_are_there_and_no_more_than_allowed()
            throws JMSException {
        Queue queue = newQueue();
        Connection connection = connect();
        List<Message> received = new CopyOnWriteArrayList<>();
        List<Integer> loads = new CopyOnWriteArrayList<>();
        Session session = listening(connection, Session.AUTO_ACKNOWLEDGE, received);
        Pool pool = new Pool(List.of(session), run -> {
            int before = received.size();
            run.run();
            loads.add(received.size() - before);
        });
        given(queue, IntStream.range(0, 60).mapToObj(i -> "m" + i).toArray(String[]::new));

        connection.createConnectionConsumer(queue, null, pool, 3);

        await().until(() -> loads.stream().mapToInt(load -> load).sum() == 60);
        assertThat(loads).allMatch(load -> load <= 3).contains(3);
    }

    @Test
    default void the_sessions_of_a_pool_handle_a_group_in_order_and_one_at_a_time() throws JMSException {
        Queue queue = newFifoQueue();
        Connection connection = connect();
        List<String> handled = new CopyOnWriteArrayList<>();
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Session session = connection.createSession();
            session.setMessageListener(message -> {
                if (busy.incrementAndGet() > 1) {
                    overlaps.incrementAndGet();
                }
                handled.add(text(message));
                busy.decrementAndGet();
            });
            sessions.add(session);
        }
        String[] texts = IntStream.range(0, 20).mapToObj(i -> "m" + i).toArray(String[]::new);
        given(queue, texts);

        connection.createConnectionConsumer(queue, null, new Pool(sessions), 2);

        await().until(() -> handled.size() >= 20);
        assertThat(handled).containsExactly(texts);
        assertThat(overlaps).hasValue(0);
    }

    private static String text(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    default void a_session_has_either_consumers_or_a_listener_of_its_own() throws JMSException {
        Queue queue = newQueue();
        Session consuming = session();
        consuming.createConsumer(queue);
        Session listening = session();
        listening.setMessageListener(message -> {});

        assertThat(listening.getMessageListener()).isNotNull();
        assertThat(consuming.getMessageListener()).isNull();
        assertThatThrownBy(() -> consuming.setMessageListener(message -> {})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> listening.createConsumer(queue)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void a_pool_that_gives_no_session_is_told_to_the_exception_listener() throws JMSException {
        Queue queue = newQueue();
        Connection connection = connect();
        List<JMSException> told = new CopyOnWriteArrayList<>();
        connection.setExceptionListener(told::add);
        connection.createConnectionConsumer(queue, null, () -> null, 1);

        given(queue, "a");

        await().until(() -> !told.isEmpty());
        assertThat(told.get(0)).hasMessageContaining("gave no session");
    }

    @Test
    default void a_connection_consumer_is_refused_what_it_can_not_do() throws JMSException {
        Queue queue = newQueue();
        Connection connection = connect();
        Pool pool = new Pool(List.of());

        assertThatThrownBy(() -> connection.createConnectionConsumer((Queue) null, null, pool, 1))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> connection.createConnectionConsumer(queue, "=", pool, 1))
                .isInstanceOf(InvalidSelectorException.class);
        assertThatThrownBy(() -> connection.createConnectionConsumer(queue, null, null, 1))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> connection.createConnectionConsumer(queue, null, pool, 0))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("maxMessages");
        ConnectionConsumer closed = connection.createConnectionConsumer(queue, null, pool, 1);
        closed.close();
        closed.close();
        assertThatThrownBy(closed::getServerSessionPool).isInstanceOf(IllegalStateException.class);
    }
}
