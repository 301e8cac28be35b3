/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spillway.camel.bridge.config.ConfigException;
import dev.spillway.camel.bridge.config.ManagementConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** Serves {@code /health/live}, {@code /health/ready} and {@code /metrics}. Nobody is authenticated. */
final class Management implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService threads;

    private Management(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** @throws ConfigException if the port is taken */
    static Management start(ManagementConfig config, CamelContext camel, Supplier<String> metrics) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
        } catch (IOException e) {
            throw new ConfigException("health and metrics can't be served on " + config.host() + ":" + config.port()
                    + ": " + e.getMessage() + "; management.port chooses another, 0 any that is free");
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "spillway-bridge management");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, camel, metrics));
        server.start();
        return new Management(server, threads);
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    private static void answer(HttpExchange exchange, CamelContext camel, Supplier<String> metrics) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, METHOD_NOT_ALLOWED, "text/plain", "GET only\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/health/live" -> send(exchange, OK, "application/json", "{\"status\":\"UP\"}\n");
                case "/health/ready" -> {
                    Readiness readiness = Readiness.of(camel);
                    send(exchange, readiness.ready() ? OK : UNAVAILABLE, "application/json", readiness.json());
                }
                case "/metrics" -> send(exchange, OK, "text/plain; version=0.0.4; charset=utf-8", metrics.get());
                default -> send(exchange, NOT_FOUND, "text/plain", "/health/live, /health/ready, /metrics\n");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
