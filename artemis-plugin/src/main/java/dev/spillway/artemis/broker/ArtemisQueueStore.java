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
import java.util.regex.Pattern;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The durable anycast queues of a broker whose names SQS allows. */
public final class ArtemisQueueStore implements QueueStore, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ArtemisQueueStore.class);

    /** What SQS allows as a queue's name; queues of other names stay to the broker's other clients. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}(\\.fifo)?");

    /**
     * Artemis pins each message group to one consumer, which keeps a FIFO queue's order for JMS clients; in buckets,
     * since groups may be without number. A standard queue's groups aren't locked: it has none.
     */
    private static final int FIFO_GROUP_BUCKETS = 1_024;

    private static final long SWEEP_MILLIS = 10_000;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final ActiveMQServer server;
    private final Commit commit;
    private final StoredSettings settings;
    private final QueueTuning tuning;
    private final StoredMoveTasks moveTasks;
    private final Timer timer;
    private final Clock clock;
    private final ConcurrentHashMap<String, ArtemisQueue> queues = new ConcurrentHashMap<>();
    private final OtherClients otherClients =
            new OtherClients(queue -> queues.get(queue.getName().toString()));

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
        this.commit = new Commit(server);
        this.settings = new StoredSettings(server.getStorageManager());
        this.moveTasks = new StoredMoveTasks(server.getStorageManager(), commit);
        // Receive counts survive a restart however often a message is received; the default stops at 10.
        server.getConfiguration().setMaxRedeliveryRecords(-1);
        this.tuning = new QueueTuning(server, settings);
        dropOrphans();
        // Their redrive policies are for other clients too, whether or not an SQS client comes.
        settings.names().forEach(this::open);
        server.registerBrokerPlugin(otherClients);
        sweepLater();
    }

    private void dropOrphans() {
        var unused = commit.durably(() -> {
                    DeduplicationJournal.dropOrphans(server);
                    ReceiveJournal.dropOrphans(server);
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
        Queue queue = served(server, name);
        return queue == null
                ? null
                : queues.computeIfAbsent(
                        name, absent -> new ArtemisQueue(server, queue, settings, tuning, timer, clock));
    }

    /** The queue of this very name: Artemis would find the queue {@code orders} by {@code any::orders} too. */
    static @Nullable Queue served(ActiveMQServer server, String name) {
        Queue queue = NAME.matcher(name).matches() ? server.locateQueue(SimpleString.of(name)) : null;
        return queue != null && isServed(queue) ? queue : null;
    }

    private static boolean isServed(Queue queue) {
        return queue.isDurable()
                && !queue.isTemporary()
                && !queue.isInternalQueue()
                && queue.getRoutingType() == RoutingType.ANYCAST
                && NAME.matcher(queue.getName().toString()).matches();
    }

    @Override
    public List<String> names() {
        return server.getPostOffice()
                .getAllBindings()
                .filter(QueueBinding.class::isInstance)
                .map(binding -> ((QueueBinding) binding).getQueue())
                .filter(ArtemisQueueStore::isServed)
                .map(queue -> queue.getName().toString())
                .sorted()
                .toList();
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
        if (server.locateQueue(SimpleString.of(name)) != null) {
            throw new IllegalStateException(
                    "the broker has a queue " + name + " that is not a durable anycast queue: choose another name");
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
            forget(name);
        }
        settings.delete(name);
    }

    /** A queue is gone, whoever deleted it. */
    public void forget(String name) {
        ArtemisQueue gone = queues.remove(name);
        if (gone != null) {
            gone.forget();
        }
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
        queues.forEach((name, queue) -> {
            try {
                queue.close();
            } catch (Exception e) {
                log.warn("Could not leave queue {}", name, e);
            }
        });
        queues.clear();
        tuning.close();
        server.unRegisterBrokerPlugin(otherClients);
    }
}
