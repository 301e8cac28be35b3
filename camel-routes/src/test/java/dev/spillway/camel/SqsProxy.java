/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** An HTTP proxy before an endpoint of SQS (AWS JSON) that fails as it is told. */
public final class SqsProxy implements AutoCloseable {

    /** What becomes of a request. */
    public enum Fault {
        NONE,
        /** 503, without the endpoint. */
        UNAVAILABLE,
        /** 500 InternalError, without the endpoint. */
        INTERNAL_ERROR,
        /** The connection ends, without the endpoint. */
        CUT,
        /** Each entry of a batch is answered with InternalError, without the endpoint. */
        ENTRIES_FAIL,
        /** The endpoint does it, and the connection ends without its answer. */
        ANSWER_LOST
    }

    public volatile Supplier<Fault> fault = () -> Fault.NONE;

    /** Which operations that becomes of, as AWS names them. */
    public volatile Predicate<String> faulty = operation -> true;

    /** Which entries of a batch fail with InternalError, by their bodies; the endpoint does not get them. */
    public volatile Predicate<String> failing = body -> false;

    /** What becomes of a batch with a poisoned entry, as a whole. */
    public volatile Fault poisonFault = Fault.INTERNAL_ERROR;

    /** Which entries of a batch are poisoned, by their bodies. */
    public volatile Predicate<String> poisoned = body -> false;

    private final URI endpoint;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    public SqsProxy(URI endpoint) throws IOException {
        this.endpoint = endpoint;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String operation = target.substring(target.indexOf('.') + 1);
            Fault told = faulty.test(operation) ? fault.get() : Fault.NONE;
            String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            if (told == Fault.NONE && isPoisoned(operation, request)) {
                told = poisonFault;
            }
            if (told == Fault.CUT) {
                return;
            }
            if (told == Fault.UNAVAILABLE) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            if (told == Fault.INTERNAL_ERROR) {
                send(exchange, 500, "{\"__type\":\"com.amazonaws.sqs#InternalError\",\"message\":\"as told\"}");
                return;
            }
            if (told == Fault.ENTRIES_FAIL) {
                List<String> failed =
                        entries(request).stream().map(SqsProxy::failure).toList();
                send(exchange, 200, "{\"Failed\":[" + String.join(",", failed) + "]}");
                return;
            }
            if (!operation.equals("SendMessageBatch")) {
                give(exchange, told, forward(exchange, request));
                return;
            }
            List<String> failed = new ArrayList<>();
            String rest = withoutFailing(request, failed);
            if (rest.isEmpty()) {
                send(exchange, 200, "{\"Successful\":[],\"Failed\":[" + String.join(",", failed) + "]}");
                return;
            }
            // What JsonNode prints again has line breaks as they are, which JSON does not.
            HttpResponse<String> answer = forward(exchange, failed.isEmpty() ? request : rest);
            if (told == Fault.ANSWER_LOST || failed.isEmpty()) {
                give(exchange, told, answer);
            } else {
                JsonNode successful = JsonNode.parser()
                        .parse(answer.body())
                        .field("Successful")
                        .orElseThrow();
                send(
                        exchange,
                        200,
                        "{\"Successful\":" + successful + ",\"Failed\":[" + String.join(",", failed) + "]}");
            }
        }
    }

    private boolean isPoisoned(String operation, String request) {
        return operation.equals("SendMessageBatch")
                && entries(request).stream()
                        .anyMatch(entry -> poisoned.test(
                                entry.field("MessageBody").orElseThrow().asString()));
    }

    /** The request without the entries that fail, whose part of the answer is added; empty if none is left. */
    private String withoutFailing(String request, List<String> failed) {
        JsonNode batch = JsonNode.parser().parse(request);
        List<String> rest = new ArrayList<>();
        for (JsonNode entry : entries(request)) {
            if (failing.test(entry.field("MessageBody").orElseThrow().asString())) {
                failed.add(failure(entry));
            } else {
                rest.add(entry.toString());
            }
        }
        return rest.isEmpty()
                ? ""
                : "{\"QueueUrl\":" + batch.field("QueueUrl").orElseThrow() + ",\"Entries\":[" + String.join(",", rest)
                        + "]}";
    }

    private static List<JsonNode> entries(String request) {
        return JsonNode.parser().parse(request).field("Entries").orElseThrow().asArray();
    }

    private static String failure(JsonNode entry) {
        return "{\"Id\":" + entry.field("Id").orElseThrow()
                + ",\"Code\":\"InternalError\",\"Message\":\"as told\",\"SenderFault\":false}";
    }

    private HttpResponse<String> forward(HttpExchange exchange, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint).POST(HttpRequest.BodyPublishers.ofString(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.regionMatches(true, 0, "X-Amz", 0, 5) || name.equalsIgnoreCase("Content-Type")) {
                request.header(name, values.get(0));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void give(HttpExchange exchange, Fault told, HttpResponse<String> answer) throws IOException {
        if (told != Fault.ANSWER_LOST) {
            send(exchange, answer.statusCode(), answer.body());
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
