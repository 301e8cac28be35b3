/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.jms;

import com.amazon.sqs.javamessaging.ProviderConfiguration;
import com.amazon.sqs.javamessaging.SQSConnectionFactory;
import dev.spillway.benchmarks.jms.Load.Receiving;
import dev.spillway.benchmarks.jms.Load.Sending;
import dev.spillway.benchmarks.requests.ProcessRequests;
import dev.spillway.benchmarks.requests.RequestCount;
import dev.spillway.jms.SpillwayConnectionFactory;
import jakarta.jms.ConnectionFactory;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A JMS provider, and which loads it knows. */
@SuppressWarnings("ImmutableEnumChecker") // Its sets are never changed.
enum Library {
    SPILLWAY("Spillway", EnumSet.allOf(Sending.class), EnumSet.allOf(Receiving.class)),
    /** As it is made by its no-argument configuration: it prefetches one message. */
    PEER_DEFAULT("amazon-sqs lib, defaults", EnumSet.of(Sending.SYNC), EnumSet.of(Receiving.AUTO, Receiving.LISTENER)),
    PEER(
            "amazon-sqs lib, prefetch 10",
            EnumSet.of(Sending.SYNC),
            EnumSet.of(Receiving.NONE, Receiving.LISTENER, Receiving.AUTO, Receiving.CLIENT, Receiving.UNORDERED)),
    ARTEMIS("Artemis JMS client", EnumSet.allOf(Sending.class), EnumSet.complementOf(EnumSet.of(Receiving.UNORDERED)));

    final String title;
    private final Set<Sending> sendings;
    private final Set<Receiving> receivings;

    Library(String title, Set<Sending> sendings, Set<Receiving> receivings) {
        this.title = title;
        this.sendings = sendings;
        this.receivings = receivings;
    }

    boolean knows(Load load) {
        return sendings.contains(load.sending())
                && receivings.contains(load.receiving())
                && !(load.fifo() && (this == ARTEMIS || this == PEER_DEFAULT));
    }

    /** A factory of its own, and what closes it. */
    record Open(ConnectionFactory factory, RequestCount count, AutoCloseable resources) {}

    /** @param inProcess the client of a broker in this process, for Spillway; {@code null} to use the endpoint */
    Open open(URI endpoint, @Nullable SqsAsyncClient inProcess) {
        RequestCount count = new RequestCount();
        switch (this) {
            case SPILLWAY -> {
                if (inProcess != null) {
                    SpillwayConnectionFactory factory = new SpillwayConnectionFactory(count.counting(inProcess));
                    return new Open(factory, count, factory);
                }
                SpillwayConnectionFactory factory = new SpillwayConnectionFactory(
                        "spillway:" + endpoint + "?region=us-east-1&accessKey=any&secretKey=any");
                return new Open(factory, ProcessRequests.count(), factory);
            }
            case PEER_DEFAULT, PEER -> {
                SqsClient client = count.at(endpoint, SqsClient.builder()).build();
                ProviderConfiguration configuration = new ProviderConfiguration();
                if (this == PEER) {
                    configuration = configuration.withNumberOfMessagesToPrefetch(10);
                }
                return new Open(new SQSConnectionFactory(configuration, client), count, client);
            }
            default -> {
                ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(endpoint.toString());
                return new Open(factory, count, factory);
            }
        }
    }
}
