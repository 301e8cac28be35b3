/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jakarta Messaging 3.1, section 6.2.9: the order of what a session sends to a queue, where the service keeps it on
 * standard queues too. SQS itself promises it for FIFO queues only.
 */
interface OrderContract extends JmsFixture {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void what_a_session_has_sent_one_by_one_comes_in_that_order(boolean transacted) throws JMSException {
        Session session = connect().createSession(transacted, Session.AUTO_ACKNOWLEDGE);
        Queue queue = newQueue();
        MessageProducer producer = session.createProducer(queue);
        for (int i = 0; i < 5; i++) {
            producer.send(session.createTextMessage("m" + i));
        }
        if (transacted) {
            session.commit();
        }

        MessageConsumer consumer = session().createConsumer(queue);

        for (int i = 0; i < 5; i++) {
            assertThat(consumer.receive(SOON).getBody(String.class)).isEqualTo("m" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "number >= 0"})
    default void a_lone_consumer_gets_a_backlog_in_the_order_of_its_sending(String selector) throws JMSException {
        int many = 120;
        Session session = session();
        Queue queue = newQueue();
        MessageProducer producer = session.createProducer(queue);
        for (int i = 0; i < many; i++) {
            Message message = session.createMessage();
            message.setIntProperty("number", i);
            producer.send(message);
        }
        MessageConsumer consumer = session.createConsumer(queue, selector);
        List<Integer> numbers = new ArrayList<>();

        for (int i = 0; i < many; i++) {
            numbers.add(consumer.receive(SOON).getIntProperty("number"));
        }

        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.range(0, many).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void what_a_lone_consumer_gives_back_comes_again_first_and_in_its_order(boolean transacted)
            throws JMSException {
        Queue queue = newQueue();
        given(queue, IntStream.range(0, 12).mapToObj(i -> "m" + i).toArray(String[]::new));
        Session session = connect().createSession(transacted ? Session.SESSION_TRANSACTED : Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(texts(consumer, 5)).containsExactly("m0", "m1", "m2", "m3", "m4");

        if (transacted) {
            session.rollback();
        } else {
            session.recover();
        }

        assertThat(texts(consumer, 5)).containsExactly("m0", "m1", "m2", "m3", "m4");
        assertThat(texts(consumer, 7)).containsExactlyInAnyOrder("m5", "m6", "m7", "m8", "m9", "m10", "m11");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void what_a_lone_consumer_gives_back_comes_again_in_its_order_however_much_it_is(boolean transacted)
            throws JMSException {
        Queue queue = newQueue();
        String[] sent = IntStream.range(0, 60).mapToObj(i -> "m" + i).toArray(String[]::new);
        given(queue, sent);
        Session session = connect().createSession(transacted ? Session.SESSION_TRANSACTED : Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        List<String> received = texts(consumer, 45);

        if (transacted) {
            session.rollback();
        } else {
            session.recover();
        }

        List<String> again = texts(consumer, 60);
        assertThat(again.subList(0, 45)).isEqualTo(received);
        assertThat(again).containsExactlyInAnyOrder(sent);
    }

    @Test
    default void what_is_given_back_is_there_for_a_consumer_that_does_not_wait() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a", "b", "c");
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(texts(consumer, 2)).containsExactly("a", "b");

        session.recover();

        Message again = consumer.receiveNoWait();
        assertThat(again).isNotNull();
        assertThat(again.getBody(String.class)).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    default void a_message_whose_listener_threw_once_comes_again_before_those_behind_it(int mode) throws JMSException {
        Queue queue = newQueue();
        given(queue, "a", "b", "c");
        List<String> seen = new CopyOnWriteArrayList<>();
        session(mode).createConsumer(queue).setMessageListener(message -> {
            seen.add(bodyOf(message));
            if (seen.size() == 1) {
                throw new IllegalStateException("the first attempt fails");
            }
        });

        await().until(() -> seen.size() == 4);
        assertThat(seen).containsExactly("a", "a", "b", "c");
    }

    private static String bodyOf(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
