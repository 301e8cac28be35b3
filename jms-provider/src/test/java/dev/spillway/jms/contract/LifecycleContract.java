/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, chapter 6: connections, sessions, and their ends. */
interface LifecycleContract extends JmsFixture {

    /** Long polls wait for 20 s; a busy machine may take some of them for anything. */
    Duration FAR_FROM_A_LONG_POLL = Duration.ofSeconds(10);

    private static Duration timeOf(AutoCloseable call) throws Exception {
        long before = System.nanoTime();
        call.close();
        return Duration.ofNanos(System.nanoTime() - before);
    }

    @Test
    default void close_does_not_wait_for_the_long_polls_of_consumers() throws Exception {
        Connection connection = connect();
        List<CompletableFuture<Object>> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            MessageConsumer consumer = connection.createSession().createConsumer(newQueue());
            waiting.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return consumer.receive();
                        } catch (JMSException e) {
                            return e;
                        }
                    },
                    task -> new Thread(task).start()));
        }
        Session listening = connection.createSession();
        listening.createConsumer(newQueue()).setMessageListener(message -> {});
        org.awaitility.Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);

        assertThat(timeOf(connection)).isLessThan(FAR_FROM_A_LONG_POLL);

        assertThat(waiting)
                .allSatisfy(each ->
                        assertThat(each).succeedsWithin(FAR_FROM_A_LONG_POLL).isNull());
    }

    @Test
    default void closing_one_consumer_leaves_the_others_receiving() throws Exception {
        Queue queue = newQueue();
        Session session = session();
        MessageConsumer first = session.createConsumer(queue);
        MessageConsumer second = session.createConsumer(queue);
        assertThat(first.receive(100)).isNull();

        assertThat(timeOf(first)).isLessThan(FAR_FROM_A_LONG_POLL);

        given(queue, "for the second");
        assertThat(second.receive(SOON)).isNotNull();
    }

    @Test
    default void a_client_id_is_set_before_the_connection_is_used() throws JMSException {
        Connection connection = factory().createConnection();
        try {
            connection.setClientID("shipping");

            assertThat(connection.getClientID()).isEqualTo("shipping");
            assertThatThrownBy(() -> connection.setClientID("another")).isInstanceOf(IllegalStateException.class);
        } finally {
            connection.close();
        }
        Connection used = connect();
        assertThatThrownBy(() -> used.setClientID("late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void a_connection_that_was_looked_at_or_stopped_has_not_been_used_yet() throws JMSException {
        try (Connection connection = factory().createConnection()) {
            connection.stop();
            connection.getMetaData();
            connection.setExceptionListener(connection.getExceptionListener());

            connection.setClientID("unused");

            assertThat(connection.getClientID()).isEqualTo("unused");
        }
    }

    @Test
    default void a_client_id_belongs_to_one_connection_to_the_service_at_a_time_whichever_factory_made_it()
            throws JMSException {
        try (Connection first = factory().createConnection();
                Connection second = factory("prefetch=1").createConnection()) {
            first.setClientID("shipping");

            assertThatThrownBy(() -> second.setClientID("shipping")).isInstanceOf(InvalidClientIDException.class);
            assertThatThrownBy(() -> second.setClientID("")).isInstanceOf(InvalidClientIDException.class);
            first.close();
            second.setClientID("shipping");

            assertThat(second.getClientID()).isEqualTo("shipping");
        }
    }

    @Test
    default void the_connection_says_what_it_is() throws JMSException {
        assertThat(connect().getMetaData().getJMSVersion()).isEqualTo("3.1");
        assertThat(connect().getMetaData().getJMSProviderName()).isEqualTo("Spillway");
    }

    @Test
    default void a_factory_serves_again_after_its_last_connection_has_closed() throws JMSException {
        Queue queue = newQueue();
        var factory = factory();
        for (int i = 0; i < 3; i++) {
            try (Connection connection = factory.createConnection()) {
                Session session = connection.createSession();
                session.createProducer(queue).send(session.createTextMessage("n" + i));
            }
        }

        assertThat(session().createConsumer(queue).receive(SOON)).isNotNull();
    }

    @Test
    default void closing_the_factory_closes_its_connections() throws JMSException {
        Queue queue = newQueue();
        var factory = factory();
        Connection connection = factory.createConnection();
        connection.start();
        MessageConsumer consumer = connection.createSession().createConsumer(queue);
        assertThat(consumer.receive(10)).isNull();

        factory.close();

        assertThatThrownBy(() -> consumer.receive(10)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(factory::createConnection).isInstanceOf(IllegalStateException.class);
    }
}
