/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What can't be done, or not yet, is refused with the reason. */
interface RefusalContract extends JmsFixture {

    @Test
    default void a_topic_has_a_name_and_can_not_be_used_yet() throws JMSException {
        Session session = session();
        Topic topic = session.createTopic("prices");
        List<ThrowingCallable> uses = List.of(
                () -> session.createProducer(topic),
                () -> session.createProducer(null).send(topic, session.createMessage()),
                () -> session.createConsumer(topic, "price > 5", true),
                () -> session.createSharedConsumer(topic, "shared"),
                () -> session.createDurableConsumer(topic, "durable"),
                () -> session.createDurableSubscriber(topic, "durable"),
                () -> session.createSharedDurableConsumer(topic, "durable"),
                () -> session.createMessage().setJMSReplyTo(topic));

        assertThat(topic.getTopicName()).isEqualTo("prices");
        assertThat(topic).isEqualTo(session.createTopic("prices"));
        assertThat(uses)
                .allSatisfy(use -> assertThatThrownBy(use)
                        .isInstanceOf(InvalidDestinationException.class)
                        .hasMessageContaining("not supported yet: topics, such as prices"));
        assertThatThrownBy(() -> session.createTopic("")).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createSharedConsumer(null, "shared"))
                .isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    default void there_is_no_subscription_to_end() {
        assertThatThrownBy(() -> session().unsubscribe("durable"))
                .isInstanceOf(InvalidDestinationException.class)
                .hasMessageContaining("no durable subscription 'durable'");
        assertThatThrownBy(() -> context(JMSContext.AUTO_ACKNOWLEDGE).unsubscribe("durable"))
                .isInstanceOf(InvalidDestinationRuntimeException.class);
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
        assertThatThrownBy(() -> producer.setDeliveryDelay(1_209_600_000))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("14 days");
    }

    @Test
    default void commit_and_rollback_need_a_transacted_session() throws JMSException {
        Session session = session();

        assertThatThrownBy(session::commit).isInstanceOf(jakarta.jms.IllegalStateException.class);
        assertThatThrownBy(session::rollback).isInstanceOf(jakarta.jms.IllegalStateException.class);
    }
}
