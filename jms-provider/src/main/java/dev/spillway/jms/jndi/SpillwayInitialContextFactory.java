/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.jndi;

import dev.spillway.jms.SpillwayConnectionFactory;
import dev.spillway.jms.destination.SpillwayQueue;
import dev.spillway.jms.destination.SpillwayTopic;
import jakarta.jms.InvalidDestinationException;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes a context of the environment, usually the file {@code jndi.properties}; no server is asked.
 *
 * <ul>
 *   <li>{@code connectionFactory.NAME=spillway:aws?region=eu-west-1}: a connection factory, by its URI
 *   <li>{@code queue.NAME=orders}: a queue, by its name at SQS, its URL or its ARN
 *   <li>{@code topic.NAME=prices}: a topic
 *   <li>{@code java.naming.provider.url=spillway:...}: short for {@code connectionFactory.ConnectionFactory}
 * </ul>
 *
 * {@code dynamicQueues/NAME} and {@code dynamicTopics/NAME} need no line. Keys of other libraries are left to them.
 */
public final class SpillwayInitialContextFactory implements InitialContextFactory {

    private static final String FACTORY = "connectionFactory.";
    private static final String QUEUE = "queue.";
    private static final String TOPIC = "topic.";
    private static final String DEFAULT_FACTORY = "ConnectionFactory";
    /** What is meant when somebody writes this. */
    private static final Map<String, String> SLIPS = Map.of(
            "connectionfactory.", FACTORY,
            "connectionfactories.", FACTORY,
            "queues.", QUEUE,
            "queue.", QUEUE,
            "topics.", TOPIC,
            "topic.", TOPIC);

    /** For JNDI, which finds it by {@code java.naming.factory.initial}. */
    public SpillwayInitialContextFactory() {}

    /** @throws ConfigurationException if a line is wrong; the message names it and says what would be right */
    @Override
    @SuppressWarnings("JdkObsolete") // JNDI speaks in Hashtable
    public Context getInitialContext(@Nullable Hashtable<?, ?> environment) throws NamingException {
        Map<String, Object> bound = new TreeMap<>();
        Hashtable<?, ?> env = environment == null ? new Hashtable<>() : environment;
        for (Map.Entry<?, ?> each : Set.copyOf(env.entrySet())) {
            if (each.getKey() instanceof String key && each.getValue() instanceof String value) {
                bind(bound, key, value);
            }
        }
        if (env.get(Context.PROVIDER_URL) instanceof String uri && !bound.containsKey(DEFAULT_FACTORY)) {
            bind(bound, FACTORY + DEFAULT_FACTORY, uri);
        }
        return new ReadOnlyContext(bound, "", env);
    }

    private static void bind(Map<String, Object> bound, String key, String value) throws ConfigurationException {
        try {
            if (key.startsWith(FACTORY)) {
                bound.put(key.substring(FACTORY.length()), new SpillwayConnectionFactory(value));
            } else if (key.startsWith(QUEUE)) {
                bound.put(key.substring(QUEUE.length()), SpillwayQueue.named(value));
            } else if (key.startsWith(TOPIC)) {
                bound.put(key.substring(TOPIC.length()), SpillwayTopic.named(value));
            } else {
                refuseSlip(key);
            }
        } catch (IllegalArgumentException | InvalidDestinationException e) {
            ConfigurationException refused = new ConfigurationException(key + ": " + e.getMessage());
            refused.initCause(e);
            throw refused;
        }
    }

    private static void refuseSlip(String key) throws ConfigurationException {
        int dot = key.indexOf('.') + 1;
        String meant = SLIPS.get(key.substring(0, dot).toLowerCase(Locale.ROOT));
        if (meant != null) {
            throw new ConfigurationException(
                    "there is no '" + key + "'; did you mean '" + meant + key.substring(dot) + "'?");
        }
    }
}
