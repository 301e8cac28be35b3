/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.jms.SpillwayConnectionFactory;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Applications on both sides of the bridge: on a broker with Artemis's client, on SQS with Spillway's JMS provider. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class RequestReplyTest {

    private static final long SOON = TestBroker.SOON.toMillis();

    @TempDir
    static Path data;

    private static TestBroker plant;
    private static TestBroker cloud;
    private static SpillwayConnectionFactory onSqs;

    private final String requests = TestBroker.newName("requests");
    private final String replies = requests + "-replies";
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeAll
    static void start() throws Exception {
        plant = new TestBroker(data.resolve("plant"));
        cloud = new TestBroker(data.resolve("cloud"));
        onSqs = new SpillwayConnectionFactory(
                "spillway:" + cloud.endpoint() + "?region=us-east-1&accessKey=any&secretKey=any");
    }

    @AfterAll
    static void stop() {
        onSqs.close();
        cloud.close();
        plant.close();
    }

    @BeforeEach
    void bridge() throws Exception {
        for (String queue : List.of(requests, replies)) {
            cloud.sqs().createQueue(request -> request.queueName(queue)).join();
        }
        camel.getRegistry().bind("broker", ConnectionFactory.class, plant.factory());
        camel.getRegistry().bind("sqs", cloud.sqs());
    }

    @AfterEach
    void stopRoutes() {
        camel.stop();
    }

    @Test
    void a_requester_on_a_broker_gets_the_reply_of_a_responder_on_sqs_by_its_message_id() throws Exception {
        route(
                "spillway-jms:" + requests + "?connectionFactory=#broker&deadLetterQueue=dead",
                "spillway-sqs:" + requests + "?client=#sqs");
        route("spillway-sqs:" + replies + "?client=#sqs", "spillway-jms:" + replies + "?connectionFactory=#broker");
        try (JMSContext requester = plant.factory().createContext();
                JMSContext responder = onSqs.createContext()) {
            TextMessage request = requester.createTextMessage("How many?");
            request.setJMSReplyTo(requester.createQueue(replies));
            requester.createProducer().send(requester.createQueue(requests), request);

            Message received =
                    responder.createConsumer(responder.createQueue(requests)).receive(SOON);
            assertThat(received.getJMSMessageID()).isEqualTo(request.getJMSMessageID());
            responder
                    .createProducer()
                    .setJMSCorrelationID(received.getJMSMessageID())
                    .send(received.getJMSReplyTo(), "Seven");

            assertThat(replyTo(requester, request)).isEqualTo("Seven");
        }
    }

    /** As Spring's listeners do: the correlation id of the request where it has one, else its message id. */
    @Test
    void a_requester_on_sqs_gets_the_reply_of_a_responder_on_a_broker_by_its_message_id() throws Exception {
        route("spillway-sqs:" + requests + "?client=#sqs", "spillway-jms:" + requests + "?connectionFactory=#broker");
        route(
                "spillway-jms:" + replies + "?connectionFactory=#broker&deadLetterQueue=dead",
                "spillway-sqs:" + replies + "?client=#sqs");
        try (JMSContext requester = onSqs.createContext();
                JMSContext responder = plant.factory().createContext()) {
            TextMessage request = requester.createTextMessage("How many?");
            request.setJMSReplyTo(requester.createQueue(replies));
            requester.createProducer().send(requester.createQueue(requests), request);

            Message received =
                    responder.createConsumer(responder.createQueue(requests)).receive(SOON);
            String correlationId = received.getJMSCorrelationID();
            responder
                    .createProducer()
                    .setJMSCorrelationID(correlationId == null ? received.getJMSMessageID() : correlationId)
                    .send(received.getJMSReplyTo(), "Seven");

            assertThat(replyTo(requester, request)).isEqualTo("Seven");
        }
    }

    @Test
    void an_application_on_sqs_receives_what_was_sent_on_a_broker() throws Exception {
        route(
                "spillway-jms:" + requests + "?connectionFactory=#broker&deadLetterQueue=dead",
                "spillway-sqs:" + requests + "?client=#sqs");
        try (JMSContext sender = plant.factory().createContext();
                JMSContext receiver = onSqs.createContext()) {
            MapMessage sent = sender.createMapMessage();
            sent.setInt("amount", 5);
            sent.setString("colour", "blue");
            sent.setJMSType("order");
            sent.setJMSCorrelationIDAsBytes(new byte[] {1, 2, 3});
            sent.setBooleanProperty("urgent", true);
            sent.setDoubleProperty("rate", 0.5);
            sender.createProducer()
                    .setPriority(9)
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setTimeToLive(TimeUnit.HOURS.toMillis(1))
                    .send(sender.createQueue(requests), sent);

            MapMessage received = (MapMessage)
                    receiver.createConsumer(receiver.createQueue(requests)).receive(SOON);

            assertThat(received.getInt("amount")).isEqualTo(5);
            assertThat(received.getString("colour")).isEqualTo("blue");
            assertThat(received.getJMSType()).isEqualTo("order");
            assertThat(received.getJMSCorrelationIDAsBytes()).containsExactly(1, 2, 3);
            assertThat(received.getObjectProperty("urgent")).isEqualTo(true);
            assertThat(received.getObjectProperty("rate")).isEqualTo(0.5);
            assertThat(received.getJMSPriority()).isEqualTo(9);
            assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
            assertThat(received.getJMSExpiration()).isEqualTo(sent.getJMSExpiration());
            assertThat(received.getJMSTimestamp()).isEqualTo(sent.getJMSTimestamp());
            assertThat(received.getJMSMessageID()).isEqualTo(sent.getJMSMessageID());
        }
    }

    @Test
    void a_request_whose_reply_would_go_to_a_temporary_queue_is_dead_lettered_with_the_reason() throws Exception {
        route(
                "spillway-jms:" + requests + "?connectionFactory=#broker&deadLetterQueue=" + requests + ".dead",
                "spillway-sqs:" + requests + "?client=#sqs");
        try (JMSContext requester = plant.factory().createContext()) {
            TemporaryQueue temporary = requester.createTemporaryQueue();
            TextMessage request = requester.createTextMessage("How many?");
            request.setJMSReplyTo(temporary);
            requester.createProducer().send(requester.createQueue(requests), request);

            Message dead = plant.receiveFromJms(TextMessage.class, requests + ".dead", 1)
                    .get(0);

            assertThat(dead.getStringProperty("SpillwayDeadLetterReason")).contains("temporary");
            assertThat(dead.getJMSReplyTo()).isEqualTo(temporary);
        }
    }

    private void route(String from, String to) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        });
        camel.start();
    }

    private String replyTo(JMSContext requester, Message request) throws JMSException {
        String selector = "JMSCorrelationID = '" + request.getJMSMessageID() + "'";
        try (JMSConsumer consumer = requester.createConsumer(requester.createQueue(replies), selector)) {
            return consumer.receiveBody(String.class, SOON);
        }
    }
}
