/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Requesters on a broker of another make, by jms-request-sqs-reply: a test class says which broker. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class OtherBrokerReplyContract {

    private static final String CORRELATION_ID = "JMS_SQSCorrelationID";

    @TempDir
    static Path data;

    private static TestBroker cloud;

    private final String requests = TestBroker.newName("requests");

    /** The broker's, by its own client. */
    abstract ConnectionFactory factory() throws Exception;

    @BeforeAll
    static void startSqs() {
        cloud = new TestBroker(data);
    }

    @AfterAll
    static void stopSqs() {
        cloud.close();
    }

    @BeforeEach
    void createQueues() {
        for (String queue : List.of("-sqs", "-replies", "-dead")) {
            cloud.sqs()
                    .createQueue(request -> request.queueName(requests + queue))
                    .join();
        }
    }

    @Test
    void a_reply_comes_to_the_temporary_queue_of_its_requester() throws Exception {
        try (RequestRoute route = new RequestRoute(factory(), cloud.sqs(), requests);
                JMSContext requester = factory().createContext()) {
            Queue replies = requester.createTemporaryQueue();
            TextMessage request = ask(requester, replies);
            reply();

            Message reply = receive(requester, replies);

            assertThat(reply.getBody(String.class)).isEqualTo("Seven");
            assertThat(reply.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
        }
    }

    @Test
    void a_reply_comes_to_a_named_queue_with_the_correlation_id_that_its_requester_chose() throws Exception {
        try (RequestRoute route = new RequestRoute(factory(), cloud.sqs(), requests);
                JMSContext requester = factory().createContext()) {
            Queue replies = requester.createQueue(requests + ".answers");
            TextMessage request = requester.createTextMessage("How many?");
            request.setJMSReplyTo(replies);
            request.setJMSCorrelationID("order 7");
            requester.createProducer().send(requester.createQueue(requests), request);
            reply();

            Message reply = receive(requester, replies);

            assertThat(reply.getBody(String.class)).isEqualTo("Seven");
            assertThat(reply.getJMSCorrelationID()).isEqualTo("order 7");
        }
    }

    @Test
    void a_reply_whose_requester_is_gone_keeps_no_other_back() throws Exception {
        try (RequestRoute route = new RequestRoute(factory(), cloud.sqs(), requests);
                JMSContext requester = factory().createContext()) {
            String gone;
            try (JMSContext impatient = factory().createContext()) {
                Queue replies = impatient.createTemporaryQueue();
                gone = replies.getQueueName();
                ask(impatient, replies);
            }
            reply();
            Queue replies = requester.createTemporaryQueue();
            ask(requester, replies);
            reply();

            assertThat(receive(requester, replies).getBody(String.class)).isEqualTo("Seven");
            whereTheLateReplyIs(gone);
        }
    }

    /** Checks that the reply to a requester that is gone is where the broker's kind has it. */
    abstract void whereTheLateReplyIs(String goneQueue) throws Exception;

    /** That the late reply was dead-lettered on SQS. */
    void isDeadLettered() {
        assertThat(cloud.receiveFromSqs(cloud.urlOfSqs(requests + "-dead"), 1))
                .singleElement()
                .satisfies(dead -> assertThat(dead.body()).isEqualTo("Seven"));
    }

    private TextMessage ask(JMSContext context, Queue replies) throws JMSException {
        TextMessage request = context.createTextMessage("How many?");
        request.setJMSReplyTo(replies);
        context.createProducer().send(context.createQueue(requests), request);
        return request;
    }

    private static Message receive(JMSContext context, Queue queue) {
        Message received = context.createConsumer(queue).receive(TestBroker.SOON.toMillis());
        assertThat(received).as("the reply").isNotNull();
        return received;
    }

    private void reply() {
        var received =
                cloud.receiveFromSqs(cloud.urlOfSqs(requests + "-sqs"), 1).get(0);
        cloud.sqs()
                .sendMessage(request -> request.queueUrl(cloud.urlOfSqs(requests + "-replies"))
                        .messageBody("Seven")
                        .messageAttributes(Map.of(
                                CORRELATION_ID, received.messageAttributes().get(CORRELATION_ID))))
                .join();
    }
}
