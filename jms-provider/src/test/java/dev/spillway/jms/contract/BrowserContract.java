/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, section 4.1.6: browsing a queue. */
interface BrowserContract extends JmsFixture {

    @SuppressWarnings("unchecked")
    private static List<String> bodies(QueueBrowser browser) throws JMSException {
        List<String> bodies = new ArrayList<>();
        for (Message message : Collections.list((Enumeration<Message>) browser.getEnumeration())) {
            bodies.add(message.getBody(String.class));
        }
        return bodies;
    }

    @Test
    default void a_browser_shows_each_message_once_and_leaves_them_all() throws JMSException {
        Queue queue = newQueue();
        String[] texts = IntStream.range(0, 23).mapToObj(i -> "m" + i).toArray(String[]::new);
        given(queue, texts);
        Session session = session();
        QueueBrowser browser = session.createBrowser(queue);

        assertThat(bodies(browser)).containsExactlyInAnyOrder(texts);
        assertThat(bodies(browser)).containsExactlyInAnyOrder(texts);

        MessageConsumer consumer = session.createConsumer(queue);
        List<String> received = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            received.add(consumer.receive(SOON).getBody(String.class));
        }
        assertThat(received).containsExactlyInAnyOrder(texts);
    }

    @Test
    default void a_browser_shows_what_it_selects() throws JMSException {
        Queue queue = newQueue();
        Session session = session();
        for (int i = 0; i < 4; i++) {
            Message message = session.createTextMessage("m" + i);
            message.setIntProperty("number", i);
            session.createProducer(queue).send(message);
        }

        QueueBrowser browser = session.createBrowser(queue, "number > 1");

        assertThat(bodies(browser)).containsExactlyInAnyOrder("m2", "m3");
        assertThat(browser.getMessageSelector()).isEqualTo("number > 1");
        assertThat(browser.getQueue()).isEqualTo(queue);
    }

    @Test
    default void closing_a_browser_in_the_middle_gives_back_what_it_hid() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a", "b", "c");
        Session session = session();
        QueueBrowser browser = session.createBrowser(queue);
        Enumeration<?> messages = browser.getEnumeration();
        assertThat(messages.hasMoreElements()).isTrue();
        assertThat(messages.nextElement()).isNotNull();

        browser.close();

        assertThat(messages.hasMoreElements()).isFalse();
        assertThatThrownBy(messages::nextElement).isInstanceOf(NoSuchElementException.class);
        MessageConsumer consumer = session.createConsumer(queue);
        for (int i = 0; i < 3; i++) {
            assertThat(consumer.receive(SOON)).isNotNull();
        }
    }

    @Test
    default void an_empty_queue_has_nothing_to_show() throws JMSException {
        Enumeration<?> messages = session().createBrowser(newQueue()).getEnumeration();

        assertThat(messages.hasMoreElements()).isFalse();
        assertThatThrownBy(messages::nextElement).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    default void a_message_that_comes_before_anybody_asks_is_shown() throws JMSException {
        Queue queue = newQueue();
        Enumeration<?> messages = session().createBrowser(queue).getEnumeration();
        given(queue, "a");

        assertThat(((Message) messages.nextElement()).getBody(String.class)).isEqualTo("a");
        assertThat(messages.hasMoreElements()).isFalse();
    }

    @Test
    default void a_context_browses() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a");
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);

        assertThat(bodies(context.createBrowser(queue))).containsExactly("a");
    }

    @Test
    default void a_browser_is_refused_what_it_can_not_do() throws JMSException {
        Queue queue = newQueue();
        Session session = session();
        QueueBrowser browser = session.createBrowser(queue);
        browser.close();
        browser.close();

        assertThatThrownBy(browser::getEnumeration).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.createBrowser(null)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createBrowser(session.createQueue("nowhere-to-be-found")))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createBrowser(queue, "=")).isInstanceOf(InvalidSelectorException.class);
    }
}
