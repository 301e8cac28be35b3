/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import dev.spillway.jms.SpillwayConnectionFactory;
import dev.spillway.jms.destination.SpillwayQueue;
import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What a JMS application sees of the provider, whatever serves the queues. A subclass says where that is. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class JmsContract
        implements DestinationContract,
                FifoContract,
                FifoSelectionContract,
                MessageContract,
                TypedBodyContract,
                ObjectContract,
                ForeignMessageContract,
                SendingContract,
                ReceivingContract,
                ListenerContract,
                AcknowledgementContract,
                TransactionContract,
                TransactedReceivingContract,
                LifecycleContract,
                ClosedContract,
                QueueDomainContract,
                TopicDomainContract,
                SelectorContract,
                TemporaryQueueContract,
                BrowserContract,
                ServerSessionContract,
                CallbackContract,
                ContextContract,
                RedeliveryContract,
                InterruptContract,
                RefusalContract {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private SpillwayConnectionFactory byDefault;
    /** Some servers tell by the signature which service is meant. */
    private static final StaticCredentialsProvider ANY_CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("contract", "contract"));

    /** For all tests of a class: closing one takes the SDK two seconds. */
    private static SqsAsyncClient sqs;

    /** The URI of the service under test. */
    abstract String uri();

    @Override
    public SpillwayConnectionFactory factory(String... options) {
        String query = String.join("&", options);
        String separator = query.isEmpty() ? "" : uri().contains("?") ? "&" : "?";
        SpillwayConnectionFactory factory = new SpillwayConnectionFactory(uri() + separator + query);
        open.push(factory);
        return factory;
    }

    private SpillwayConnectionFactory byDefault() {
        if (byDefault == null) {
            byDefault = factory();
        }
        return byDefault;
    }

    @Override
    public Connection connect() throws JMSException {
        return started(byDefault());
    }

    @Override
    public Connection connect(String... options) throws JMSException {
        return started(factory(options));
    }

    private Connection started(SpillwayConnectionFactory factory) throws JMSException {
        Connection connection = factory.createConnection();
        open.push(connection);
        connection.start();
        return connection;
    }

    @Override
    public JMSContext context(int mode) {
        JMSContext context = byDefault().createContext(mode);
        open.push(context);
        return context;
    }

    @Override
    public Queue newQueue() throws JMSException {
        return newQueue("contract-" + UUID.randomUUID());
    }

    @Override
    public Queue newFifoQueue() throws JMSException {
        return newQueue("contract-" + UUID.randomUUID() + ".fifo");
    }

    private Queue newQueue(String name) throws JMSException {
        Map<QueueAttributeName, String> attributes =
                name.endsWith(".fifo") ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of();
        sqs().createQueue(request -> request.queueName(name).attributes(attributes))
                .join();
        return SpillwayQueue.named(name);
    }

    @Override
    public SqsAsyncClient sqs() {
        if (sqs == null) {
            sqs = newClient();
        }
        return sqs;
    }

    private SqsAsyncClient newClient() {
        String location = uri().substring("spillway:".length());
        SqsAsyncClientBuilder builder = location.startsWith("http")
                ? SqsAsyncClient.builder().credentialsProvider(ANY_CREDENTIALS)
                : ServiceLoader.load(SqsAsyncClientBuilder.class).findFirst().orElseThrow();
        URI endpoint = URI.create(location.startsWith("http") ? location.replaceFirst("\\?.*", "") : uri());
        return builder.region(Region.US_EAST_1).endpointOverride(endpoint).build();
    }

    @AfterAll
    static void closeClient() {
        if (sqs != null) {
            sqs.close();
            sqs = null;
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
