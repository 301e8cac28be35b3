/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.client;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsServiceClientConfiguration;

/** A factory's client, and one of the same settings for each further region that queues are used in. */
public final class RegionalClients implements AutoCloseable {

    private final ClientSource source;
    private final OpenClient home;
    private final Map<String, OpenClient> others = new HashMap<>();

    /** @throws JMSException if there can be no client; the message says what is missing */
    public RegionalClients(ClientSource source) throws JMSException {
        this.source = source;
        this.home = source.open(null);
    }

    public SqsAsyncClient home() {
        return home.client();
    }

    /** Which service the factory's client is one of: equal for those of one. */
    public Object service() {
        return home.service();
    }

    /**
     * The client for a region; that of the factory for {@code null} and for its own. Other servers of the API may call
     * their only region what they like.
     *
     * @throws InvalidDestinationException if AWS has no such region, or none can be chosen for the factory's client
     */
    public synchronized SqsAsyncClient of(@Nullable String region) throws JMSException {
        if (region == null) {
            return home.client();
        }
        OpenClient client = others.get(region);
        if (client != null) {
            return client.client();
        }
        if (isServedAtHome(region)) {
            return home.client();
        }
        if (!isOfAws(region)) {
            // a name that a sender made up must not make clients
            throw new InvalidDestinationException("the AWS SDK knows no region '" + region + "'");
        }
        client = source.open(region);
        others.put(region, client);
        return client.client();
    }

    private boolean isServedAtHome(String region) {
        try {
            SqsServiceClientConfiguration own = home.client().serviceClientConfiguration();
            return Region.of(region).equals(own.region())
                    || (!isOfAws(region) && own.endpointOverride().isPresent());
        } catch (UnsupportedOperationException e) {
            // a service in this process, such as the embedded broker
            return true;
        }
    }

    private static boolean isOfAws(String region) {
        return Region.regions().contains(Region.of(region));
    }

    @Override
    public synchronized void close() {
        others.values().forEach(client -> client.close().run());
        others.clear();
        home.close().run();
    }
}
