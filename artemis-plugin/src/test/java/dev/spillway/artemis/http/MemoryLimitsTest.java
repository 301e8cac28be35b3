/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import static dev.spillway.artemis.http.RawClient.call;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.artemis.aws.Permissions;
import dev.spillway.artemis.http.signature.AccessKey;
import dev.spillway.artemis.http.signature.SignatureVerifier;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What someone who has no credentials, or sends more than is good, can make the endpoint keep. */
@Timeout(60)
class MemoryLimitsTest {

    private static final String LARGE = "Content-Length: " + (HttpEndpoint.SMALL_BODY + 1);
    private static final String SIGNED_BY = "Authorization: AWS4-HMAC-SHA256 Credential=%s/20260101/us-east-1/sqs/"
            + "aws4_request, SignedHeaders=host;x-amz-target, Signature=00\r\nX-Amz-Date: 20260101T000000Z\r\n";

    private final HeldSqs sqs = new HeldSqs();

    @ParameterizedTest
    @CsvSource({
        "'',      403, MissingAuthenticationToken",
        "UNKNOWN, 403, UnrecognizedClientException",
        "KNOWN,   403, InvalidSignatureException",
    })
    void a_large_body_is_not_asked_for_where_its_head_can_not_be_verified(String key, int status, String code) {
        try (HttpEndpoint endpoint = endpoint(verified(), 10, 1 << 30);
                RawClient client = new RawClient(endpoint.port())) {
            client.send(head(LARGE, key.isEmpty() ? "" : SIGNED_BY.formatted(key)));

            var answer = client.receive();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).contains(code);
        }
    }

    @Test
    void a_body_of_unknown_length_is_refused_before_it_has_come() {
        try (HttpEndpoint endpoint = endpoint(verified(), 10, 1 << 30);
                RawClient client = new RawClient(endpoint.port())) {
            client.send(head("Transfer-Encoding: chunked", "").replace("Expect: 100-continue\r\n", "") + "1\r\n{\r\n");

            assertThat(client.receive().status()).isEqualTo(403);

            client.send("1\r\n}\r\n0\r\n\r\n" + call("GetQueueUrl", "{}"));
            assertThat(client.receive().body()).contains("MissingAuthenticationToken");
        }
    }

    @Test
    void large_bodies_have_a_budget_for_all_connections() {
        try (HttpEndpoint endpoint = endpoint(null, 10, HttpEndpoint.SMALL_BODY + 1);
                RawClient first = new RawClient(endpoint.port());
                RawClient second = new RawClient(endpoint.port())) {
            assertThat(first.send(head(LARGE, "")).receive().status()).isEqualTo(100);

            assertThat(second.send(call("GetQueueUrl", "{\"QueueName\":\"small\"}"))
                            .receive()
                            .body())
                    .contains("small");
            assertThat(second.send(head(LARGE, "")).receive().body()).contains("ServiceUnavailable");

            first.close();
            await().atMost(60, SECONDS).until(() -> isAskedFor(endpoint.port()));
        }
    }

    @Test
    void a_large_body_that_has_come_leaves_the_budget() {
        String body = "{\"QueueName\":\"" + "x".repeat(HttpEndpoint.SMALL_BODY) + "\"}";
        try (HttpEndpoint endpoint = endpoint(null, 10, 2L * HttpEndpoint.SMALL_BODY);
                RawClient client = new RawClient(endpoint.port())) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(call("GetQueueUrl", body)).receive().status())
                        .isEqualTo(200);
            }
        }
    }

    private static boolean isAskedFor(int port) {
        try (RawClient client = new RawClient(port)) {
            return client.send(head(LARGE, "")).receive().status() == 100;
        }
    }

    @Test
    void more_connections_than_the_limit_are_closed() {
        try (HttpEndpoint endpoint = endpoint(null, 2, 1 << 30);
                RawClient first = new RawClient(endpoint.port());
                RawClient second = new RawClient(endpoint.port())) {
            assertThat(first.send(call("GetQueueUrl", "{}")).receive().status()).isEqualTo(200);
            assertThat(second.send(call("GetQueueUrl", "{}")).receive().status())
                    .isEqualTo(200);
            try (RawClient third = new RawClient(endpoint.port())) {
                assertThat(third.isAtEnd()).isTrue();
            }
            first.close();
            await().atMost(60, SECONDS).until(() -> isServed(endpoint.port()));
        }
    }

    private static boolean isServed(int port) {
        try (RawClient client = new RawClient(port)) {
            return client.send(call("GetQueueUrl", "{}")).receive().status() == 200;
        } catch (RuntimeException closed) {
            return false;
        }
    }

    @Test
    void reading_stops_while_large_requests_wait_for_their_turn() throws Exception {
        EndpointConfig config = config(null);
        EmbeddedChannel channel = new EmbeddedChannel(new RequestHandler(
                new Callers(caller -> sqs, URI.create("http://localhost"), config), config.isOpen()));
        channel.writeInbound(request("ReceiveMessage", "{}"));
        assertThat(channel.config().isAutoRead()).isTrue();

        channel.writeInbound(request("GetQueueUrl", "{\"QueueName\":\"" + "x".repeat(HttpEndpoint.SMALL_BODY) + "\"}"));
        assertThat(channel.config().isAutoRead()).isFalse();

        sqs.nextReceive().complete(HeldSqs.answer("m"));
        channel.runPendingTasks();
        assertThat(channel.config().isAutoRead()).isTrue();
        channel.finishAndReleaseAll();
    }

    private static FullHttpRequest request(String operation, String body) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.copiedBuffer(body.getBytes()));
        request.headers()
                .set("Host", "localhost")
                .set("Content-Type", "application/x-amz-json-1.0")
                .set("X-Amz-Target", "AmazonSQS." + operation);
        return request;
    }

    private static String head(String length, String signature) {
        return "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-amz-json-1.0\r\nExpect: 100-continue\r\n"
                + "X-Amz-Target: AmazonSQS.GetQueueUrl\r\n" + signature + length + "\r\n\r\n";
    }

    private HttpEndpoint endpoint(@Nullable SignedAccess access, int connections, long bodyBytes) {
        return new HttpEndpoint(config(access), caller -> sqs, connections, bodyBytes);
    }

    private static EndpointConfig config(@Nullable SignedAccess access) {
        return new EndpointConfig("127.0.0.1", 0, "000000000000", null, access);
    }

    /** Its one key signed long ago. */
    private static SignedAccess verified() {
        AccessKey key = new AccessKey("KNOWN", "0123456789abcdef0123456789abcdef", "user", List.of());
        return new SignedAccess(
                new SignatureVerifier(List.of(key), "us-east-1", "sqs", Clock.systemUTC()), any -> Permissions.ALL);
    }
}
