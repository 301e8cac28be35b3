/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Selectors and browsers on FIFO queues: nothing overtakes a message of its group. */
interface FifoSelectionContract extends JmsFixture {

    /** Sends messages of one group; those of an even number are of the kind 'even', the others of the kind 'odd'. */
    private void givenGroup(Queue queue, String group, int from, int to) throws JMSException {
        Session session = session();
        MessageProducer producer = session.createProducer(queue);
        for (int i = from; i <= to; i++) {
            Message message = session.createTextMessage(group + i);
            message.setStringProperty("JMSXGroupID", group);
            message.setStringProperty("kind", i % 2 == 0 ? "even" : "odd");
            producer.send(message);
        }
    }

    @Test
    default void consumers_of_a_connection_that_select_differently_share_a_group_in_order() throws JMSException {
        Queue queue = newFifoQueue();
        givenGroup(queue, "a", 1, 4);
        Connection connection = connect();
        MessageConsumer odd = connection.createSession().createConsumer(queue, "kind = 'odd'");
        MessageConsumer even = connection.createSession().createConsumer(queue, "kind = 'even'");

        assertThat(body(odd.receive(SOON))).isEqualTo("a1");
        assertThat(odd.receive(300)).as("a3, which is behind a2").isNull();
        assertThat(body(even.receive(SOON))).isEqualTo("a2");
        assertThat(body(odd.receive(SOON))).isEqualTo("a3");
        assertThat(body(even.receive(SOON))).isEqualTo("a4");
    }

    @Test
    default void listeners_that_select_differently_handle_a_group_in_order() throws JMSException {
        Queue queue = newFifoQueue();
        List<String> handled = new CopyOnWriteArrayList<>();
        Connection connection = connect();
        for (String kind : List.of("odd", "even")) {
            connection
                    .createSession()
                    .createConsumer(queue, "kind = '" + kind + "'")
                    .setMessageListener(message -> handled.add(body(message)));
        }

        givenGroup(queue, "a", 1, 12);

        await().atMost(Duration.ofSeconds(30)).until(() -> handled.size() >= 12);
        assertThat(handled).containsExactly("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10", "a11", "a12");
    }

    @Test
    default void what_a_connection_does_not_select_holds_up_its_group_until_another_has_taken_it() throws JMSException {
        Queue queue = newFifoQueue();
        givenGroup(queue, "a", 1, 2);
        givenGroup(queue, "b", 2, 2);
        Connection connection = connect();
        MessageConsumer even = connection.createSession().createConsumer(queue, "kind = 'even'");

        assertThat(body(even.receive(SOON))).isEqualTo("b2");
        assertThat(even.receive(300)).as("a2, which is behind a1").isNull();

        connection.stop();
        try (MessageConsumer odd = session().createConsumer(queue, "kind = 'odd'")) {
            assertThat(body(odd.receive(SOON))).isEqualTo("a1");
        }
        connection.start();
        assertThat(body(even.receive(SOON))).isEqualTo("a2");
    }

    @Test
    default void what_was_left_by_a_selector_comes_to_others_in_order() throws JMSException {
        Queue queue = newFifoQueue();
        givenGroup(queue, "a", 1, 4);
        Session session = session();
        try (MessageConsumer none = session.createConsumer(queue, "kind = 'neither'")) {
            assertThat(none.receiveNoWait()).isNull();
        }

        MessageConsumer all = session.createConsumer(queue);

        for (int i = 1; i <= 4; i++) {
            assertThat(body(all.receive(SOON))).isEqualTo("a" + i);
        }
    }

    @Test
    default void a_browser_shows_each_group_in_order_and_leaves_it_so() throws JMSException {
        Queue queue = newFifoQueue();
        givenGroup(queue, "a", 1, 4);
        givenGroup(queue, "b", 1, 3);
        Session session = session();
        QueueBrowser browser = session.createBrowser(queue);

        for (int i = 0; i < 2; i++) {
            List<String> shown = browsed(browser);
            assertThat(shown).hasSize(7).containsSubsequence("a1", "a2", "a3", "a4");
            assertThat(shown).containsSubsequence("b1", "b2", "b3");
        }

        MessageConsumer consumer = session.createConsumer(queue);
        List<String> received = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            received.add(body(consumer.receive(SOON)));
        }
        assertThat(received).containsSubsequence("a1", "a2", "a3", "a4").containsSubsequence("b1", "b2", "b3");
    }

    @Test
    default void a_browser_shows_what_it_selects_behind_what_it_does_not() throws JMSException {
        Queue queue = newFifoQueue();
        givenGroup(queue, "a", 1, 6);

        assertThat(browsed(session().createBrowser(queue, "kind = 'even'"))).containsExactly("a2", "a4", "a6");
    }

    @Test
    default void a_browser_that_is_closed_in_the_middle_gives_the_group_back_in_order() throws JMSException {
        Queue queue = newFifoQueue();
        givenGroup(queue, "a", 1, 3);
        Session session = session();
        try (QueueBrowser browser = session.createBrowser(queue)) {
            assertThat(body((Message) browser.getEnumeration().nextElement())).isEqualTo("a1");
        }

        MessageConsumer consumer = session.createConsumer(queue);

        for (int i = 1; i <= 3; i++) {
            assertThat(body(consumer.receive(SOON))).isEqualTo("a" + i);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> browsed(QueueBrowser browser) throws JMSException {
        return Collections.list((Enumeration<Message>) browser.getEnumeration()).stream()
                .map(FifoSelectionContract::body)
                .toList();
    }

    private static String body(Message message) {
        try {
            return message == null ? null : message.getBody(String.class);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
