/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.CompletionListener;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.Queue;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1: the simplified API. */
interface ContextContract extends JmsFixture {

    @Test
    default void a_context_sends_and_receives_bodies() throws JMSException {
        Queue queue = newQueue();
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(queue);

        context.createProducer().send(queue, "text");
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("text");

        context.createProducer().send(queue, new byte[] {1, 2});
        assertThat(consumer.receiveBody(byte[].class, SOON)).containsExactly(1, 2);

        assertThat(consumer.receiveBodyNoWait(String.class)).isNull();
    }

    @Test
    default void what_is_set_on_a_producer_is_set_on_its_messages() throws JMSException {
        Queue queue = newQueue();
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);

        context.createProducer()
                .setProperty("region", "north")
                .setProperty("weight", 2.5)
                .setJMSCorrelationID("c-1")
                .setJMSType("Order")
                .setPriority(8)
                .setJMSReplyTo(queue)
                .send(queue, "order");
        Message received = context.createConsumer(queue).receive(SOON);

        assertThat(received.getStringProperty("region")).isEqualTo("north");
        assertThat(received.getDoubleProperty("weight")).isEqualTo(2.5);
        assertThat(received.getJMSCorrelationID()).isEqualTo("c-1");
        assertThat(received.getJMSType()).isEqualTo("Order");
        assertThat(received.getJMSPriority()).isEqualTo(8);
        assertThat(received.getJMSReplyTo()).isEqualTo(queue);
    }

    @Test
    default void a_body_asked_for_as_another_type_stays_for_the_next_receive() throws JMSException {
        Queue queue = newQueue();
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(queue);
        context.createProducer().send(queue, "a text");

        assertThatThrownBy(() -> consumer.receiveBody(byte[].class, SOON))
                .isInstanceOf(MessageFormatRuntimeException.class);

        Message again = consumer.receive(SOON);
        assertThat(again.getBody(String.class)).isEqualTo("a text");
        assertThat(again.getJMSRedelivered()).isFalse();
    }

    @Test
    default void a_context_that_doesnt_start_by_itself_delivers_after_start() throws JMSException {
        Queue queue = newQueue();
        given(queue, "waiting");
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.setAutoStart(false);
        JMSConsumer consumer = context.createConsumer(queue);

        assertThat(consumer.receive(300)).isNull();
        context.start();

        assertThat(consumer.receive(SOON)).isNotNull();
    }

    @Test
    default void a_context_acknowledges_for_its_client() throws JMSException {
        Queue queue = newQueue();
        given(queue, "a", "b");
        JMSContext context = context(JMSContext.CLIENT_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(queue);
        consumer.receive(SOON);
        consumer.receive(SOON);

        context.acknowledge();
        context.recover();

        assertThat(consumer.receive(500)).isNull();
    }

    @Test
    default void contexts_of_one_connection_close_it_with_the_last_of_them() throws JMSException {
        Queue queue = newQueue();
        JMSContext first = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext second = first.createContext(JMSContext.CLIENT_ACKNOWLEDGE);

        first.close();
        second.createProducer().send(queue, "still open");
        second.close();

        assertThatThrownBy(() -> second.createProducer()).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(second::getClientID).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    default void a_context_whose_close_is_interrupted_closes_its_connection_nevertheless() throws JMSException {
        String id = "client-" + UUID.randomUUID();
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.setClientID(id);
        CountDownLatch called = new CountDownLatch(1);
        CompletionListener slow = new CompletionListener() {

            @Override
            public void onCompletion(Message message) {
                try {
                    called.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void onException(Message message, Exception exception) {
                onCompletion(message);
            }
        };
        context.createProducer().setAsync(slow).send(newQueue(), "slow");

        Thread.currentThread().interrupt();
        assertThatThrownBy(context::close).isInstanceOf(JMSRuntimeException.class);
        boolean interrupted = Thread.interrupted();
        called.countDown();

        assertThat(interrupted).isTrue();
        context(JMSContext.AUTO_ACKNOWLEDGE).setClientID(id);
    }

    @Test
    default void failures_are_the_unchecked_ones_of_their_names() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);

        assertThatThrownBy(() -> context.createProducer().send(context.createQueue("never-made"), "lost?"))
                .isInstanceOf(InvalidDestinationRuntimeException.class);
    }

    @Test
    default void a_producer_refuses_what_no_message_can_have() {
        JMSProducer producer = context(JMSContext.AUTO_ACKNOWLEDGE).createProducer();

        assertThatThrownBy(() -> producer.setProperty("", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> producer.setProperty(null, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> producer.setProperty("p", new java.util.Date()))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThatThrownBy(() -> producer.setDeliveryMode(-1)).isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> producer.setPriority(-1)).isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> producer.setTimeToLive(-1)).isInstanceOf(JMSRuntimeException.class);
        producer.setProperty("text", "seven");
        assertThatThrownBy(() -> producer.getIntProperty("text")).isInstanceOf(NumberFormatException.class);
        producer.setProperty("flag", true);
        assertThatThrownBy(() -> producer.getIntProperty("flag")).isInstanceOf(MessageFormatRuntimeException.class);
        assertThatThrownBy(() -> producer.getPropertyNames().add("more"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(producer.clearProperties().propertyExists("flag")).isFalse();
    }

    @Test
    default void what_is_needed_and_missing_is_refused_by_the_unchecked_exceptions() throws JMSException {
        Queue queue = newQueue();
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);

        assertThatThrownBy(() -> context.createProducer().send(queue, (Message) null))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThatThrownBy(() -> context.createProducer().send(null, "a text"))
                .isInstanceOf(InvalidDestinationRuntimeException.class);
        assertThatThrownBy(() -> context.createConsumer(null)).isInstanceOf(InvalidDestinationRuntimeException.class);
        assertThatThrownBy(context::commit).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(() -> context(JMSContext.SESSION_TRANSACTED).recover())
                .isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    default void a_received_message_that_is_sent_again_takes_no_further_properties() throws JMSException {
        Queue queue = newQueue();
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.createProducer().send(queue, "a text");
        Message received = context.createConsumer(queue).receive(SOON);

        assertThatThrownBy(() -> context.createProducer().setProperty("p", 1).send(queue, received))
                .isInstanceOf(MessageNotWriteableRuntimeException.class);
    }

    @Test
    default void bodies_that_are_null_come_as_none() throws JMSException {
        Queue queue = newQueue();
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(queue);

        context.createProducer().send(queue, (String) null);
        assertThat(consumer.receiveBody(String.class, SOON)).isNull();
        context.createProducer().send(queue, (byte[]) null);
        assertThat(consumer.receiveBody(byte[].class, SOON)).isNull();
        context.createProducer().send(queue, (java.util.Map<String, Object>) null);
        assertThat(consumer.receiveBody(java.util.Map.class, SOON)).isNull();
        context.createProducer().send(queue, (java.io.Serializable) null);
        assertThat(consumer.receiveBody(java.io.Serializable.class, SOON)).isNull();

        context.createProducer().send(queue, context.createMessage());
        assertThatThrownBy(() -> consumer.receiveBody(String.class, SOON))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThat(consumer.receiveNoWait()).isNotNull();
    }
}
