/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;

/** The requests that are made by the threads that ask for them. */
final class CallingThreads {

    /** How long an interrupt may go unnoticed: a thread that reads from a socket doesn't notice it itself. */
    private static final long WATCH_MILLIS = 100;

    private final BlockingConnections connections;
    private final ScheduledExecutorService timer;
    private final Set<BlockingExchange> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile boolean closed;

    /** @param timer notices interrupts */
    CallingThreads(BlockingConnections connections, ScheduledExecutorService timer) {
        this.connections = connections;
        this.timer = timer;
    }

    /** Complete on return. */
    CompletableFuture<Void> execute(AsyncExecuteRequest request, Destination destination) {
        BlockingExchange exchange = new BlockingExchange(request, destination, connections);
        underWay.add(exchange);
        try {
            watch();
            if (closed) {
                exchange.end(new IOException("the HTTP client is closed"));
            }
            return exchange.run();
        } finally {
            underWay.remove(exchange);
        }
    }

    private void watch() {
        if (!watching.get() && watching.compareAndSet(false, true)) {
            try {
                @SuppressWarnings({"FutureReturnValueIgnored", "unused"}) // it doesn't fail
                var ignored = timer.schedule(this::endInterrupted, WATCH_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // closed: what is under way ends with the connections
                watching.set(false);
            }
        }
    }

    private void endInterrupted() {
        underWay.forEach(BlockingExchange::endIfInterrupted);
        watching.set(false);
        if (!underWay.isEmpty()) {
            watch();
        }
    }

    /** What is under way fails. */
    void close() {
        closed = true;
        underWay.forEach(each -> each.end(new IOException("the HTTP client was closed")));
        connections.close();
    }
}
