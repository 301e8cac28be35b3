/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.artemis.SpillwayBroker;
import dev.spillway.artemis.SpillwayConfig;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Both ends of a bridge: a broker with Artemis's own JMS client, and queues of SQS that are others than its JMS queues. */
public final class TestBroker implements AutoCloseable {

    /** How long what is awaited may take. */
    public static final Duration SOON = Duration.ofSeconds(30);

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final SpillwayBroker broker;
    private final ActiveMQConnectionFactory factory;

    public TestBroker(Path data) {
        SpillwayConfig config = new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account());
        broker = SpillwayBroker.start(data, config, 0);
        factory = new ActiveMQConnectionFactory(url());
    }

    /** A name that no other queue has. */
    public static String newName(String prefix) {
        return prefix + "-" + NAMES.incrementAndGet();
    }

    /** Where Artemis's JMS client connects to. */
    public String url() {
        return "tcp://127.0.0.1:" + broker.jmsPort();
    }

    /** The endpoint of SQS. */
    public URI endpoint() {
        return broker.endpoint();
    }

    public ConnectionFactory factory() {
        return factory;
    }

    public SqsAsyncClient sqs() {
        return broker.sqs();
    }

    /** Messages as a session makes them. */
    public interface Source {
        List<Message> messages(JMSContext context) throws JMSException;
    }

    public void sendToJms(String queue, Source source) throws JMSException {
        try (JMSContext context = factory.createContext()) {
            for (Message message : source.messages(context)) {
                context.createProducer().send(context.createQueue(queue), message);
            }
        }
    }

    /** So many messages, and no more, in their order. */
    public <M extends Message> List<M> receiveFromJms(Class<M> type, String queue, int count) {
        List<M> received = new ArrayList<>();
        try (JMSContext context = factory.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            while (received.size() < count) {
                Message message = consumer.receive(SOON.toMillis());
                assertThat(message)
                        .as("message %s of %s", received.size() + 1, count)
                        .isInstanceOf(type);
                received.add(type.cast(message));
            }
            assertThat(consumer.receiveNoWait()).isNull();
        }
        return received;
    }

    public int depthOfJms(String queue) throws JMSException {
        try (JMSContext context = factory.createContext();
                var browser = context.createBrowser(context.createQueue(queue))) {
            return Collections.list((Enumeration<?>) browser.getEnumeration()).size();
        }
    }

    /** Whether the broker has a queue, without making it. */
    public boolean hasJmsQueue(String name) throws JMSException, ActiveMQException {
        try (var connection = factory.createConnection();
                var session = connection.createSession()) {
            return ((ActiveMQSession) session)
                    .getCoreSession()
                    .queueQuery(SimpleString.of(name))
                    .isExists();
        }
    }

    public String urlOfSqs(String queue) {
        return sqs().getQueueUrl(request -> request.queueName(queue)).join().queueUrl();
    }

    /** The URL of a new FIFO queue, whose name ends with {@code .fifo}. */
    public String createFifoQueue(String name, Map<QueueAttributeName, String> attributes) {
        Map<QueueAttributeName, String> all = new HashMap<>(attributes);
        all.put(QueueAttributeName.FIFO_QUEUE, "true");
        return sqs().createQueue(request -> request.queueName(name).attributes(all))
                .join()
                .queueUrl();
    }

    /** So many messages, and no more, in the order in which they are received, each deleted. */
    public List<software.amazon.awssdk.services.sqs.model.Message> receiveFromSqs(String url, int count) {
        List<software.amazon.awssdk.services.sqs.model.Message> received = new ArrayList<>();
        await().atMost(SOON.plusMillis(20L * count)).until(() -> {
            int before;
            do {
                before = received.size();
                received.addAll(receiveAndDelete(url));
            } while (received.size() > before && received.size() < count);
            return received.size() >= count;
        });
        assertThat(received).hasSize(count);
        return received;
    }

    private List<software.amazon.awssdk.services.sqs.model.Message> receiveAndDelete(String url) {
        var messages = sqs().receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(1)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNamesWithStrings("All"))
                .join()
                .messages();
        messages.forEach(
                message -> sqs().deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()))
                        .join());
        return messages;
    }

    /** Visible and in flight. */
    public int depthOfSqs(String url) {
        var attributes = attributes(url);
        return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    public Map<QueueAttributeName, String> attributes(String url) {
        return sqs().getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .join()
                .attributes();
    }

    @Override
    public void close() {
        factory.close();
        broker.close();
    }
}
