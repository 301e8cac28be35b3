/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.sqs.javamessaging.ProviderConfiguration;
import com.amazon.sqs.javamessaging.SQSConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A responder with amazon-sqs-java-messaging-lib, for requesters on a broker, by jms-request-sqs-reply. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class AmazonResponderTest {

    private static final long SOON = TestBroker.SOON.toMillis();

    @TempDir
    static Path data;

    private static TestBroker broker;
    private static SqsClient sqs;

    private final String requests = TestBroker.newName("requests");
    private Connection responder;
    private Session session;
    private RequestRoute route;

    @BeforeAll
    static void start() {
        broker = new TestBroker(data);
        sqs = SqsClient.builder()
                .endpointOverride(broker.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build();
    }

    @AfterAll
    static void stop() {
        sqs.close();
        broker.close();
    }

    @BeforeEach
    void connect() throws Exception {
        for (String queue : List.of("-sqs", "-replies", "-dead")) {
            sqs.createQueue(request -> request.queueName(requests + queue));
        }
        responder = new SQSConnectionFactory(new ProviderConfiguration(), sqs).createConnection();
        session = responder.createSession(false, Session.AUTO_ACKNOWLEDGE);
        responder.start();
        route = new RequestRoute(broker.factory(), broker.sqs(), requests);
    }

    @AfterEach
    void disconnect() throws JMSException {
        route.close();
        responder.close();
    }

    @Test
    void its_reply_to_jmsreplyto_with_the_correlation_id_comes_to_the_temporary_queue_of_the_requester()
            throws Exception {
        try (JMSContext requester = broker.factory().createContext()) {
            Queue replies = requester.createTemporaryQueue();
            TextMessage request = requester.createTextMessage("How many?");
            request.setJMSReplyTo(replies);
            request.setIntProperty("box", 3);
            requester.createProducer().send(requester.createQueue(requests), request);

            Message received = receive();
            assertThat(((TextMessage) received).getText()).isEqualTo("How many?");
            assertThat(received.getIntProperty("box")).isEqualTo(3);
            TextMessage answer = session.createTextMessage("Seven");
            answer.setJMSCorrelationID(received.getJMSCorrelationID());
            answer.setStringProperty("unit", "box");
            reply(received, answer);

            Message reply = requester.createConsumer(replies).receive(SOON);
            assertThat(reply.getBody(String.class)).isEqualTo("Seven");
            assertThat(reply.getStringProperty("unit")).isEqualTo("box");
            assertThat(reply.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
        }
    }

    /** The library's JMSMessageID is that of SQS. */
    @Test
    void its_reply_with_the_message_id_for_a_correlation_id_is_dead_lettered_with_the_reason() throws Exception {
        broker.sendToJms(requests, context -> {
            TextMessage request = context.createTextMessage("How many?");
            request.setJMSReplyTo(context.createQueue(requests + ".answers"));
            return List.of(request);
        });

        Message received = receive();
        TextMessage answer = session.createTextMessage("Seven");
        answer.setJMSCorrelationID(received.getJMSMessageID());
        reply(received, answer);

        var dead = broker.receiveFromSqs(broker.urlOfSqs(requests + "-dead"), 1).get(0);
        assertThat(dead.body()).isEqualTo("Seven");
        assertThat(dead.messageAttributes().get("SpillwayDeadLetterReason").stringValue())
                .startsWith("the reply's correlation id leads to no requester");
        assertThat(broker.depthOfJms(requests + ".answers")).isZero();
    }

    private Message receive() throws JMSException {
        Message received =
                session.createConsumer(session.createQueue(requests + "-sqs")).receive(SOON);
        assertThat(received).as("the request").isNotNull();
        return received;
    }

    private void reply(Message request, Message answer) throws JMSException {
        try (MessageProducer producer = session.createProducer(request.getJMSReplyTo())) {
            producer.send(answer);
        }
    }
}
