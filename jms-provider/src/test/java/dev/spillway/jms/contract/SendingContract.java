/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.CompletionListener;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, chapter 7: sending. */
interface SendingContract extends JmsFixture {

    /** Notes the texts of messages as they complete. */
    final class Notes implements CompletionListener {

        final List<String> completed = Collections.synchronizedList(new ArrayList<>());
        final List<Exception> failed = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch expected;

        Notes(int expected) {
            this.expected = new CountDownLatch(expected);
        }

        @Override
        public void onCompletion(Message message) {
            try {
                completed.add(message.getBody(String.class) + (message.getJMSMessageID() == null ? " without id" : ""));
            } catch (JMSException e) {
                failed.add(e);
            }
            expected.countDown();
        }

        @Override
        public void onException(Message message, Exception exception) {
            failed.add(exception);
            expected.countDown();
        }

        void await() throws InterruptedException {
            assertThat(expected.await(SOON, TimeUnit.MILLISECONDS)).isTrue();
        }
    }

    @Test
    default void a_producer_without_a_destination_sends_to_the_one_given() throws JMSException {
        Session session = session();
        Queue queue = newQueue();
        MessageProducer producer = session.createProducer(null);

        producer.send(queue, session.createTextMessage("there"));

        assertThat(session.createConsumer(queue).receive(SOON).getBody(String.class))
                .isEqualTo("there");
        assertThatThrownBy(() -> producer.send(session.createTextMessage("where?")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    default void a_queue_that_is_missing_is_an_invalid_destination() throws JMSException {
        Session session = session();
        Queue missing = session.createQueue("never-made");

        assertThatThrownBy(() -> session.createProducer(missing))
                .isInstanceOf(InvalidDestinationException.class)
                .hasMessageContaining("never-made");
        assertThatThrownBy(() -> session.createProducer(null).send(missing, session.createTextMessage("lost?")))
                .isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    default void asynchronous_sends_complete_one_by_one_in_the_order_of_the_calls() throws Exception {
        Session session = session();
        MessageProducer producer = session.createProducer(newQueue());
        Notes notes = new Notes(100);

        for (int i = 0; i < 100; i++) {
            producer.send(session.createTextMessage("m" + i), notes);
        }

        notes.await();
        assertThat(notes.failed).isEmpty();
        assertThat(notes.completed)
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(i -> "m" + i).toList());
    }

    @Test
    default void closing_a_session_waits_for_its_asynchronous_sends() throws Exception {
        Session session = session();
        MessageProducer producer = session.createProducer(newQueue());
        Notes notes = new Notes(30);
        for (int i = 0; i < 30; i++) {
            producer.send(session.createTextMessage("m" + i), notes);
        }

        session.close();

        assertThat(notes.completed).hasSize(30);
    }

    @Test
    default void an_asynchronous_send_that_fails_tells_its_listener() throws Exception {
        Session session = session();
        Notes notes = new Notes(1);

        session.createProducer(null).send(session.createQueue("never-made"), session.createTextMessage("lost?"), notes);

        notes.await();
        assertThat(notes.completed).isEmpty();
        assertThat(notes.failed).singleElement().isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    default void a_delayed_message_comes_after_its_delay() throws JMSException {
        Session session = session();
        Queue queue = newQueue();
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryDelay(2_000);
        Message sent = session.createTextMessage("later");

        producer.send(sent);
        Message received = session.createConsumer(queue).receive(SOON);

        // the service's clock may stand a little before ours
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(sent.getJMSDeliveryTime() - 50);
        assertThat(received.getJMSDeliveryTime()).isEqualTo(sent.getJMSDeliveryTime());
    }

    @Test
    default void a_message_that_has_expired_is_not_delivered() throws Exception {
        Session session = session();
        Queue queue = newQueue();
        MessageProducer producer = session.createProducer(queue);
        producer.setTimeToLive(1);
        producer.send(session.createTextMessage("stale"));
        producer.setTimeToLive(0);
        await().pollDelay(Duration.ofMillis(20)).until(() -> true);
        producer.send(session.createTextMessage("fresh"));
        MessageConsumer consumer = session.createConsumer(queue);

        assertThat(consumer.receive(SOON).getBody(String.class)).isEqualTo("fresh");
        assertThat(consumer.receive(500)).isNull();
    }

    @Test
    default void a_message_with_the_longest_time_to_live_is_delivered() throws JMSException {
        Session session = session();
        Queue queue = newQueue();
        MessageProducer producer = session.createProducer(queue);
        producer.setTimeToLive(Long.MAX_VALUE);

        producer.send(session.createTextMessage("for ever"));

        Message received = session.createConsumer(queue).receive(SOON);
        assertThat(received.getBody(String.class)).isEqualTo("for ever");
        assertThat(received.getJMSExpiration()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    default void a_message_that_is_too_large_is_refused_and_names_the_limit() throws JMSException {
        Session session = session();
        MessageProducer producer = session.createProducer(newQueue());

        assertThatThrownBy(() -> producer.send(session.createTextMessage("x".repeat(1_048_577))))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("1048576");
    }

    @Test
    default void messages_that_are_large_together_go_in_as_many_batches_as_it_takes() throws Exception {
        Session session = session();
        Queue queue = newQueue();
        MessageProducer producer = session.createProducer(queue);
        Notes notes = new Notes(12);

        for (int i = 0; i < 12; i++) {
            producer.send(session.createTextMessage(i + "x".repeat(200_000)), notes);
        }

        notes.await();
        assertThat(notes.failed).isEmpty();
        assertThat(notes.completed).hasSize(12);
    }
}
