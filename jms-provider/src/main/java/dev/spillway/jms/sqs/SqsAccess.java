/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.transport.Transport;
import jakarta.jms.JMSException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** What the connections of a factory share: a client, the queues' URLs, the grouped requests. */
public final class SqsAccess {

    private final SqsSettings settings;
    private final ScheduledExecutorService timer;
    private final QueueUrls urls;
    private final SqsAsyncClient home;
    private final QueueSweeper sweeper;
    private final Set<String> clientIds = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, QueueChannel> channels = new ConcurrentHashMap<>();

    /**
     * @param clients stay the caller's: they are not closed here
     * @param timer for pauses and time-outs; its tasks are short
     */
    SqsAccess(RegionalClients clients, SqsSettings settings, ScheduledExecutorService timer) {
        this.settings = settings;
        this.timer = timer;
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

    QueueUrls urls() {
        return urls;
    }

    QueueChannel channel(String queue) {
        return channels.computeIfAbsent(queue, name -> new QueueChannel(urls, name, settings.linger(), timer));
    }

    /** Those in use by the factory's connections. */
    Set<String> clientIds() {
        return clientIds;
    }

    OwnedQueues ownedQueues() {
        return new OwnedQueues(home, urls, sweeper, timer, Clock.systemUTC());
    }

    /** Forgets a queue that is gone. */
    void forget(String queue) {
        channels.remove(queue);
    }

    SharedReceiver receiver(String queue, Consumer<JMSException> onError) {
        QueueChannel channel = channel(queue);
        VisibilityKeeper keeper = new VisibilityKeeper(channel, settings.visibilityTimeout(), timer, System::nanoTime);
        ReceiveCall call = new ReceiveCall(urls, channel, keeper, settings.visibilityTimeout());
        return new SharedReceiver(channel, call, keeper, settings, timer, onError);
    }
}
