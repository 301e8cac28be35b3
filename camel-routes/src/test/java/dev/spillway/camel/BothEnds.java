/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What a test does at both ends of a bridge: a broker by its own JMS client, and queues of SQS. */
public class BothEnds {

    /** How long what is awaited may take. */
    public static final Duration SOON = Duration.ofSeconds(30);

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final ConnectionFactory factory;
    private final SqsAsyncClient sqs;

    public BothEnds(ConnectionFactory factory, SqsAsyncClient sqs) {
        this.factory = factory;
        this.sqs = sqs;
    }

    /** A client over HTTP, the caller's to close. */
    public static SqsAsyncClient client(URI endpoint, RetryStrategy retries) {
        return SqsAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .overrideConfiguration(configuration -> configuration.retryStrategy(retries))
                .build();
    }

    /** A name that no other queue has. */
    public static String newName(String prefix) {
        return prefix + "-" + NAMES.incrementAndGet();
    }

    public final ConnectionFactory factory() {
        return factory;
    }

    public final SqsAsyncClient sqs() {
        return sqs;
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

    /** The texts of all messages that are there, in their order, after waiting for so many different ones. */
    public List<String> textsFromJms(String queue, int different) throws JMSException {
        List<String> texts = new ArrayList<>();
        try (JMSContext context = factory.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            Set<String> seen = new HashSet<>();
            while (true) {
                Message message = consumer.receive(seen.size() < different ? SOON.toMillis() : 500);
                if (message == null) {
                    return texts;
                }
                String text = message.getBody(String.class);
                texts.add(text);
                seen.add(text);
            }
        }
    }

    public int depthOfJms(String queue) throws JMSException {
        try (JMSContext context = factory.createContext();
                var browser = context.createBrowser(context.createQueue(queue))) {
            return Collections.list((Enumeration<?>) browser.getEnumeration()).size();
        }
    }

    /** How many messages a queue has, with those that a consumer holds or has fetched, which a browser doesn't show. */
    public int leftInJms(String queue) throws JMSException {
        try (var connection = factory.createConnection();
                var session = connection.createSession()) {
            return Math.toIntExact(((ActiveMQSession) session)
                    .getCoreSession()
                    .queueQuery(SimpleString.of(queue))
                    .getMessageCount());
        } catch (ActiveMQException e) {
            throw new IllegalStateException("the broker doesn't tell of queue '" + queue + "'", e);
        }
    }

    /** Whether the broker has a queue, without making it. */
    public final boolean hasJmsQueue(String name) throws JMSException, ActiveMQException {
        try (var connection = factory.createConnection();
                var session = connection.createSession()) {
            return ((ActiveMQSession) session)
                    .getCoreSession()
                    .queueQuery(SimpleString.of(name))
                    .isExists();
        }
    }

    public final String urlOfSqs(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).join().queueUrl();
    }

    /** The URL of a new FIFO queue, whose name ends with {@code .fifo}. */
    public String createFifoQueue(String name, Map<QueueAttributeName, String> attributes) {
        Map<QueueAttributeName, String> all = new HashMap<>(attributes);
        all.put(QueueAttributeName.FIFO_QUEUE, "true");
        return sqs.createQueue(request -> request.queueName(name).attributes(all))
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
        var messages = sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(1)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNamesWithStrings("All"))
                .join()
                .messages();
        messages.forEach(
                message -> sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()))
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
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .join()
                .attributes();
    }
}
