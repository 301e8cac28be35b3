/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An SQS server whose answers a test may spoil, in front of a sound one. */
final class FaultyServer implements AutoCloseable {

    /** What becomes of a request. */
    interface Fault {
        /** The operation, such as {@code SendMessageBatch}; answers it, or returns {@code false} to pass it on. */
        boolean spoils(String operation, HttpExchange exchange) throws IOException;
    }

    final List<String> operations = new CopyOnWriteArrayList<>();
    volatile Fault fault = (operation, exchange) -> false;

    private final @Nullable URI sound;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    FaultyServer(@Nullable URI sound) {
        this.sound = sound;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String uri() {
        return "spillway:http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers with an AWS error. */
    static boolean error(HttpExchange exchange, int status, String code) throws IOException {
        byte[] body = ("{\"__type\":\"com.amazonaws.sqs#" + code + "\",\"message\":\"as the test wants\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.getResponseHeaders().add("x-amzn-RequestId", "request-7");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
        return true;
    }

    /** Lets the sound server do it, and loses the connection in the middle of the answer. */
    boolean answerLost(HttpExchange exchange) throws IOException {
        HttpResponse<byte[]> answer = pass(exchange);
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length + 100);
        exchange.getResponseBody().write(answer.body(), 0, answer.body().length / 2);
        exchange.getResponseBody().flush();
        throw new IOException("as the test wants");
    }

    /** Lets the sound server do it, and tells nobody of the answer. */
    boolean answerKept(HttpExchange exchange) throws IOException {
        pass(exchange);
        return true;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String operation = target.substring(target.indexOf('.') + 1);
        operations.add(operation);
        if (fault.spoils(operation, exchange)) {
            return;
        }
        HttpResponse<byte[]> answer = pass(exchange);
        answer.headers().map().forEach((name, values) -> {
            if (name.startsWith("content-type") || name.startsWith("x-amz")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    private HttpResponse<byte[]> pass(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(sound.resolve(exchange.getRequestURI()))
                .POST(BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.regionMatches(true, 0, "X-Amz", 0, 5) || name.equalsIgnoreCase("Content-Type")) {
                request.header(name, values.get(0));
            }
        });
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
