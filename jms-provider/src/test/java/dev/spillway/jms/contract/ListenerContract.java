/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, sections 6.2 and 8.7: listeners. */
interface ListenerContract extends JmsFixture {

    private static String body(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException e) {
            throw new java.lang.IllegalStateException(e);
        }
    }

    private static void pause(CountDownLatch latch, long millis) {
        try {
            assertThat(latch.await(millis, TimeUnit.MILLISECONDS)).isNotNull();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    default void the_listeners_of_several_sessions_share_a_queue() throws JMSException {
        Queue queue = newQueue();
        Connection connection = connect();
        Set<String> received = ConcurrentHashMap.newKeySet();
        AtomicInteger calls = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            connection.createSession().createConsumer(queue).setMessageListener(message -> {
                calls.incrementAndGet();
                received.add(body(message));
            });
        }

        given(queue, IntStream.range(0, 200).mapToObj(i -> "m" + i).toArray(String[]::new));

        await().until(() -> received.size() == 200);
        assertThat(calls).hasValue(200);
    }

    @Test
    default void a_session_calls_its_listeners_one_at_a_time() throws JMSException {
        Queue first = newQueue();
        Queue second = newQueue();
        Session session = session();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        for (Queue queue : List.of(first, second)) {
            session.createConsumer(queue).setMessageListener(message -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                pause(never, 20);
                running.decrementAndGet();
                calls.incrementAndGet();
            });
        }

        given(first, "a", "b", "c");
        given(second, "d", "e", "f");

        await().until(() -> calls.get() == 6);
        assertThat(most).hasValue(1);
    }

    @Test
    default void a_message_whose_listener_threw_comes_again_counted() throws JMSException {
        Queue queue = newQueue();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        session().createConsumer(queue).setMessageListener(message -> {
            try {
                seen.add(message.getIntProperty("JMSXDeliveryCount") + " " + message.getJMSRedelivered());
            } catch (JMSException e) {
                throw new java.lang.IllegalStateException(e);
            }
            if (seen.size() == 1) {
                throw new java.lang.IllegalStateException("the first attempt fails");
            }
        });

        given(queue, "fragile");

        await().until(() -> seen.size() == 2);
        assertThat(seen).containsExactly("1 false", "2 true");
    }

    @Test
    default void a_listener_is_not_set_while_another_thread_receives() throws Exception {
        MessageConsumer consumer = session().createConsumer(newQueue());
        CompletableFuture<Message> received = CompletableFuture.supplyAsync(() -> {
            try {
                return consumer.receive();
            } catch (JMSException e) {
                throw new java.lang.IllegalStateException(e);
            }
        });

        // no listener is none, so nothing changes before the other thread receives
        await().until(() -> catchThrowable(() -> consumer.setMessageListener(null)) != null);

        assertThat(catchThrowable(() -> consumer.setMessageListener(message -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a receive on this consumer has not ended yet");
        consumer.close();
        assertThat(received.get(30, TimeUnit.SECONDS)).isNull();
    }

    @Test
    default void a_listener_slower_than_the_visibility_timeout_gets_its_message_once() throws JMSException {
        Queue queue = newQueue();
        Connection connection = connect("visibilityTimeout=2");
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            connection.createSession().createConsumer(queue).setMessageListener(message -> {
                calls.incrementAndGet();
                pause(never, 3_000);
                done.incrementAndGet();
            });
        }

        given(queue, "long work");

        await().until(() -> done.get() == 1);
        assertThat(calls).hasValue(1);
    }

    @Test
    default void stopping_waits_for_the_running_listener_and_ends_delivery() throws Exception {
        Queue queue = newQueue();
        Connection connection = connect();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        connection.createSession().createConsumer(queue).setMessageListener(message -> {
            running.countDown();
            pause(never, 300);
            done.incrementAndGet();
        });
        given(queue, "a", "b", "c", "d");
        assertThat(running.await(SOON, TimeUnit.MILLISECONDS)).isTrue();

        connection.stop();

        int afterStop = done.get();
        assertThat(afterStop).isPositive();
        assertThat(never.await(700, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(done).hasValue(afterStop);
        connection.start();
        await().until(() -> done.get() >= 4);
    }

    @Test
    default void a_listener_cant_close_or_stop_what_it_runs_in() throws JMSException {
        Queue queue = newQueue();
        Connection connection = connect();
        Session session = connection.createSession();
        List<Exception> refused = Collections.synchronizedList(new ArrayList<>());
        session.createConsumer(queue).setMessageListener(message -> {
            for (AutoCloseable call : List.<AutoCloseable>of(session, connection, connection::stop)) {
                try {
                    call.close();
                } catch (Exception e) {
                    refused.add(e);
                }
            }
        });

        given(queue, "try");

        await().until(() -> refused.size() == 3);
        assertThat(refused).allMatch(IllegalStateException.class::isInstance);
    }

    @Test
    default void a_listener_may_close_its_consumer() throws JMSException {
        Queue queue = newQueue();
        Session session = session();
        MessageConsumer consumer = session.createConsumer(queue);
        List<String> received = Collections.synchronizedList(new ArrayList<>());
        consumer.setMessageListener(message -> {
            received.add(body(message));
            try {
                consumer.close();
            } catch (JMSException e) {
                received.add(e.toString());
            }
        });

        given(queue, "only me");

        await().until(() -> received.size() == 1);
        assertThat(received).containsExactly("only me");
    }

    /** Closes while a listener runs that then does this; what the listener got thrown, {@code null} for nothing. */
    private Throwable inAListenerWhileItCloses(
            Queue queue, Session session, AutoCloseable closing, ThrowingCallable call) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Optional<Throwable>> thrown = new CompletableFuture<>();
        MessageConsumer consumer = session.createConsumer(queue);
        consumer.setMessageListener(message -> {
            running.countDown();
            pause(goOn, 30_000);
            thrown.complete(Optional.ofNullable(catchThrowable(call)));
        });
        given(queue, "the last one");
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> {
            try {
                closing.close();
            } catch (Exception e) {
                throw new java.lang.IllegalStateException(e);
            }
        });
        await().until(() -> catchThrowable(consumer::getMessageListener) != null);
        assertThat(closed).isNotDone();
        goOn.countDown();
        assertThat(closed).succeedsWithin(Duration.ofSeconds(30));
        return thrown.join().orElse(null);
    }

    @Test
    default void a_listener_that_runs_while_its_session_closes_still_commits() throws Exception {
        Queue queue = newQueue();
        Queue replies = newQueue();
        Connection connection = connect();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);

        Throwable thrown = inAListenerWhileItCloses(queue, session, session, () -> {
            session.createProducer(replies).send(session.createTextMessage("reply"));
            session.commit();
        });

        assertThat(thrown).isNull();
        assertThat(session().createConsumer(replies).receive(SOON)).isNotNull();
        awaitEmpty(queue);
    }

    @Test
    default void a_connection_closes_though_its_listeners_wait_for_messages_of_other_sessions() throws Exception {
        Connection connection = connect();
        CountDownLatch waiting = new CountDownLatch(4);
        List<Message> got = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 4; i++) {
            Queue queue = newQueue();
            given(queue, "a");
            MessageConsumer other = connection.createSession().createConsumer(newQueue());
            connection.createSession().createConsumer(queue).setMessageListener(message -> {
                waiting.countDown();
                try {
                    Message next = other.receive();
                    if (next != null) {
                        got.add(next);
                    }
                } catch (JMSException e) {
                    throw new java.lang.IllegalStateException(e);
                }
            });
        }
        assertThat(waiting.await(SOON, TimeUnit.MILLISECONDS)).isTrue();

        connection.close();

        assertThat(got).isEmpty();
    }

    @Test
    default void a_listener_that_runs_while_its_connection_closes_still_uses_it() throws Exception {
        Queue queue = newQueue();
        Queue replies = newQueue();
        Connection connection = connect();
        Session session = connection.createSession();

        Throwable thrown = inAListenerWhileItCloses(queue, session, connection, () -> {
            Session another = connection.createSession();
            another.createProducer(replies).send(another.createTextMessage("reply"));
        });

        assertThat(thrown).isNull();
        assertThat(session().createConsumer(replies).receive(SOON)).isNotNull();
        awaitEmpty(queue);
    }
}
