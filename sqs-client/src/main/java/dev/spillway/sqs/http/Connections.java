/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.nio.ClientHttp1IOEventHandler;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexerFactory;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOEventHandlerFactory;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The connections of a client, and the threads that work for them. */
final class Connections {

    /** A request of ten messages of 1 KiB, and their answer, go through at once. */
    private static final int BUFFER = 16 * 1024;

    /** In bytes; more than any service sends. A server can't fill the memory with the head of an answer. */
    private static final int MAX_LINE = 64 * 1024;

    private static final int MAX_HEADERS = 500;

    /** An idle connection that may be half closed is looked at before it is used again. */
    private static final Duration TRUSTED = Duration.ofSeconds(1);

    final HttpSettings settings;
    final PoolingAsyncClientConnectionManager pool;
    final DefaultConnectingIOReactor reactor;
    final ScheduledThreadPoolExecutor timer;

    /** Looks up names, which blocks. */
    final ThreadPoolExecutor connector;

    final AtomicInteger waiting = new AtomicInteger();

    Connections(HttpSettings settings, TlsStrategy tls) {
        this.settings = settings;
        pool = pool(settings, tls);
        ThreadFactory threads = new DefaultThreadFactory("spillway-http-io", true);
        reactor = new DefaultConnectingIOReactor(events(), reactorConfig(settings), threads, null, null, null, null);
        timer = new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("spillway-http-timer", true));
        timer.setRemoveOnCancelPolicy(true);
        connector = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("spillway-http-connect", true));
        connector.allowCoreThreadTimeOut(true);
        reactor.start();
        reap(pool::closeExpired);
    }

    /** For the next request to the same server. One that is closed meanwhile is forgotten. */
    void reuse(AsyncConnectionEndpoint connection, TimeValue keepAlive) {
        pool.release(connection, null, keepAlive);
    }

    /** Closes it at once; its place is free then. */
    void discard(AsyncConnectionEndpoint connection) {
        try {
            connection.close(CloseMode.IMMEDIATE);
        } finally {
            pool.release(connection, null, TimeValue.ZERO_MILLISECONDS);
        }
    }

    /** How long one may be idle before it is closed. */
    TimeValue maxIdle() {
        return maxIdle(settings);
    }

    static TimeValue maxIdle(HttpSettings settings) {
        return settings.maxIdle().isZero() ? TimeValue.NEG_ONE_MILLISECOND : time(settings.maxIdle());
    }

    PoolStats stats() {
        return pool.getTotalStats();
    }

    /** Returns at once; the threads end. */
    void close() {
        timer.shutdownNow();
        connector.shutdownNow();
        pool.close(CloseMode.IMMEDIATE);
        reactor.close(CloseMode.IMMEDIATE);
    }

    /** Does this now and then, if connections that were idle for too long are to be closed. */
    void reap(Runnable closeExpired) {
        Duration limit = settings.maxIdle().isZero() ? settings.timeToLive() : settings.maxIdle();
        if (settings.reapIdle() && !limit.isZero()) {
            long period = Math.max(1, Math.min(limit.toMillis() / 2, 30_000));
            @SuppressWarnings({"FutureReturnValueIgnored", "unused"}) // ends with the timer
            var ignored = timer.scheduleWithFixedDelay(closeExpired, period, period, TimeUnit.MILLISECONDS);
        }
    }

    private static PoolingAsyncClientConnectionManager pool(HttpSettings settings, TlsStrategy tls) {
        return PoolingAsyncClientConnectionManagerBuilder.create()
                .setMaxConnTotal(settings.maxConnections())
                .setMaxConnPerRoute(settings.maxConnections())
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setDefaultConnectionConfig(connection(settings, settings.write()))
                .setDefaultTlsConfig(tls(settings))
                .setTlsStrategy(tls)
                .build();
    }

    /** @param silent how long it may be silent at first */
    static ConnectionConfig connection(HttpSettings settings, Duration silent) {
        ConnectionConfig.Builder connection = ConnectionConfig.custom()
                .setConnectTimeout(timeout(settings.connect()))
                .setSocketTimeout(timeout(silent))
                .setValidateAfterInactivity(time(TRUSTED));
        if (!settings.timeToLive().isZero()) {
            connection.setTimeToLive(time(settings.timeToLive()));
        }
        return connection.build();
    }

    static TlsConfig tls(HttpSettings settings) {
        return TlsConfig.custom()
                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                .setHandshakeTimeout(timeout(settings.tlsHandshake()))
                .build();
    }

    static Http1Config http() {
        return Http1Config.custom()
                .setBufferSize(BUFFER)
                .setChunkSizeHint(BUFFER)
                .setInitialWindowSize(Integer.MAX_VALUE)
                .setMaxLineLength(MAX_LINE)
                .setMaxHeaderCount(MAX_HEADERS)
                .build();
    }

    /** Nothing is added to a request's headers, and nothing understood of an answer's beyond its length. */
    private static IOEventHandlerFactory events() {
        ClientHttp1StreamDuplexerFactory connections = new ClientHttp1StreamDuplexerFactory(
                HttpProcessorBuilder.create().build(),
                http(),
                null,
                DefaultClientConnectionReuseStrategy.INSTANCE,
                null,
                null,
                null);
        return (session, attachment) -> new ClientHttp1IOEventHandler(connections.create(session));
    }

    private static IOReactorConfig reactorConfig(HttpSettings settings) {
        return IOReactorConfig.custom()
                .setIoThreadCount(settings.ioThreads())
                .setTcpNoDelay(true)
                .setSoKeepAlive(settings.tcpKeepAlive())
                .build();
    }

    static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    private static TimeValue time(Duration duration) {
        return TimeValue.ofMilliseconds(duration.toMillis());
    }
}
