/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.pool.PoolStats;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.metrics.MetricCollector;
import software.amazon.awssdk.metrics.NoOpMetricCollector;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * An asynchronous HTTP/1.1 client for the SDK, over the connections of Apache HttpClient 5, for requests and answers that fit
 * into memory, each as one piece. It sends what the SDK gives it and hands on what the server answers: it follows no redirect,
 * keeps no cookie, unpacks nothing, and repeats no request of which a byte was sent.
 *
 * <p>Handlers are called, and futures complete, on the thread that reads from the connection, which serves others too: what
 * takes long, or waits, belongs elsewhere. Where there is no answer it may be another thread: the client's own for connecting or
 * for time-outs, the caller's, or the one that cancels or closes.
 *
 * <p>What the network or the server does to a request is an {@link IOException}, which the SDK's retries are for. A request
 * whose future is cancelled, or completed by somebody else, is given up at once: its connection is closed, unless it is still
 * being made.
 *
 * <p>No thread waits for a request, but for {@linkplain Builder#callerRunsIf callers that make theirs}. There are the I/O
 * threads, one for time-outs, and for a while one that connects; all are daemons, and end with {@link #close()}.
 */
public final class Apache5AsyncHttpClient implements SdkAsyncHttpClient {

    private final Connections connections;
    private final BlockingConnections blocking;
    private final CallingThreads callers;
    private final BooleanSupplier callerRuns;
    private final Proxies proxies;
    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Nearly always that of the request before. */
    private volatile @Nullable Destination last;

    private Apache5AsyncHttpClient(
            Connections connections, BlockingConnections blocking, BooleanSupplier callerRuns, Proxies proxies) {
        this.connections = connections;
        this.blocking = blocking;
        this.callers = new CallingThreads(blocking, connections.timer);
        this.callerRuns = callerRuns;
        this.proxies = proxies;
        connections.reap(blocking::closeExpired);
    }

    /** With the SDK's defaults: 50 connections, 2 s to connect, 30 s for an answer, 60 s idle. */
    public static SdkAsyncHttpClient create() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins a request.
     *
     * @return ends when the handler has the whole answer, or fails when {@link
     *     software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler#onError} was called with why
     */
    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        Destination destination;
        try {
            destination = destination(request.request());
        } catch (RuntimeException e) { // what no host can be called
            request.responseHandler().onError(e);
            return CompletableFuture.failedFuture(e);
        }
        if (callerRuns.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            request.metricCollector().ifPresent(metrics -> report(metrics, blocking::stats));
            return callers.execute(request, destination);
        }
        Exchange exchange = new Exchange(request, destination, connections, open);
        CompletableFuture<Void> done = exchange.start();
        if (closed) {
            exchange.end(new IOException("the HTTP client is closed"));
        }
        request.metricCollector().ifPresent(metrics -> report(metrics, connections::stats));
        return done;
    }

    @Override
    public String clientName() {
        return "Apache5Async";
    }

    /** Returns at once. What is under way fails. */
    @Override
    public void close() {
        closed = true;
        // first those that wait for a place: else they would have those of the others
        open.stream().filter(Exchange::isWaiting).forEach(Apache5AsyncHttpClient::endForGood);
        open.forEach(Apache5AsyncHttpClient::endForGood);
        callers.close();
        connections.close();
    }

    private static void endForGood(Exchange exchange) {
        exchange.end(new IOException("the HTTP client was closed"));
    }

    private Destination destination(SdkHttpRequest request) {
        Destination known = last;
        if (known != null && known.isFor(request)) {
            return known;
        }
        Destination other = Destination.of(request, proxies);
        last = other;
        return other;
    }

    private void report(MetricCollector metrics, Supplier<PoolStats> pool) {
        if (!(metrics instanceof NoOpMetricCollector)) {
            PoolStats stats = pool.get();
            metrics.reportMetric(HttpMetric.HTTP_CLIENT_NAME, clientName());
            metrics.reportMetric(HttpMetric.MAX_CONCURRENCY, stats.getMax());
            metrics.reportMetric(HttpMetric.AVAILABLE_CONCURRENCY, stats.getAvailable());
            metrics.reportMetric(HttpMetric.LEASED_CONCURRENCY, stats.getLeased());
            metrics.reportMetric(HttpMetric.PENDING_CONCURRENCY_ACQUIRES, stats.getPending());
        }
    }

    /**
     * Makes clients. The SDK's {@link SdkHttpConfigurationOption}s all have their effect, but for those of HTTP/2: {@link
     * #buildWithDefaults} takes them.
     */
    public static final class Builder implements SdkAsyncHttpClient.Builder<Builder> {

        private final AttributeMap.Builder chosen = AttributeMap.builder();
        private int ioThreads =
                HttpSettings.defaultIoThreads(Runtime.getRuntime().availableProcessors());
        private @Nullable ProxyConfiguration proxy;
        private BooleanSupplier callerRuns = () -> false;

        private Builder() {}

        /** How many connections there are at most, to all servers together; 50 by default. A long poll keeps one. */
        public Builder maxConnections(int connections) {
            chosen.put(SdkHttpConfigurationOption.MAX_CONNECTIONS, connections);
            return this;
        }

        /** How many threads read and write; by default one for four processors, at least one. */
        public Builder ioThreads(int threads) {
            ioThreads = threads;
            return this;
        }

        /** The proxy to all servers, but those that it excludes; by default what the system properties and the environment say. */
        public Builder proxyConfiguration(ProxyConfiguration configuration) {
            proxy = configuration;
            return this;
        }

        /**
         * Lets some requests be made by the threads that ask for them, which saves those that wait for the answer two changes of
         * threads: {@link #execute} then returns when the request is over. An interrupt ends it within a tenth of a second; of a
         * thread that is interrupted already, requests are made as all others. They have as many connections again.
         *
         * @param condition asked with each request, by its thread
         */
        public Builder callerRunsIf(BooleanSupplier condition) {
            callerRuns = condition;
            return this;
        }

        /**
         * @param defaults for what wasn't chosen here; the SDK's global ones apply to what isn't there either
         * @throws IllegalArgumentException for a value out of its range, and for HTTP/2
         */
        @Override
        public SdkAsyncHttpClient buildWithDefaults(AttributeMap defaults) {
            AttributeMap options =
                    chosen.build().merge(defaults).merge(SdkHttpConfigurationOption.GLOBAL_HTTP_DEFAULTS);
            HttpSettings settings = HttpSettings.of(options, ioThreads);
            ClientTlsStrategyBuilder tls = Tls.strategies(options);
            return new Apache5AsyncHttpClient(
                    new Connections(settings, tls.buildAsync()),
                    new BlockingConnections(settings, tls.buildClassic()),
                    callerRuns,
                    proxy == null ? Proxies.found() : Proxies.of(proxy));
        }
    }
}
