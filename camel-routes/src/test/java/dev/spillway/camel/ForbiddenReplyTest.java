/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A broker that lets the bridge send to all queues but one, which it tells when the transaction is committed. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class ForbiddenReplyTest {

    private static final String CORRELATION_ID = "JMS_SQSCorrelationID";

    @TempDir
    Path data;

    private final String requests = TestBroker.newName("requests");
    private final String forbidden = requests + ".forbidden";

    @Test
    void a_reply_to_a_queue_that_may_not_be_sent_to_is_dead_lettered_and_the_others_come() throws Exception {
        try (TestBroker broker = new TestBroker(data)) {
            for (String queue : List.of("-sqs", "-replies", "-dead")) {
                broker.sqs()
                        .createQueue(request -> request.queueName(requests + queue))
                        .join();
            }
            ConnectionFactory strict = strict(ConnectionFactory.class, broker.factory(), new HashSet<>());
            broker.sendToJms(requests, context -> {
                TextMessage first = context.createTextMessage("first");
                first.setJMSReplyTo(context.createQueue(forbidden));
                TextMessage second = context.createTextMessage("second");
                second.setJMSReplyTo(context.createQueue(requests + ".allowed"));
                return List.of(first, second);
            });
            try (RequestRoute route = new RequestRoute(strict, broker.sqs(), requests)) {
                replyToBothAtOnce(broker);

                assertThat(broker.receiveFromJms(TextMessage.class, requests + ".allowed", 1))
                        .extracting(TextMessage::getText)
                        .containsExactly("re: second");
                var dead = broker.receiveFromSqs(broker.urlOfSqs(requests + "-dead"), 1)
                        .get(0);
                assertThat(dead.body()).isEqualTo("re: first");
                assertThat(dead.messageAttributes()
                                .get("SpillwayDeadLetterReason")
                                .stringValue())
                        .contains("you may not send to " + forbidden);
            }
        }
    }

    private void replyToBothAtOnce(TestBroker broker) {
        var received = broker.receiveFromSqs(broker.urlOfSqs(requests + "-sqs"), 2);
        broker.sqs()
                .sendMessageBatch(batch -> batch.queueUrl(broker.urlOfSqs(requests + "-replies"))
                        .entries(received.stream()
                                .map(request -> SendMessageBatchRequestEntry.builder()
                                        .id(request.messageId())
                                        .messageBody("re: " + request.body())
                                        .messageAttributes(Map.of(
                                                CORRELATION_ID,
                                                request.messageAttributes().get(CORRELATION_ID)))
                                        .build())
                                .toList()))
                .join();
    }

    /** @param sentTo the queues that the session's open transaction has sent to */
    private <T> T strict(Class<T> type, T real, Set<String> sentTo) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("send") && arguments[0] instanceof Queue queue) {
                        sentTo.add(queue.getQueueName());
                    }
                    if (method.getName().equals("rollback")) {
                        sentTo.clear();
                    }
                    if (method.getName().equals("commit")) {
                        if (sentTo.contains(forbidden)) {
                            throw new JMSSecurityException("you may not send to " + forbidden);
                        }
                        sentTo.clear();
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        if (result instanceof Connection connection) {
                            return strict(Connection.class, connection, sentTo);
                        } else if (result instanceof Session session) {
                            return strict(Session.class, session, new HashSet<>());
                        } else if (result instanceof MessageProducer producer) {
                            return strict(MessageProducer.class, producer, sentTo);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
