/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.SpillwayConnectionFactory;
import jakarta.jms.JMSConsumer;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Requesters on a broker that wait on temporary queues, and responders on SQS, on both sides of jms-request-sqs-reply. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class TemporaryQueueReplyTest {

    private static final long SOON = TestBroker.SOON.toMillis();

    private static final String CORRELATION_ID = "JMS_SQSCorrelationID";

    @TempDir
    static Path data;

    private static TestBroker broker;
    private static SpillwayConnectionFactory onSqs;

    private final String requests = TestBroker.newName("requests");
    private String url;

    @BeforeAll
    static void start() {
        broker = new TestBroker(data);
        onSqs = new SpillwayConnectionFactory(
                "spillway:" + broker.endpoint() + "?region=us-east-1&accessKey=any&secretKey=any");
    }

    @AfterAll
    static void stop() {
        onSqs.close();
        broker.close();
    }

    @BeforeEach
    void createQueues() {
        url = createQueue(requests + "-sqs");
        createQueue(requests + "-replies");
        createQueue(requests + "-dead");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_reply_of_a_jms_application_comes_to_the_temporary_queue_of_its_requester(boolean byMessageId)
            throws Exception {
        try (RequestRoute route = route();
                Requester requester = new Requester();
                JMSContext responder = onSqs.createContext()) {
            TextMessage request = requester.ask("How many?");

            Message received = responder
                    .createConsumer(responder.createQueue(requests + "-sqs"))
                    .receive(SOON);
            assertThat(received.getBody(String.class)).isEqualTo("How many?");
            responder
                    .createProducer()
                    .setJMSCorrelationID(byMessageId ? received.getJMSMessageID() : received.getJMSCorrelationID())
                    .setProperty("unit", "box")
                    .send(received.getJMSReplyTo(), "Seven");

            Message reply = requester.reply();
            assertThat(reply.getBody(String.class)).isEqualTo("Seven");
            assertThat(reply.getStringProperty("unit")).isEqualTo("box");
            assertThat(reply.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
        }
    }

    @Test
    void a_plain_client_of_sqs_replies_by_two_attributes() throws Exception {
        try (RequestRoute route = route();
                Requester requester = new Requester()) {
            TextMessage request = requester.ask("How many?");

            respond(1, "Seven");

            Message reply = requester.reply();
            assertThat(reply.getBody(String.class)).isEqualTo("Seven");
            assertThat(reply.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
        }
    }

    @Test
    void a_reply_has_the_correlation_id_that_its_requester_chose_and_comes_to_a_named_queue_too() throws Exception {
        String replies = requests + ".replies";
        try (RequestRoute route = route()) {
            broker.sendToJms(requests, context -> {
                TextMessage text = context.createTextMessage("How many?");
                text.setJMSReplyTo(context.createQueue(replies));
                text.setJMSCorrelationID("order 7");
                return List.of(text);
            });
            respond(1, "Seven");
            assertThat(broker.receiveFromJms(Message.class, replies, 1).get(0).getJMSCorrelationID())
                    .isEqualTo("order 7");

            broker.sendToJms(requests, context -> {
                TextMessage text = context.createTextMessage("How many?");
                text.setJMSReplyTo(context.createQueue(replies));
                text.setJMSCorrelationIDAsBytes(new byte[] {0, -1, 7});
                return List.of(text);
            });
            respond(1, "Eight");
            assertThat(broker.receiveFromJms(Message.class, replies, 1).get(0).getJMSCorrelationIDAsBytes())
                    .containsExactly(0, -1, 7);
        }
    }

    @Test
    void a_bridge_that_is_new_knows_where_replies_to_the_requests_of_another_go() throws Exception {
        try (Requester requester = new Requester()) {
            TextMessage request;
            try (RequestRoute route = route()) {
                request = requester.ask("How many?");
                await().atMost(TestBroker.SOON).until(() -> broker.depthOfSqs(url) == 1);
            }
            respond(1, "Seven");
            try (RequestRoute another = route()) {
                Message reply = requester.reply();

                assertThat(reply.getBody(String.class)).isEqualTo("Seven");
                assertThat(reply.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
            }
        }
    }

    @Test
    void a_reply_whose_requester_is_gone_is_dead_lettered_and_the_others_come() throws Exception {
        try (RequestRoute route = route();
                Requester requester = new Requester()) {
            String gone;
            try (Requester impatient = new Requester()) {
                gone = impatient.queue.getQueueName();
                impatient.ask("How many?");
                await().atMost(TestBroker.SOON).until(() -> broker.depthOfSqs(url) == 1);
            }
            requester.ask("How many?");

            respond(2, "Seven");

            assertThat(requester.reply().getBody(String.class)).isEqualTo("Seven");
            assertThat(deadReply())
                    .containsEntry("body", "Seven")
                    .containsEntry("reason", "the requester is gone, and with it its temporary queue " + gone);
            assertThat(broker.hasJmsQueue(gone)).isFalse();
        }
    }

    @Test
    void nobody_without_the_secret_can_say_where_a_reply_goes() throws Exception {
        try (RequestRoute route = route()) {
            broker.sqs()
                    .sendMessage(request -> request.queueUrl(broker.urlOfSqs(requests + "-replies"))
                            .messageBody("Pay me")
                            .messageAttributes(
                                    Map.of(CORRELATION_ID, string("spillway-reply.AQAAAAAIcGF5bWVudHM.AAAA"))))
                    .join();

            assertThat(deadReply())
                    .containsEntry("body", "Pay me")
                    .hasEntrySatisfying(
                            "reason",
                            reason -> assertThat(reason)
                                    .isEqualTo(
                                            "the reply's correlation id leads to no requester: it was not made with this"
                                                    + " replySecret for this queue"));
        }
    }

    @Test
    void a_request_keeps_its_time_to_live() throws Exception {
        try (RequestRoute route = route();
                Requester requester = new Requester();
                JMSContext responder = onSqs.createContext()) {
            requester.timeToLive = TimeUnit.HOURS.toMillis(1);
            TextMessage request = requester.ask("How many?");

            Message received = responder
                    .createConsumer(responder.createQueue(requests + "-sqs"))
                    .receive(SOON);

            assertThat(received.getJMSExpiration()).isEqualTo(request.getJMSExpiration());
        }
    }

    @Test
    void a_request_whose_reply_would_go_to_a_topic_is_dead_lettered_with_the_reason() throws Exception {
        try (RequestRoute route = route()) {
            broker.sendToJms(requests, context -> {
                TextMessage text = context.createTextMessage("How many?");
                text.setJMSReplyTo(context.createTopic("news"));
                return List.of(text);
            });

            Message dead =
                    broker.receiveFromJms(Message.class, requests + ".dead", 1).get(0);
            assertThat(dead.getStringProperty("SpillwayDeadLetterReason")).contains("not to a topic");
        }
    }

    /** As jakarta.jms.QueueRequestor does it. */
    private final class Requester implements AutoCloseable {

        private final JMSContext context = broker.factory().createContext();
        private final Queue queue = context.createTemporaryQueue();
        private final JMSConsumer consumer = context.createConsumer(queue);
        private long timeToLive;

        TextMessage ask(String question) throws JMSException {
            TextMessage request = context.createTextMessage(question);
            request.setJMSReplyTo(queue);
            context.createProducer().setTimeToLive(timeToLive).send(context.createQueue(requests), request);
            return request;
        }

        Message reply() {
            Message reply = consumer.receive(SOON);
            assertThat(reply).as("the reply").isNotNull();
            return reply;
        }

        @Override
        public void close() {
            context.close();
        }
    }

    private RequestRoute route() throws Exception {
        return new RequestRoute(broker.factory(), broker.sqs(), requests);
    }

    /** Takes so many requests, and answers each where it says. */
    private void respond(int count, String answer) {
        broker.receiveFromSqs(url, count)
                .forEach(received -> broker.sqs()
                        .sendMessage(request -> request.queueUrl(received.messageAttributes()
                                        .get("JMS_SQSReplyToQueueURL")
                                        .stringValue())
                                .messageBody(answer)
                                .messageAttributes(Map.of(
                                        CORRELATION_ID,
                                        received.messageAttributes().get(CORRELATION_ID))))
                        .join());
    }

    private Map<String, String> deadReply() {
        var dead = broker.receiveFromSqs(broker.urlOfSqs(requests + "-dead"), 1).get(0);
        return Map.of(
                "body",
                dead.body(),
                "reason",
                dead.messageAttributes().get("SpillwayDeadLetterReason").stringValue());
    }

    private static MessageAttributeValue string(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static String createQueue(String name) {
        return broker.sqs()
                .createQueue(request -> request.queueName(name))
                .join()
                .queueUrl();
    }
}
