/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** PutObject, GetObject, DeleteObject and HeadBucket of S3 over HTTP, buckets by path, and the faults that a test wants. */
public final class FakeS3 implements AutoCloseable {

    /** What becomes of a request before it is served. */
    public interface Fault {
        /** Answers the request, or returns {@code false} to have it served. */
        boolean spoils(HttpExchange exchange) throws IOException;
    }

    /** By bucket and key, as in {@code /bucket/key}. */
    public final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    /** Such as {@code GET /bucket/key}. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    public volatile Fault fault = exchange -> false;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    public FakeS3() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String text(String path) {
        return new String(objects.get(path), StandardCharsets.UTF_8);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(exchange.getRequestMethod() + " " + path);
            if (fault.spoils(exchange)) {
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, path, body);
                case "GET" -> get(exchange, path);
                case "HEAD" -> exchange.sendResponseHeaders(200, -1);
                case "DELETE" -> {
                    objects.remove(path);
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> error(exchange, 405, "MethodNotAllowed");
            }
        }
    }

    private void put(HttpExchange exchange, String path, byte[] body) throws IOException {
        if (exchange.getRequestHeaders().containsKey("x-amz-trailer")) {
            error(exchange, 501, "NotImplemented");
            return;
        }
        objects.put(path, body);
        exchange.sendResponseHeaders(200, -1);
    }

    private void get(HttpExchange exchange, String path) throws IOException {
        byte[] body = objects.get(path);
        if (body == null) {
            error(exchange, 404, "NoSuchKey");
            return;
        }
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Answers with an error of S3. */
    public static boolean error(HttpExchange exchange, int status, String code) throws IOException {
        byte[] body = ("<Error><Code>" + code + "</Code><Message>as the test wants</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        return true;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
