/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.client;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * Makes requests asynchronously, but for those whose {@linkplain CallerRuns caller waits}: these are made by the caller's
 * thread, and are over when it returns. What the SDK does again after a failure it does from threads of its own, so
 * asynchronously.
 */
final class CallerRunsHttpClient implements SdkAsyncHttpClient {

    /** How long an interrupt may go unnoticed: a thread that reads from a socket doesn't notice it itself. */
    private static final long WATCH_MILLIS = 100;

    private final SdkAsyncHttpClient asynchronous;
    private final SdkHttpClient blocking;
    private final ScheduledThreadPoolExecutor timer = timer();
    private final Set<BlockingExchange> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean();

    /**
     * @param asynchronous is closed with this, and so is {@code blocking}
     */
    CallerRunsHttpClient(SdkAsyncHttpClient asynchronous, SdkHttpClient blocking) {
        this.asynchronous = asynchronous;
        this.blocking = blocking;
    }

    /** Its thread ends when nobody has waited for a while. */
    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "spillway-sqs-interrupts");
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        // a caller that is interrupted already doesn't wait
        if (!CallerRuns.claim() || Thread.currentThread().isInterrupted()) {
            return asynchronous.execute(request);
        }
        BlockingExchange exchange = new BlockingExchange(blocking, request);
        underWay.add(exchange);
        try {
            watch();
            return exchange.run();
        } finally {
            underWay.remove(exchange);
        }
    }

    private void watch() {
        if (watching.compareAndSet(false, true)) {
            try {
                // the task doesn't fail
                timer.schedule(this::endInterrupted, WATCH_MILLIS, TimeUnit.MILLISECONDS);
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

    @Override
    public String clientName() {
        return asynchronous.clientName();
    }

    @Override
    public void close() {
        asynchronous.close();
        blocking.close();
        timer.shutdownNow();
    }
}
