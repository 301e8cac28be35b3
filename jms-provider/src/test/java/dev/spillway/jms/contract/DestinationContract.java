/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues by their names, URLs and ARNs (Jakarta Messaging 3.1, section 6.2.3, and SQS's identifiers). */
interface DestinationContract extends JmsFixture {

    @Test
    default void a_queue_is_reached_by_its_url() throws JMSException {
        Queue queue = newQueue();
        Session session = session();
        Queue byUrl = session.createQueue(url(queue));

        session.createProducer(byUrl).send(session.createTextMessage("by url"));
        Message received = session.createConsumer(byUrl).receive(SOON);

        assertThat(received.getBody(String.class)).isEqualTo("by url");
        assertThat(received.getJMSDestination()).isEqualTo(byUrl);
        assertThat(byUrl.getQueueName()).isEqualTo(url(queue));
        assertThat(byUrl).hasToString(url(queue)).isNotEqualTo(queue);
    }

    @Test
    default void a_queue_is_reached_by_its_arn() throws JMSException {
        Queue queue = newQueue();
        String arn = attribute(queue, QueueAttributeName.QUEUE_ARN);
        given(queue, "by name");

        Session session = session();
        Queue byArn = session.createQueue(arn);

        assertThat(session.createConsumer(byArn).receive(SOON).getBody(String.class))
                .isEqualTo("by name");
        assertThat(byArn.getQueueName()).isEqualTo(arn);
    }

    @Test
    default void queues_of_one_name_are_equal() throws JMSException {
        assertThat(session().createQueue("orders"))
                .isEqualTo(session().createQueue("orders"))
                .hasSameHashCodeAs(session().createQueue("orders"))
                .isNotEqualTo(session().createQueue("orders2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two words",
                "a.b",
                "",
                "orders.fifo.fifo",
                "https://sqs.eu-west-1.amazonaws.com/123456789012/two words",
                "https://sqs.eu-west-1.amazonaws.com",
                "arn:aws:sns:eu-west-1:123456789012:orders",
                "arn:aws:sqs:eu-west-1:12345:orders"
            })
    default void a_text_that_names_no_queue_is_refused(String text) throws JMSException {
        Session session = session();

        assertThatThrownBy(() -> session.createQueue(text)).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    default void a_refusal_says_how_queues_are_named() throws JMSException {
        Session session = session();

        assertThatThrownBy(() -> session.createQueue("two words"))
                .hasMessageContaining("'two words'")
                .hasMessageContaining("1 to 80 letters")
                .hasMessageContaining("https://sqs.")
                .hasMessageContaining("arn:aws:sqs:");
        assertThatThrownBy(() -> session.createQueue(null)).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    default void a_queue_that_is_not_there_is_refused_by_its_url_when_it_is_used() throws JMSException {
        String url = url(newQueue());
        Session session = session();
        Queue gone = session.createQueue(url + "-gone");
        MessageProducer producer = session.createProducer(gone);

        assertThatThrownBy(() -> producer.send(session.createMessage()))
                .isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    default void a_reply_goes_to_a_queue_that_the_requester_named_by_url() throws JMSException {
        Queue requests = newQueue();
        Queue replies = newQueue();
        Session requester = session();
        TextMessage request = requester.createTextMessage("request");
        request.setJMSReplyTo(requester.createQueue(url(replies)));
        requester.createProducer(requests).send(request);

        Session replier = session();
        Message received = replier.createConsumer(requests).receive(SOON);
        replier.createProducer(received.getJMSReplyTo()).send(replier.createTextMessage("reply"));

        assertThat(requester.createConsumer(replies).receive(SOON).getBody(String.class))
                .isEqualTo("reply");
    }

    @Test
    default void a_reply_queue_of_the_own_account_is_called_by_its_name() throws JMSException {
        Queue requests = newQueue();
        Session session = session();
        Message request = session.createMessage();
        request.setJMSReplyTo(newQueue());
        session.createProducer(requests).send(request);

        Message received = session.createConsumer(requests).receive(SOON);

        assertThat(received.getJMSReplyTo()).isEqualTo(request.getJMSReplyTo());
    }

    /** What the service says of a queue. */
    default String attribute(Queue queue, QueueAttributeName name) throws JMSException {
        String url = url(queue);
        Map<QueueAttributeName, String> attributes = sqs().getQueueAttributes(
                        request -> request.queueUrl(url).attributeNames(name))
                .join()
                .attributes();
        return attributes.get(name);
    }

    private String url(Queue queue) throws JMSException {
        String name = queue.getQueueName();
        return sqs().getQueueUrl(request -> request.queueName(name)).join().queueUrl();
    }
}
