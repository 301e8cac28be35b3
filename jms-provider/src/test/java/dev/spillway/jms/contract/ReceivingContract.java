/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, chapter 8: receiving with {@code receive}. */
interface ReceivingContract extends JmsFixture {

    @Test
    default void receive_waits_until_a_message_comes() throws Exception {
        Queue queue = newQueue();
        MessageConsumer consumer = session().createConsumer(queue);
        CompletableFuture<Message> received = CompletableFuture.supplyAsync(() -> {
            try {
                return consumer.receive();
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        });

        given(queue, "at last");

        assertThat(received)
                .succeedsWithin(Duration.ofMillis(SOON))
                .extracting(message -> body(message))
                .isEqualTo("at last");
    }

    private static String body(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    default void receive_gives_up_when_its_time_is_over() throws JMSException {
        MessageConsumer consumer = session().createConsumer(newQueue());
        long before = System.nanoTime();

        assertThat(consumer.receive(300)).isNull();

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(290), Duration.ofSeconds(15));
    }

    @Test
    default void receiveNoWait_takes_what_is_there_and_doesnt_wait_for_more() throws JMSException {
        Queue queue = newQueue();
        given(queue, "here");
        MessageConsumer consumer = session().createConsumer(queue);

        assertThat(consumer.receiveNoWait().getBody(String.class)).isEqualTo("here");
        assertThat(consumer.receiveNoWait()).isNull();
    }

    @Test
    default void every_message_is_received_once() throws JMSException {
        Queue queue = newQueue();
        given(queue, IntStream.range(0, 60).mapToObj(i -> "m" + i).toArray(String[]::new));
        MessageConsumer consumer = session().createConsumer(queue);
        Set<String> received = new HashSet<>();

        for (int i = 0; i < 60; i++) {
            received.add(consumer.receive(SOON).getBody(String.class));
        }

        assertThat(received).hasSize(60);
        assertThat(consumer.receive(300)).isNull();
    }

    @Test
    default void a_connection_that_is_stopped_delivers_nothing() throws JMSException {
        Queue queue = newQueue();
        given(queue, "wait for the start");
        Connection connection = connect();
        connection.stop();
        MessageConsumer consumer = connection.createSession().createConsumer(queue);

        assertThat(consumer.receiveNoWait()).isNull();
        assertThat(consumer.receive(300)).isNull();

        connection.start();
        assertThat(consumer.receive(SOON)).isNotNull();
    }

    @Test
    default void what_one_connection_held_ready_when_it_closed_goes_to_the_next_at_once() throws JMSException {
        Queue queue = newQueue();
        given(queue, IntStream.range(0, 30).mapToObj(i -> "m" + i).toArray(String[]::new));
        Connection first = connect();
        MessageConsumer hoarder = first.createSession().createConsumer(queue);
        Set<String> received = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            received.add(hoarder.receive(SOON).getBody(String.class));
        }

        first.close();

        MessageConsumer next = session().createConsumer(queue);
        for (int i = 5; i < 30; i++) {
            received.add(next.receive(SOON).getBody(String.class));
        }
        assertThat(received).hasSize(30);
    }

    @Test
    default void a_consumer_of_a_queue_that_is_missing_is_refused() throws JMSException {
        Session session = session();

        assertThatThrownBy(() -> session.createConsumer(session.createQueue("never-made")))
                .isInstanceOf(InvalidDestinationException.class)
                .hasMessageContaining("never-made");
    }

    @Test
    default void a_queue_is_made_on_use_where_that_is_asked_for() throws JMSException {
        Session session = connect("createDestinations=true").createSession();
        Queue queue = session.createQueue("made-" + System.nanoTime());

        session.createProducer(queue).send(session.createTextMessage("first"));

        assertThat(session.createConsumer(queue).receive(SOON)).isNotNull();
    }
}
