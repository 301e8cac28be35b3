/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The connections by which threads make requests themselves. */
final class BlockingConnections {

    final HttpSettings settings;
    private final PoolingHttpClientConnectionManager pool;
    private final HttpRequestExecutor executor = new HttpRequestExecutor();

    BlockingConnections(HttpSettings settings, TlsSocketStrategy tls) {
        this.settings = settings;
        pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(settings.maxConnections())
                .setMaxConnPerRoute(settings.maxConnections())
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setDefaultConnectionConfig(Connections.connection(settings, settings.read()))
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(settings.tcpKeepAlive())
                        .build())
                .setDefaultTlsConfig(Connections.tls(settings))
                .setTlsSocketStrategy(tls)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Connections.http())
                        .build())
                .build();
    }

    /** @throws IllegalStateException if the connections are closed */
    LeaseRequest lease(Destination destination) {
        return pool.lease("", destination.route(), acquire(), null);
    }

    /** How long a connection may be waited for. */
    Timeout acquire() {
        return settings.acquire().isZero() ? Timeout.ofDays(365) : Connections.timeout(settings.acquire());
    }

    /** For a place that nobody waits for any more. It may have come meanwhile. */
    void giveUp(LeaseRequest place) {
        if (!place.cancel()) {
            try {
                discard(place.get(Timeout.ZERO_MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (CancellationException | ExecutionException | TimeoutException e) {
                // there was none
            }
        }
    }

    void connect(ConnectionEndpoint connection, Destination destination, HttpClientContext context)
            throws IOException, HttpException {
        pool.connect(connection, null, context);
        if (destination.route().isTunnelled()) {
            connection.setSocketTimeout(Connections.timeout(settings.connect()));
            HttpHost target = destination.route().getTargetHost();
            ClassicHttpRequest head = new BasicClassicHttpRequest(Method.CONNECT, target, target.toHostString());
            Tunnel.addHeaders(head, destination);
            try (ClassicHttpResponse response = connection.execute("", head, executor, context)) {
                if (!Tunnel.isOpened(response)) {
                    throw Tunnel.refused(destination, response);
                }
            }
            pool.upgrade(connection, context);
        }
    }

    /** Sends a request; what comes of the answer's content the caller reads. */
    ClassicHttpResponse execute(ConnectionEndpoint connection, ClassicHttpRequest request, HttpClientContext context)
            throws IOException, HttpException {
        connection.setSocketTimeout(Connections.timeout(settings.read()));
        return connection.execute("", request, executor, context);
    }

    /** For the next request to the same server. */
    void reuse(ConnectionEndpoint connection, TimeValue keepAlive) {
        pool.release(connection, null, keepAlive);
    }

    /** Closes it at once; its place is free then. */
    void discard(ConnectionEndpoint connection) {
        try {
            connection.close(CloseMode.IMMEDIATE);
        } finally {
            pool.release(connection, null, TimeValue.ZERO_MILLISECONDS);
        }
    }

    void closeExpired() {
        pool.closeExpired();
    }

    PoolStats stats() {
        return pool.getTotalStats();
    }

    void close() {
        pool.close(CloseMode.IMMEDIATE);
    }
}
