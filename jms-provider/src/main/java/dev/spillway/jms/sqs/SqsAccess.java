/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.destination.SpillwayTemporaryQueue;
import dev.spillway.jms.metrics.JmsMetrics;
import dev.spillway.jms.sqs.client.AwsErrors;
import dev.spillway.jms.sqs.client.RegionalClients;
import dev.spillway.jms.sqs.queue.ClientIds;
import dev.spillway.jms.sqs.queue.OwnedQueues;
import dev.spillway.jms.sqs.queue.QueueSweeper;
import dev.spillway.jms.sqs.queue.QueueUrls;
import dev.spillway.jms.transport.Transport;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** What the connections of a factory share: a client, the queues' URLs, the grouped requests. */
public final class SqsAccess {

    private static final long PING_SECONDS = 10;

    private final RegionalClients clients;
    private final SqsSettings settings;
    private final ScheduledExecutorService timer;
    private final JmsMetrics metrics;
    private final @Nullable Offloading offloading;
    private final QueueUrls urls;
    private final Map<SharedReceiver, Runnable> watched = new ConcurrentHashMap<>();
    private final SqsAsyncClient home;
    private final QueueSweeper sweeper;
    private final ConcurrentHashMap<String, QueueChannel> channels = new ConcurrentHashMap<>();
    private volatile boolean verified;
    private volatile @Nullable JMSException closed;

    /**
     * @param clients stay the caller's: they are not closed here
     * @param offloading where payloads that are too large go; {@code null} for nowhere; stays the caller's too
     * @param timer for pauses and time-outs; its tasks are short
     */
    SqsAccess(
            RegionalClients clients,
            @Nullable Offloading offloading,
            SqsSettings settings,
            ScheduledExecutorService timer,
            JmsMetrics metrics) {
        this.offloading = offloading;
        this.clients = clients;
        this.settings = settings;
        this.timer = timer;
        this.metrics = metrics;
        this.urls = new QueueUrls(clients, settings.createDestinations());
        this.home = clients.home();
        this.sweeper = new QueueSweeper(home, Clock.systemUTC());
    }

    /**
     * A new connection's transport.
     *
     * @param onError told of failures that no call of the application is there to report
     */
    public Transport connect(Consumer<JMSException> onError) {
        return new SqsTransport(this, onError);
    }

    /** A receiver has closed. */
    void ended(SharedReceiver receiver) {
        Runnable unwatch = watched.remove(receiver);
        if (unwatch != null) {
            unwatch.run();
        }
    }

    /**
     * Returns once the service has answered a request, be it that it allows this one to nobody.
     *
     * @throws JMSException if it can't be reached, or doesn't know the credentials
     */
    public void ping() throws JMSException {
        try {
            clients.home().listQueues(request -> request.maxResults(1)).get(PING_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            JMSException failure = AwsErrors.of("reaching the service", e).exception();
            String code = failure.getErrorCode();
            if (code == null || !code.startsWith("AccessDenied")) {
                throw failure;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JMSException("interrupted while reaching the service");
        }
    }

    /**
     * Asks the service whether it knows the credentials; once, if it does. A key that may not list queues is known too.
     *
     * @throws jakarta.jms.JMSSecurityException if it doesn't
     * @throws JMSException if the service can't be asked
     */
    public void verifyCredentials() throws JMSException {
        if (!verified) {
            ping();
            verified = true;
        }
    }

    QueueUrls urls() {
        return urls;
    }

    QueueChannel channel(String queue) {
        QueueChannel channel =
                channels.computeIfAbsent(queue, name -> new QueueChannel(urls, name, settings, timer, offloading));
        JMSException reason = closed;
        if (reason != null) {
            channel.close(reason);
        }
        return channel;
    }

    /** Sends nothing more: what waits for a request fails. */
    void close() {
        JMSException reason = new IllegalStateException("the connection factory was closed");
        closed = reason;
        channels.values().forEach(channel -> channel.close(reason));
    }

    /** For a connection. */
    ClientIds clientIds() {
        return new ClientIds(clients.service());
    }

    OwnedQueues ownedQueues() {
        return new OwnedQueues(home, urls, sweeper, timer, Clock.systemUTC());
    }

    /** What a queue is called in metrics: the temporary ones, each with a name of its own, are one. */
    private static String measured(String queue) {
        return SpillwayTemporaryQueue.isName(queue) ? SpillwayTemporaryQueue.PREFIX + "*" : queue;
    }

    /** Forgets a queue that is gone. */
    void forget(String queue) {
        QueueChannel channel = channels.remove(queue);
        if (channel != null) {
            channel.close(new InvalidDestinationException("queue '" + queue + "' was deleted"));
        }
    }

    SharedReceiver receiver(String queue, Consumer<JMSException> onError) {
        QueueChannel channel = channel(queue);
        VisibilityKeeper keeper =
                new VisibilityKeeper(channel, settings.visibilityTimeout(), timer, System::nanoTime, metrics);
        ReceiveCall call = new ReceiveCall(urls, channel, keeper, new PayloadFetch(channel, onError), settings);
        SharedReceiver receiver = new SharedReceiver(channel, call, keeper, settings, timer, onError);
        watched.put(receiver, metrics.receiving(measured(queue), receiver::prefetched, keeper::inFlight));
        return receiver;
    }
}
