/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.SpillwayConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the chapters of the contract stand on. What is opened here is closed after the test. */
interface JmsFixture {

    /** How long a message that is there takes to come at most, in milliseconds. */
    long SOON = 10_000;

    /** How long nothing comes until it is taken that nothing will, in milliseconds. */
    long NOTHING = 500;

    /** A factory for the service under test, with these further options. */
    SpillwayConnectionFactory factory(String... options);

    /** A started connection of the default factory. */
    Connection connect() throws JMSException;

    /** A started connection of a factory with these options. */
    Connection connect(String... options) throws JMSException;

    /** A context of the default factory. */
    JMSContext context(int mode);

    /** An empty queue of its own. */
    Queue newQueue() throws JMSException;

    /** An empty FIFO queue of its own. */
    Queue newFifoQueue() throws JMSException;

    /** A client that knows nothing of JMS. */
    SqsAsyncClient sqs();

    /** Returns once the queue has no message, neither a visible nor a hidden one. */
    default void awaitEmpty(Queue queue) throws JMSException {
        String name = queue.getQueueName();
        String url =
                sqs().getQueueUrl(request -> request.queueName(name)).join().queueUrl();
        List<QueueAttributeName> counts = List.of(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
        await().until(
                        () -> sqs().getQueueAttributes(
                                        request -> request.queueUrl(url).attributeNames(counts))
                                .join()
                                .attributes()
                                .values(),
                        values -> values.size() == 2 && values.stream().allMatch("0"::equals));
    }

    default Session session(int mode) throws JMSException {
        return connect().createSession(mode);
    }

    default Session session() throws JMSException {
        return session(Session.AUTO_ACKNOWLEDGE);
    }

    default Session transacted() throws JMSException {
        return session(Session.SESSION_TRANSACTED);
    }

    /** The texts of the next messages, each of which comes soon. */
    default List<String> texts(MessageConsumer consumer, int count) throws JMSException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Message message = consumer.receive(SOON);
            assertThat(message).as("message %d of %d", i + 1, count).isNotNull();
            texts.add(message.getBody(String.class));
        }
        return texts;
    }

    /** Sends texts to a queue, over a connection of its own. */
    default void given(Queue queue, String... texts) throws JMSException {
        Session session = session();
        for (String text : texts) {
            session.createProducer(queue).send(session.createTextMessage(text));
        }
    }
}
