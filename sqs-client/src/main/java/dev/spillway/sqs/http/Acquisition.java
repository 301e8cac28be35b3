/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.jspecify.annotations.Nullable;

/** Waits for a place among the connections, and connects where there is no connection that can be used again. */
final class Acquisition {

    /** Whom the connection is for. */
    interface Receiver {

        /** On any thread; the receiver gives it back. */
        void connected(AsyncConnectionEndpoint connection);

        /** On any thread. */
        void failed(Exception cause);
    }

    private final Connections connections;
    private final Destination destination;
    private final Receiver receiver;

    /** Set once there is a place, or none is wanted any more. */
    private final AtomicBoolean settled = new AtomicBoolean();

    private final AtomicBoolean waits = new AtomicBoolean();
    private volatile @Nullable Future<?> lease;
    private volatile @Nullable Future<?> timeout;

    private Acquisition(Connections connections, Destination destination, Receiver receiver) {
        this.connections = connections;
        this.destination = destination;
        this.receiver = receiver;
    }

    /**
     * @throws IllegalStateException if the connections are closed
     * @throws RejectedExecutionException if they are being closed
     */
    static Acquisition start(Connections connections, Destination destination, Receiver receiver) {
        Acquisition acquisition = new Acquisition(connections, destination, receiver);
        acquisition.start();
        return acquisition;
    }

    private void start() {
        Future<?> place = connections.pool.lease(
                "", destination.route(), null, Connections.timeout(connections.settings.acquire()), new Place());
        lease = place;
        if (!settled.get()) {
            await(place);
        }
    }

    private void await(Future<?> place) {
        int others = connections.waiting.getAndIncrement();
        waits.set(true);
        if (others >= connections.settings.maxWaiting()) {
            giveUp(
                    place,
                    new IOException("no connection to " + destination + ": all "
                            + connections.settings.maxConnections() + " are in use, and " + others
                            + " requests wait for one already. Allow more connections, or send less at once."));
        } else if (!connections.settings.acquire().isZero()) {
            timeout = connections.timer.schedule(
                    () -> giveUp(place, exhausted()),
                    connections.settings.acquire().toMillis(),
                    TimeUnit.MILLISECONDS);
        }
        if (settled.get()) {
            endWait();
        }
    }

    /** If it still waits for a place. What is being connected is left to it: the next request may use that. */
    void cancel() {
        Future<?> place = lease;
        if (settled.compareAndSet(false, true) && place != null) {
            place.cancel(true);
            endWait();
        }
    }

    private void giveUp(Future<?> place, IOException cause) {
        if (settled.compareAndSet(false, true)) {
            place.cancel(true);
            endWait();
            receiver.failed(cause);
        }
    }

    private IOException exhausted() {
        return Failure.exhausted(destination, connections.settings);
    }

    private void endWait() {
        if (waits.compareAndSet(true, false)) {
            connections.waiting.decrementAndGet();
        }
        Future<?> pending = timeout;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    private void leased(AsyncConnectionEndpoint connection) {
        if (!settled.compareAndSet(false, true)) {
            if (connection.isConnected()) {
                connections.reuse(connection, connections.maxIdle());
            } else {
                connections.discard(connection);
            }
            return;
        }
        endWait();
        if (connection.isConnected()) {
            receiver.connected(connection);
            return;
        }
        try {
            connections.connector.execute(() -> connect(connection));
        } catch (RejectedExecutionException e) {
            failed(connection, new IOException("the client is closed", e));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    private void connect(AsyncConnectionEndpoint connection) {
        try {
            connections.pool.connect(connection, connections.reactor, null, null, null, new Connected(connection));
        } catch (RuntimeException e) {
            failed(connection, e);
        }
    }

    private void failed(AsyncConnectionEndpoint connection, Exception cause) {
        connections.discard(connection);
        receiver.failed(cause);
    }

    private final class Place implements FutureCallback<AsyncConnectionEndpoint> {

        @Override
        public void completed(AsyncConnectionEndpoint connection) {
            leased(connection);
        }

        @Override
        public void failed(Exception cause) {
            if (settled.compareAndSet(false, true)) {
                endWait();
                IOException exhausted = exhausted();
                exhausted.initCause(cause);
                receiver.failed(exhausted);
            }
        }

        @Override
        public void cancelled() {
            if (settled.compareAndSet(false, true)) {
                endWait();
                receiver.failed(new InterruptedIOException(
                        "the thread was interrupted when it asked for a connection to " + destination));
            }
        }
    }

    private final class Connected implements FutureCallback<AsyncConnectionEndpoint> {

        private final AsyncConnectionEndpoint connection;

        Connected(AsyncConnectionEndpoint connection) {
            this.connection = connection;
        }

        @Override
        public void completed(AsyncConnectionEndpoint connected) {
            if (destination.route().isTunnelled()) {
                Tunnel.open(connections, destination, connection, receiver);
            } else {
                receiver.connected(connection);
            }
        }

        @Override
        public void failed(Exception cause) {
            Acquisition.this.failed(connection, cause);
        }

        @Override
        public void cancelled() {
            Acquisition.this.failed(connection, new IOException("the client is closed"));
        }
    }
}
