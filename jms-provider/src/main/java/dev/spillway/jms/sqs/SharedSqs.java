/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.metrics.JmsMetrics;
import dev.spillway.jms.sqs.client.ClientSource;
import dev.spillway.jms.sqs.client.MeteredClient;
import dev.spillway.jms.sqs.client.OpenClient;
import dev.spillway.jms.sqs.client.RegionalClients;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The client that a factory's connections share: opened with the first connection, closed some seconds after the last
 * one, so that an application that opens a connection for each message keeps it, and a program that ends can end.
 */
public final class SharedSqs implements AutoCloseable {

    /** How long a client outlives the last connection. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final ClientSource source;
    private final StoreSource store;
    private final SqsSettings settings;
    private final JmsMetrics metrics;
    private final Duration idle;
    private @Nullable Opened opened;
    private int users;
    private boolean closed;

    private record Opened(
            RegionalClients clients,
            @Nullable Offloading offloading,
            SqsAccess access,
            ScheduledExecutorService timer) {}

    private @Nullable ScheduledFuture<?> closing;

    public SharedSqs(ClientSource source, StoreSource store, SqsSettings settings, JmsMetrics metrics) {
        this(source, store, settings, metrics, IDLE);
    }

    SharedSqs(ClientSource source, StoreSource store, SqsSettings settings, JmsMetrics metrics, Duration idle) {
        this.store = store;
        this.metrics = metrics;
        this.source = metrics == JmsMetrics.NONE ? source : region -> metered(source.open(region));
        this.settings = settings;
        this.idle = idle;
    }

    private OpenClient metered(OpenClient opened) {
        return new OpenClient(MeteredClient.of(opened.client(), metrics), opened.service(), opened.close());
    }

    /** For a new connection, which {@link #release}s it. */
    public synchronized SqsAccess acquire() throws JMSException {
        if (closed) {
            throw new IllegalStateException("the connection factory is closed");
        }
        Opened current = opened;
        if (current == null) {
            current = open();
            opened = current;
        }
        if (closing != null) {
            closing.cancel(false);
            closing = null;
        }
        users++;
        return current.access();
    }

    private Opened open() throws JMSException {
        Offloading offloading = store.open();
        try {
            RegionalClients clients = new RegionalClients(source);
            ScheduledExecutorService timer = timer();
            return new Opened(clients, offloading, new SqsAccess(clients, offloading, settings, timer, metrics), timer);
        } catch (JMSException | RuntimeException e) {
            if (offloading != null) {
                offloading.close();
            }
            throw e;
        }
    }

    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "spillway-timer");
            thread.setDaemon(true);
            return thread;
        });
        // what ends after the factory was closed must still be able to tell those who wait for it
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** A connection has closed. */
    public synchronized void release() {
        users--;
        if (users == 0 && opened != null) {
            closing = opened.timer().schedule(this::closeIdleLater, idle.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The timer's thread goes with the client, and the process is to wait for a broker in it to stop: one of its own. */
    private void closeIdleLater() {
        Thread closer = new Thread(this::closeIdle, "spillway-close");
        closer.setDaemon(false);
        closer.start();
    }

    private synchronized void closeIdle() {
        if (users == 0) {
            closeClient();
        }
    }

    private void closeClient() {
        Opened current = opened;
        opened = null;
        closing = null;
        if (current != null) {
            current.access().close();
            current.timer().shutdownNow();
            current.clients().close();
            if (current.offloading() != null) {
                current.offloading().close();
            }
        }
    }

    /** Closes the client now. */
    @Override
    public void close() {
        Opened current;
        synchronized (this) {
            closed = true;
            current = opened;
        }
        if (current != null) {
            // calls what waits, which may take a lock that another thread holds while it waits for this one's
            current.access().close();
        }
        synchronized (this) {
            closeClient();
        }
    }
}
