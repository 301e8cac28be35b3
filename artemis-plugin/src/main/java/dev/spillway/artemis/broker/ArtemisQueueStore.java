/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.MoveTaskStore;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.QueueStore;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SQS queues of a broker. */
public final class ArtemisQueueStore implements QueueStore, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ArtemisQueueStore.class);

    /**
     * Artemis pins each message group to one consumer, which keeps a FIFO queue's order for JMS clients; in buckets,
     * since groups may be without number. A standard queue's groups aren't locked: it has none.
     */
    private static final int FIFO_GROUP_BUCKETS = 1_024;

    private static final long SWEEP_MILLIS = 10_000;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final ActiveMQServer server;
    private final ServedQueues served;
    private final Commit commit;
    private final StoredSettings settings;
    private final QueueTuning tuning;
    private final StoredMoveTasks moveTasks;
    private final Timer timer;
    private final Clock clock;
    private final ConcurrentHashMap<String, ArtemisQueue> queues = new ConcurrentHashMap<>();
    private final OtherClients otherClients = new OtherClients(
            queue -> queues.get(queue.getName().toString()), this::isOfSqs, this::created, this::destroyed);

    /** @param server an active broker */
    public ArtemisQueueStore(ActiveMQServer server) {
        this(
                server,
                new HashedWheelTimer(new DefaultThreadFactory("spillway-visibility", true), 20, TimeUnit.MILLISECONDS),
                Clock.systemUTC());
    }

    /** @param timer stops with the store */
    ArtemisQueueStore(ActiveMQServer server, Timer timer, Clock clock) {
        this.server = server;
        this.timer = timer;
        this.clock = clock;
        this.served = new ServedQueues(server);
        this.commit = new Commit(server);
        this.settings = new StoredSettings(server.getStorageManager());
        this.moveTasks = new StoredMoveTasks(server.getStorageManager(), commit);
        // Receive counts survive a restart however often a message is received; the default stops at 10.
        server.getConfiguration().setMaxRedeliveryRecords(-1);
        dropOrphans();
        this.tuning = new QueueTuning(server, settings);
        settings.names().forEach(this::openOrTell);
        // What they know of their messages is for other clients too, whether or not an SQS client comes.
        names().forEach(this::open);
        server.registerBrokerPlugin(otherClients);
        sweepLater();
    }

    private void dropOrphans() {
        var unused = commit.durably(() -> {
                    DeduplicationJournal.dropOrphans(server);
                    ReceiveJournal.dropOrphans(server);
                    for (String name : settings.names()) {
                        if (server.locateQueue(SimpleString.of(name)) == null) {
                            settings.delete(name);
                        }
                    }
                })
                .exceptionally(failure -> {
                    log.warn("Could not forget what was recorded of queues that are gone", failure);
                    return null;
                });
    }

    @Override
    public Optional<MessageQueue> find(String name) {
        return Optional.ofNullable(open(name));
    }

    private @Nullable ArtemisQueue open(String name) {
        ArtemisQueue open = queues.get(name);
        if (open != null) {
            return open;
        }
        Queue queue = served.find(name);
        return queue == null
                ? null
                : queues.computeIfAbsent(
                        name, absent -> new ArtemisQueue(server, queue, settings, tuning, timer, clock));
    }

    private void openOrTell(String name) {
        if (open(name) == null && server.locateQueue(SimpleString.of(name)) != null) {
            log.warn("Queue {} is not served by SQS: it is not the one anycast queue of its address any more", name);
        }
    }

    @Override
    public List<String> names() {
        return served.names();
    }

    @Override
    public CompletableFuture<MessageQueue> create(String name, QueueSettings wanted) {
        return commit.durablyElsewhere(() -> createNow(name, wanted))
                .thenApply(created -> find(name)
                        .orElseThrow(() -> new IllegalStateException("queue " + name + " was deleted meanwhile")));
    }

    private synchronized void createNow(String name, QueueSettings wanted) throws Exception {
        if (open(name) != null) {
            return;
        }
        if (!served.isFree(name)) {
            throw new IllegalStateException("the broker has a queue of the name or the address " + name
                    + " that is not a durable anycast queue alone at its address: choose another name");
        }
        // First the settings: a crash in between leaves none without its queue's meaning.
        settings.store(name, wanted);
        tuning.apply();
        server.createQueue(QueueConfiguration.of(name)
                .setAddress(name)
                .setRoutingType(RoutingType.ANYCAST)
                .setDurable(true)
                .setAutoCreateAddress(true)
                .setAutoDelete(false)
                .setGroupBuckets(name.endsWith(ArtemisQueue.FIFO_SUFFIX) ? FIFO_GROUP_BUCKETS : 0));
    }

    @Override
    public MoveTaskStore moveTasks() {
        return moveTasks;
    }

    @Override
    public CompletableFuture<Void> delete(String name) {
        return commit.durablyElsewhere(() -> deleteNow(name));
    }

    private synchronized void deleteNow(String name) throws Exception {
        ArtemisQueue open = open(name);
        if (open != null) {
            open.close();
            server.destroyQueue(SimpleString.of(name), null, false, true, true);
        }
        forget(name);
    }

    private boolean isOfSqs(SimpleString queue) {
        return settings.names().contains(queue.toString());
    }

    /** A queue is new, whoever made it. Artemis calls this, with a lock under which nothing is done to a queue. */
    private void created(Queue queue) {
        String address = queue.getAddress().toString();
        if (queue.getRoutingType() == RoutingType.ANYCAST && !queue.getName().equals(queue.getAddress())) {
            server.getThreadPool().execute(() -> leaveIfShared(address));
        }
    }

    /** What is sent to a queue that others share the address of may come to them: SQS clients don't see it any more. */
    private synchronized void leaveIfShared(String name) {
        if (served.find(name) != null) {
            return;
        }
        ArtemisQueue left = queues.remove(name);
        if (left != null) {
            log.warn("Queue {} is not served by SQS any more: another anycast queue has come to its address", name);
            leave(name, left);
        }
    }

    /** A queue is gone, whoever deleted it. Artemis calls this. */
    private void destroyed(Queue queue) {
        String name = queue.getName().toString();
        try {
            forget(name);
        } catch (Exception e) {
            log.warn("Could not forget the settings of queue {}; the next start of the broker tries again", name, e);
        }
    }

    private void forget(String name) throws Exception {
        ArtemisQueue gone = queues.remove(name);
        if (gone != null) {
            gone.forget();
        }
        // Only written to memory here: the disk is not waited for.
        settings.delete(name);
        tuning.remove(name);
    }

    private void sweepLater() {
        timer.newTimeout(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sweep(Timeout over) {
        // Not on the timer's thread, which all visibility time-outs need.
        server.getThreadPool().execute(() -> {
            for (String name : names()) {
                try {
                    ArtemisQueue queue = open(name);
                    if (queue != null) {
                        queue.sweep(IDLE_NANOS);
                    }
                } catch (Exception e) {
                    log.warn("Could not look after queue {}; the next round tries again", name, e);
                }
            }
            if (!over.isCancelled()) {
                sweepLater();
            }
        });
    }

    /** Ends what waits and gives back what is in flight. The broker and its queues go on. */
    @Override
    public void close() {
        timer.stop();
        queues.forEach(ArtemisQueueStore::leave);
        queues.clear();
        // After them: what is just being received still hides messages.
        timer.stop();
        tuning.close();
        server.unRegisterBrokerPlugin(otherClients);
    }

    private static void leave(String name, ArtemisQueue queue) {
        try {
            queue.close();
        } catch (Exception e) {
            log.warn("Could not leave queue {}", name, e);
        }
    }
}
