/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** What goes to a server, and what comes from it, whoever makes the request. */
@ParameterizedClass(name = "callerRuns={0}")
@ValueSource(booleans = {false, true})
class ExchangeTest {

    private final boolean callerRuns;
    private final SdkAsyncHttpClient client;

    ExchangeTest(boolean callerRuns) {
        this.callerRuns = callerRuns;
        this.client =
                Apache5AsyncHttpClient.builder().callerRunsIf(() -> callerRuns).build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void a_request_arrives_as_it_was_given_with_nothing_added() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.ok("fine"))) {
            SdkHttpRequest request = SdkHttpRequest.builder()
                    .method(SdkHttpMethod.POST)
                    .uri(server.uri("/a//b%2Fc?x=1&y=%20"))
                    .putHeader("Host", "sqs.example.com")
                    .putHeader("X-Amz-Target", "AmazonSQS.SendMessage")
                    .putHeader("Authorization", "AWS4-HMAC-SHA256 Signature=0")
                    .putHeader("User-Agent", "aws-sdk-java/2")
                    .putHeader("Content-Length", "5")
                    .appendHeader("X-Twice", "one")
                    .appendHeader("X-Twice", "two")
                    .build();

            Call.send(client, request, "hello".getBytes()).await();

            assertThat(server.requests).singleElement().satisfies(seen -> {
                assertThat(seen.line()).isEqualTo("POST /a//b%2Fc?x=1&y=%20 HTTP/1.1");
                assertThat(seen.headers())
                        .containsExactlyInAnyOrder(
                                "Host: sqs.example.com",
                                "X-Amz-Target: AmazonSQS.SendMessage",
                                "Authorization: AWS4-HMAC-SHA256 Signature=0",
                                "User-Agent: aws-sdk-java/2",
                                "Content-Length: 5",
                                "X-Twice: one",
                                "X-Twice: two");
                assertThat(seen.text()).isEqualTo("hello");
            });
        }
    }

    @Test
    void what_http_needs_is_added_where_the_request_has_it_not() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.ok(""))) {
            Call.send(client, SdkHttpMethod.POST, server.uri("/"), new byte[0], Map.of())
                    .await();

            assertThat(server.requests.element().headers())
                    .containsExactlyInAnyOrder("Host: localhost:" + server.port(), "Content-Length: 0");
        }
    }

    @Test
    void the_handler_is_told_the_head_then_the_content_then_the_future_ends() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) ->
                connection.send("HTTP/1.1 418 Teapot\r\nX-Two: a\r\nx-two: b\r\nContent-Length: 5\r\n\r\nshort"))) {
            Call call = Call.post(client, server.uri("/"), "x").await();

            assertThat(call.told).containsExactly("headers", "stream", "stream ended");
            assertThat(call.head.statusCode()).isEqualTo(418);
            assertThat(call.head.statusText()).contains("Teapot");
            assertThat(call.head.matchingHeaders("X-Two")).containsExactly("a", "b");
            assertThat(call.text()).isEqualTo("short");
        }
    }

    @Test
    void an_answer_in_chunks_is_put_together() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.send(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"))) {
            assertThat(Call.post(client, server.uri("/"), "x").await().text()).isEqualTo("hello world");
        }
    }

    @Test
    void an_answer_that_ends_with_the_connection_is_whole() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\n\r\nuntil the end");
            connection.socket.close();
        })) {
            assertThat(Call.post(client, server.uri("/"), "x").await().text()).isEqualTo("until the end");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16 * 1024 - 100, 16 * 1024, 100_000, 4 << 20, 11 << 20})
    void content_of_any_size_goes_and_comes_back(int size) throws Exception {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.ok(request.content()))) {
            Call call = Call.send(client, SdkHttpMethod.POST, server.uri("/"), content, Map.of())
                    .await();

            assertThat(Arrays.equals(call.bytes(), content)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 304 Not Modified\r\n\r\n"
            })
    void an_answer_without_content_is_whole(String answer) throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.send(answer))) {
            Call.post(client, server.uri("/"), "x").await();
            Call second = Call.post(client, server.uri("/"), "x").await();

            assertThat(second.told).containsExactly("headers", "stream", "stream ended");
            assertThat(second.bytes()).isEmpty();
            assertThat(server.connected).hasValue(1);
        }
    }

    @Test
    void the_answer_to_head_has_no_content_whatever_it_says() throws Exception {
        try (LoopbackServer server = LoopbackServer.http(
                (request, connection) -> connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"))) {
            Call call = Call.send(client, SdkHttpMethod.HEAD, server.uri("/"), new byte[0], Map.of())
                    .await();

            assertThat(call.head.firstMatchingHeader("Content-Length")).contains("99");
            assertThat(call.bytes()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 401, 407, 429, 500, 503})
    void an_answer_of_any_kind_is_handed_on_and_nothing_done_about_it(int status) throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) ->
                connection.send("HTTP/1.1 " + status + " Whatever\r\nLocation: /other\r\nSet-Cookie: a=b\r\n"
                        + "WWW-Authenticate: Basic\r\nProxy-Authenticate: Basic\r\nContent-Length: 2\r\n\r\nno"))) {
            Call.post(client, server.uri("/"), "x").await();
            Call call = Call.post(client, server.uri("/"), "x").await();

            assertThat(call.head.statusCode()).isEqualTo(status);
            assertThat(call.text()).isEqualTo("no");
            assertThat(server.requests)
                    .hasSize(2)
                    .allSatisfy(seen -> assertThat(seen.headers()).noneMatch(header -> header.startsWith("Cookie")));
        }
    }

    @Test
    void packed_content_stays_packed() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) ->
                connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"))) {
            Call call = Call.post(client, server.uri("/"), "x").await();

            assertThat(call.text()).isEqualTo("abc");
            assertThat(call.head.firstMatchingHeader("Content-Encoding")).contains("gzip");
        }
    }

    @Test
    void a_length_that_is_not_the_contents_is_refused() {
        Call call = Call.send(
                client,
                SdkHttpMethod.POST,
                URI.create("http://localhost:9/"),
                "four".getBytes(),
                Map.of("Content-Length", "5"));

        assertThat(call.failure())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the request's Content-Length is 5, but its content has 4 bytes");
        assertThat(call.told).containsExactly("error");
    }

    @Test
    void handlers_are_called_by_the_thread_that_reads() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.ok("fine"))) {
            Call call = Call.post(client, server.uri("/"), "x").await();

            if (callerRuns) {
                assertThat(call.thread).isSameAs(Thread.currentThread());
            } else {
                assertThat(call.thread.getName()).startsWith("spillway-http-io");
                assertThat(call.thread.isDaemon()).isTrue();
            }
        }
    }

    @Test
    void what_is_no_http_is_an_io_failure_that_names_the_server() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> {
            connection.send("SSH-2.0-OpenSSH_9.6\r\n\r\n");
            connection.holdOn();
        })) {
            Call call = Call.post(client, server.uri("/"), "x");

            assertThat(call.failure())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("localhost:" + server.port());
            assertThat(call.told).containsExactly("error");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Long: %s\r\n", "%s"})
    void the_head_of_an_answer_is_limited(String shape) throws Exception {
        String head = shape.contains("Long") ? shape.formatted("x".repeat(100_000)) : "X-Many: x\r\n".repeat(1_000);
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\n" + head + "Content-Length: 0\r\n\r\n");
            connection.holdOn();
        })) {
            assertThat(Call.post(client, server.uri("/"), "x").failure()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_handler_that_throws_fails_its_own_request_alone() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.ok("fine"))) {
            for (Throwable thrown : List.of(new IllegalStateException("at fault"), new AssertionError("at fault"))) {
                assertThat(Call.whoseHandlerThrows(client, server.uri("/"), thrown)
                                .failure())
                        .isSameAs(thrown);
            }

            assertThat(Call.post(client, server.uri("/"), "x").await().text()).isEqualTo("fine");
        }
    }
}
