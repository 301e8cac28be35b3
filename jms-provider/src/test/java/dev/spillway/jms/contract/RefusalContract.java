/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What can't be done, or not yet, is refused with the reason. */
interface RefusalContract extends JmsFixture {

    @Test
    default void what_is_not_supported_yet_says_so() throws JMSException {
        Queue queue = newQueue();
        Session session = session();
        Map<String, ThrowingCallable> calls = Map.of(
                "topics", () -> session.createTopic("prices"),
                "FIFO queues", () -> session.createQueue("orders.fifo"),
                "delivery delays above 15 minutes",
                        () -> session.createProducer(queue).setDeliveryDelay(900_001));

        assertThat(calls)
                .allSatisfy((feature, call) -> assertThatThrownBy(call)
                        .isInstanceOf(JMSException.class)
                        .hasMessageContaining("not supported yet: " + feature));
    }

    @Test
    default void an_acknowledgement_mode_that_means_nothing_is_refused() {
        assertThatThrownBy(() -> session(42)).isInstanceOf(JMSException.class).hasMessageContaining("42");
    }

    @Test
    default void null_is_refused_where_something_is_needed() throws JMSException {
        Session session = session();
        MessageProducer producer = session.createProducer(newQueue());

        assertThatThrownBy(() -> producer.send(null)).isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> session.createConsumer(null)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createProducer(null).send(null, session.createMessage()))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> producer.send(session.createMessage(), (jakarta.jms.CompletionListener) null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void a_value_out_of_its_range_is_refused() throws JMSException {
        MessageProducer producer = session().createProducer(newQueue());

        assertThatThrownBy(() -> producer.setPriority(10))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("0 to 9");
        assertThatThrownBy(() -> producer.setDeliveryMode(3)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> producer.setTimeToLive(-1)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> producer.setDeliveryDelay(-1)).isInstanceOf(JMSException.class);
    }

    @Test
    default void commit_and_rollback_need_a_transacted_session() throws JMSException {
        Session session = session();

        assertThatThrownBy(session::commit).isInstanceOf(jakarta.jms.IllegalStateException.class);
        assertThatThrownBy(session::rollback).isInstanceOf(jakarta.jms.IllegalStateException.class);
    }
}
