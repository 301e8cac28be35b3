/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import dev.spillway.jms.connection.SpillwayConnection;
import dev.spillway.jms.connection.SpillwayQueueConnection;
import dev.spillway.jms.connection.SpillwayTopicConnection;
import dev.spillway.jms.context.RuntimeExceptions;
import dev.spillway.jms.context.SpillwayContext;
import dev.spillway.jms.metrics.JmsMetrics;
import dev.spillway.jms.session.SessionSettings;
import dev.spillway.jms.sqs.client.ClientSource;
import dev.spillway.jms.sqs.s3.S3ClientSource;
import dev.spillway.jms.transport.Transport;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * Makes connections whose queues are Amazon SQS queues.
 *
 * <p>Where the queues are is told by a URI, whose query may set each of the options that the properties set:
 *
 * <ul>
 *   <li>{@code spillway:aws?region=eu-west-1}: Amazon SQS; the default
 *   <li>{@code spillway:http://127.0.0.1:4566?region=us-east-1} (or https): another server of its API
 *   <li>{@code spillway:embedded?data=FOLDER}: a broker in this process; needs {@code dev.spillway:artemis-plugin}
 * </ul>
 *
 * A property that is set wins over the URI. The properties are fixed with the first connection. Safe for use by any
 * number of threads. Connections share one client, which is closed by {@link #close}, and by itself some seconds after
 * the last connection.
 */
public class SpillwayConnectionFactory extends SpillwayConnectionFactoryProperties
        implements ConnectionFactory,
                QueueConnectionFactory,
                TopicConnectionFactory,
                Referenceable,
                Serializable,
                AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpillwayConnectionFactory.class);
    private static final String DEFAULT_URI = "spillway:aws";
    /** By its name, as every Reference has it: the factory doesn't depend on what restores it. */
    private static final String OBJECTS = "dev.spillway.jms.jndi.SpillwayObjectFactory";

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Map<Option, Object> set = new EnumMap<>(Option.class);
    private final transient @Nullable ClientSource given;
    private final transient Executor callbacks = callbacks();
    private final transient Set<SpillwayConnection> open = ConcurrentHashMap.newKeySet();
    private String uri = DEFAULT_URI;
    private transient SpillwayUri parsedUri = SpillwayUri.parse(DEFAULT_URI);
    private transient @Nullable Identities identities;
    private boolean closed;
    private transient JmsMetrics metrics = JmsMetrics.NONE;
    private transient @Nullable S3ClientSource s3Client;

    /** A factory for Amazon SQS, to be set by its properties. */
    public SpillwayConnectionFactory() {
        this.given = null;
    }

    /** @throws IllegalArgumentException if the URI is wrong; the message says how, and what would be right */
    public SpillwayConnectionFactory(String uri) {
        this();
        setUri(uri);
    }

    /** A factory that uses this client. It stays the caller's: {@link #close} leaves it open. */
    public SpillwayConnectionFactory(SqsAsyncClient client) {
        if (client == null) {
            throw new IllegalArgumentException("the client is null");
        }
        this.given = ClientSource.given(client);
    }

    /** A builder with a method for each property. */
    public static SpillwayConnectionFactoryBuilder builder() {
        return new SpillwayConnectionFactoryBuilder();
    }

    private static Executor callbacks() {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "spillway-callbacks");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public Connection createConnection() throws JMSException {
        return connect(SpillwayConnection::new, null, null);
    }

    /** {@inheritDoc} The user name is an AWS access key id, the password its secret; the service is asked at once. */
    @Override
    public Connection createConnection(@Nullable String userName, @Nullable String password) throws JMSException {
        return connect(SpillwayConnection::new, userName, password);
    }

    @Override
    public QueueConnection createQueueConnection() throws JMSException {
        return connect(SpillwayQueueConnection::new, null, null);
    }

    /** {@inheritDoc} As {@link #createConnection(String, String)}. */
    @Override
    public QueueConnection createQueueConnection(@Nullable String userName, @Nullable String password)
            throws JMSException {
        return connect(SpillwayQueueConnection::new, userName, password);
    }

    /** {@inheritDoc} It connects; topics are refused so far. */
    @Override
    public TopicConnection createTopicConnection() throws JMSException {
        return connect(SpillwayTopicConnection::new, null, null);
    }

    /** {@inheritDoc} As {@link #createConnection(String, String)}. */
    @Override
    public TopicConnection createTopicConnection(@Nullable String userName, @Nullable String password)
            throws JMSException {
        return connect(SpillwayTopicConnection::new, userName, password);
    }

    @Override
    public JMSContext createContext() {
        return createContext(JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public JMSContext createContext(@Nullable String userName, @Nullable String password) {
        return createContext(userName, password, JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public JMSContext createContext(@Nullable String userName, @Nullable String password, int sessionMode) {
        return RuntimeExceptions.call(() -> context(userName, password, sessionMode));
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        return createContext(null, null, sessionMode);
    }

    private JMSContext context(@Nullable String userName, @Nullable String password, int sessionMode)
            throws JMSException {
        SpillwayConnection connection = connect(SpillwayConnection::new, userName, password);
        try {
            return new SpillwayContext(connection, sessionMode);
        } catch (JMSException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The kinds of connections. */
    @FunctionalInterface
    private interface Kind<C extends SpillwayConnection> {
        C connection(
                Function<Consumer<JMSException>, Transport> connect,
                SessionSettings settings,
                Executor callbacks,
                Consumer<SpillwayConnection> onClose);
    }

    private <C extends SpillwayConnection> C connect(Kind<C> kind, @Nullable String userName, @Nullable String password)
            throws JMSException {
        Identities all = identities();
        Identities.Use use = userName == null ? all.acquire() : all.acquire(userName, password);
        C connection = kind.connection(use.access()::connect, configuration().sessions(), callbacks, closing -> {
            open.remove(closing);
            use.shared().release();
        });
        open.add(connection);
        return connection;
    }

    private synchronized Identities identities() throws JMSException {
        if (closed) {
            throw new jakarta.jms.IllegalStateException("the connection factory is closed");
        }
        Identities current = identities;
        if (current == null) {
            try {
                current = new Identities(configuration(), given, s3Client, metrics);
            } catch (IllegalArgumentException e) {
                JMSException refused = new JMSException(e.getMessage());
                refused.initCause(e);
                throw refused;
            }
            identities = current;
        }
        return current;
    }

    /** Checks what is set so far, as the first connection would. */
    synchronized Configuration configuration() {
        Configuration configuration = Configuration.of(parsedUri, set);
        if (s3Client != null) {
            configuration.requireBucketFor("s3Client");
        }
        return configuration;
    }

    /**
     * Asks the service for an answer, for health checks. One request; returns within ten seconds.
     *
     * @throws JMSException if it can't be reached or doesn't know the credentials
     */
    public void ping() throws JMSException {
        Identities.Use use = identities().acquire();
        try {
            use.access().ping();
        } finally {
            use.shared().release();
        }
    }

    /** Closes the connections that are open, and the client that they share. */
    @Override
    public void close() {
        Identities all;
        synchronized (this) {
            closed = true;
            all = identities;
        }
        for (SpillwayConnection connection : List.copyOf(open)) {
            try {
                connection.close();
            } catch (JMSException e) {
                LOG.warn("closing a connection with its factory", e);
            }
        }
        if (all != null) {
            all.close();
        }
    }

    /**
     * {@inheritDoc} It holds the factory's URI with all that is set.
     *
     * @throws NamingException if a secret key is set, which doesn't belong in a directory, or the factory was given a client
     */
    @Override
    public Reference getReference() throws NamingException {
        try {
            return new Reference(
                    SpillwayConnectionFactory.class.getName(), new StringRefAddr("uri", stored().uri()), OBJECTS, null);
        } catch (NotSerializableException e) {
            NamingException refused = new NamingException(e.getMessage());
            refused.initCause(e);
            throw refused;
        }
    }

    /** What is stored in the factory's place. */
    @Serial
    private Object writeReplace() throws ObjectStreamException {
        return stored();
    }

    private synchronized StoredFactory stored() throws NotSerializableException {
        return StoredFactory.of(given != null || s3Client != null, uri, parsedUri, set);
    }

    @Override
    final synchronized void set(Option option, @Nullable Object value) {
        requireUnused(option.key);
        if (value == null) {
            set.remove(option);
        } else {
            set.put(option, value);
        }
    }

    private void requireUnused(String property) {
        if (identities != null) {
            throw new IllegalStateException(property + " can't be set any more: the factory has made a connection");
        }
    }

    @Override
    final synchronized @Nullable Object get(Option option) {
        Object value = set.get(option);
        if (value == null) {
            value = parsedUri.options().get(option);
        }
        return value == null ? option.byDefault : value;
    }

    public synchronized String getUri() {
        return uri;
    }

    /** @throws IllegalArgumentException if the URI is wrong; the message says how, and what would be right */
    public final synchronized void setUri(String uri) {
        requireUnused("uri");
        if (given != null) {
            throw new IllegalArgumentException("the factory was given a client, which knows where its queues are");
        }
        parsedUri = SpillwayUri.parse(uri);
        this.uri = uri;
    }

    /**
     * Who is told of the factory's work, such as {@link dev.spillway.jms.metrics.MicrometerMetrics}; nobody by default,
     * which costs nothing.
     */
    public synchronized void setMetrics(JmsMetrics metrics) {
        requireUnused("metrics");
        this.metrics = metrics;
    }

    /**
     * A client to use for {@code s3Bucket} in place of one of the factory's own, whoever connects: {@code
     * S3ClientSource.given(client)}.
     */
    public synchronized void setS3Client(@Nullable S3ClientSource s3Client) {
        requireUnused("s3Client");
        this.s3Client = s3Client;
    }
}
