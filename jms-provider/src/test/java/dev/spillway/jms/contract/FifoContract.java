/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** FIFO queues: JMSXGroupID is the message group, and its order is kept whatever happens. */
interface FifoContract extends JmsFixture {

    @Test
    default void messages_of_a_group_come_in_the_order_of_their_sends() throws JMSException {
        Queue queue = newFifoQueue();
        grouped(queue, "a", numbered(1, 25));

        assertThat(texts(session().createConsumer(queue), 25)).containsExactly(numbered(1, 25));
    }

    @Test
    default void messages_without_a_group_keep_the_order_of_their_session() throws JMSException {
        Queue queue = newFifoQueue();
        given(queue, numbered(1, 12));

        assertThat(texts(session().createConsumer(queue), 12)).containsExactly(numbered(1, 12));
    }

    @Test
    default void a_group_is_handled_in_order_and_by_one_listener_at_a_time() throws JMSException {
        Queue queue = newFifoQueue();
        Map<String, List<String>> handled = new ConcurrentHashMap<>();
        Set<String> busy = ConcurrentHashMap.newKeySet();
        List<String> overlaps = new CopyOnWriteArrayList<>();
        for (String group : List.of("a", "b", "c")) {
            grouped(queue, group, numbered(1, 12));
        }

        Connection connection = connect();
        for (int i = 0; i < 4; i++) {
            connection.createSession().createConsumer(queue).setMessageListener(message -> {
                String group = property(message, "JMSXGroupID");
                if (!busy.add(group)) {
                    overlaps.add(group);
                }
                handled.computeIfAbsent(group, key -> new CopyOnWriteArrayList<>())
                        .add(text(message));
                busy.remove(group);
            });
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> handled.values().stream().mapToInt(List::size).sum() >= 36);
        assertThat(handled).allSatisfy((group, texts) -> assertThat(texts).containsExactly(numbered(1, 12)));
        assertThat(overlaps).isEmpty();
    }

    @Test
    default void a_group_that_one_session_has_open_does_not_hold_up_another_group() throws JMSException {
        Queue queue = newFifoQueue();
        grouped(queue, "a", numbered(1, 3));
        Connection connection = connect();
        Session first = connection.createSession(Session.SESSION_TRANSACTED);
        assertThat(text(first.createConsumer(queue).receive(SOON))).isEqualTo("1");
        grouped(queue, "b", "other");

        MessageConsumer second = connection.createSession().createConsumer(queue);

        assertThat(text(second.receive(SOON))).isEqualTo("other");
        assertThat(second.receiveNoWait()).isNull();
    }

    @Test
    default void a_rollback_gives_back_the_rest_of_the_group_too() throws JMSException {
        Queue queue = newFifoQueue();
        grouped(queue, "a", numbered(1, 4));
        Session session = session(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(texts(consumer, 2)).containsExactly("1", "2");

        session.rollback();

        for (String text : numbered(1, 4)) {
            assertThat(text(consumer.receive(SOON))).isEqualTo(text);
            session.commit();
        }
    }

    @Test
    default void a_recovered_session_gets_the_group_in_order_again() throws JMSException {
        Queue queue = newFifoQueue();
        grouped(queue, "a", numbered(1, 4));
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(texts(consumer, 2)).containsExactly("1", "2");

        session.recover();

        for (String text : numbered(1, 4)) {
            Message message = consumer.receive(SOON);
            assertThat(text(message)).isEqualTo(text);
            message.acknowledge();
        }
    }

    @Test
    default void what_follows_a_message_whose_listener_threw_waits_for_it() throws JMSException {
        Queue queue = newFifoQueue();
        grouped(queue, "a", numbered(1, 3));
        List<String> handled = new CopyOnWriteArrayList<>();

        session().createConsumer(queue).setMessageListener(message -> {
            handled.add(text(message));
            if (handled.size() == 1) {
                throw new IllegalStateException("as the test wants");
            }
        });

        await().atMost(Duration.ofSeconds(30)).until(() -> handled.size() >= 4);
        assertThat(handled).containsExactly("1", "1", "2", "3");
    }

    @Test
    default void a_transaction_sends_in_order() throws JMSException {
        Queue queue = newFifoQueue();
        Session session = session(Session.SESSION_TRANSACTED);
        send(session, queue, "a", numbered(1, 13));
        session.commit();

        assertThat(texts(session().createConsumer(queue), 13)).containsExactly(numbered(1, 13));
    }

    @Test
    default void a_message_with_a_deduplication_id_that_was_sent_before_is_stored_once() throws JMSException {
        Queue queue = newFifoQueue();
        Session session = session();
        MessageProducer producer = session.createProducer(queue);
        for (String text : List.of("first", "second")) {
            TextMessage message = session.createTextMessage(text);
            message.setStringProperty("JMSXGroupID", "a");
            message.setStringProperty("JMS_SQS_DeduplicationId", "order-1");
            producer.send(message);
        }
        grouped(queue, "a", "third");

        MessageConsumer consumer = session().createConsumer(queue);
        Message first = consumer.receive(SOON);

        assertThat(text(first)).isEqualTo("first");
        assertThat(first.getStringProperty("JMS_SQS_DeduplicationId")).isEqualTo("order-1");
        assertThat(text(consumer.receive(SOON))).isEqualTo("third");
    }

    @Test
    default void equal_messages_are_stored_each() throws JMSException {
        Queue queue = newFifoQueue();
        grouped(queue, "a", "same", "same");

        assertThat(texts(session().createConsumer(queue), 2)).containsExactly("same", "same");
    }

    @Test
    default void a_received_message_that_is_sent_on_to_its_queue_is_stored_again() throws JMSException {
        Queue queue = newFifoQueue();
        grouped(queue, "a", "again");
        Session session = session();
        MessageConsumer consumer = session.createConsumer(queue);

        session.createProducer(queue).send(consumer.receive(SOON));

        assertThat(text(consumer.receive(SOON))).isEqualTo("again");
    }

    @Test
    default void messages_tell_their_sequence_numbers() throws JMSException {
        Queue queue = newFifoQueue();
        grouped(queue, "a", "1", "2");
        MessageConsumer consumer = session().createConsumer(queue);

        String first = property(consumer.receive(SOON), "JMS_SQS_SequenceNumber");

        assertThat(property(consumer.receive(SOON), "JMS_SQS_SequenceNumber")).isGreaterThan(first);
    }

    @Test
    default void group_and_position_travel_whatever_the_group_is_called() throws JMSException {
        Queue queue = newFifoQueue();
        Session session = session();
        TextMessage message = session.createTextMessage("x");
        message.setStringProperty("JMSXGroupID", "Müller & Söhne");
        message.setIntProperty("JMSXGroupSeq", 7);
        session.createProducer(queue).send(message);

        Message received = session.createConsumer(queue).receive(SOON);

        assertThat(property(received, "JMSXGroupID")).isEqualTo("Müller & Söhne");
        assertThat(received.getIntProperty("JMSXGroupSeq")).isEqualTo(7);
    }

    @Test
    default void other_clients_see_group_and_deduplication_id_where_sqs_has_them() throws JMSException {
        Queue queue = newFifoQueue();
        String name = queue.getQueueName();
        grouped(queue, "customer-7", "x");
        String url =
                sqs().getQueueUrl(request -> request.queueName(name)).join().queueUrl();

        var message = sqs().receiveMessage(request -> request.queueUrl(url)
                        .waitTimeSeconds(5)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .join()
                .messages()
                .get(0);

        assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "customer-7")
                .containsKey(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID);
    }

    @Test
    default void a_delay_of_a_single_message_is_refused() throws JMSException {
        Session session = session();
        MessageProducer producer = session.createProducer(newFifoQueue());
        producer.setDeliveryDelay(1_000);

        assertThatThrownBy(() -> producer.send(session.createMessage()))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("FIFO")
                .hasMessageContaining("DelaySeconds");
    }

    @Test
    default void a_deduplication_id_that_sqs_does_not_allow_is_refused() throws JMSException {
        Session session = session();
        MessageProducer producer = session.createProducer(newFifoQueue());
        Message message = session.createMessage();
        message.setStringProperty("JMS_SQS_DeduplicationId", "two words");

        assertThatThrownBy(() -> producer.send(message))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("'two words'")
                .hasMessageContaining("1 to 128");
    }

    private void grouped(Queue queue, String group, String... texts) throws JMSException {
        send(session(), queue, group, texts);
    }

    private static void send(Session session, Queue queue, String group, String... texts) throws JMSException {
        MessageProducer producer = session.createProducer(queue);
        for (String text : texts) {
            TextMessage message = session.createTextMessage(text);
            if (group != null) {
                message.setStringProperty("JMSXGroupID", group);
            }
            producer.send(message);
        }
    }

    private static String[] numbered(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toArray(String[]::new);
    }

    private static String text(Message message) {
        try {
            return message == null ? null : message.getBody(String.class);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String property(Message message, String name) {
        try {
            return message.getStringProperty(name);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
