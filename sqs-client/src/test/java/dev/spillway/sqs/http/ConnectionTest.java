/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/** How connections are kept, and what becomes of a request when there is none, or it breaks. */
class ConnectionTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final AtomicReference<SdkAsyncHttpClient> made = new AtomicReference<>();

    @AfterEach
    void close() {
        made.get().close();
    }

    private SdkAsyncHttpClient client(int connections, AttributeMap options) {
        made.set(Apache5AsyncHttpClient.builder().maxConnections(connections).buildWithDefaults(options));
        return made.get();
    }

    private SdkAsyncHttpClient client() {
        return client(50, AttributeMap.empty());
    }

    private static <T> AttributeMap with(SdkHttpConfigurationOption<T> option, T value) {
        return AttributeMap.builder().put(option, value).build();
    }

    @Test
    void a_connection_is_used_again() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.ok("fine"))) {
            SdkAsyncHttpClient client = client();
            for (int i = 0; i < 100; i++) {
                Call.post(client, server.uri("/"), "x").await();
            }

            assertThat(server.connected).hasValue(1);
        }
    }

    @Test
    void there_are_no_more_connections_than_allowed_and_each_request_has_its_turn() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.ok(request.text()))) {
            SdkAsyncHttpClient client = client(3, AttributeMap.empty());
            List<Call> calls = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                calls.add(Call.post(client, server.uri("/"), "call " + i));
            }

            for (int i = 0; i < 500; i++) {
                assertThat(calls.get(i).await().text()).isEqualTo("call " + i);
            }
            assertThat(server.connected).hasValueLessThanOrEqualTo(3);
        }
    }

    @Test
    void a_connection_that_the_server_closed_while_it_was_idle_fails_no_request() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.ok("fine"))) {
            SdkAsyncHttpClient client = client();
            for (int i = 1; i <= 20; i++) {
                Call.post(client, server.uri("/"), "x").await();
                server.closeConnections();
                int closed = i;
                await().atMost(BOUND)
                        .untilAsserted(() -> assertThat(server.gone).hasValue(closed));
            }

            assertThat(Call.post(client, server.uri("/"), "x").await().text()).isEqualTo("fine");
        }
    }

    @Test
    void a_connection_that_the_server_wants_to_close_is_not_used_again() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
            connection.holdOn();
        })) {
            SdkAsyncHttpClient client = client();
            Call.post(client, server.uri("/"), "x").await();
            Call.post(client, server.uri("/"), "x").await();

            assertThat(server.connected).hasValue(2);
            await().atMost(BOUND).untilAsserted(() -> assertThat(server.gone).hasValue(2));
        }
    }

    @Test
    void a_connection_that_is_idle_for_too_long_is_closed() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.ok("fine"))) {
            SdkAsyncHttpClient client =
                    client(50, with(SdkHttpConfigurationOption.CONNECTION_MAX_IDLE_TIMEOUT, Duration.ofMillis(200)));
            Call.post(client, server.uri("/"), "x").await();

            await().atMost(BOUND).untilAsserted(() -> assertThat(server.gone).hasValue(1));
        }
    }

    @Test
    void a_connection_is_closed_when_its_time_to_live_is_over() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.ok("fine"))) {
            SdkAsyncHttpClient client =
                    client(50, with(SdkHttpConfigurationOption.CONNECTION_TIME_TO_LIVE, Duration.ofMillis(200)));

            await().atMost(BOUND).untilAsserted(() -> {
                Call.post(client, server.uri("/"), "x").await();
                assertThat(server.connected).hasValueGreaterThan(1);
            });
        }
    }

    @Test
    void a_server_that_is_not_there_is_named() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Call call = Call.post(client(), URI.create("http://localhost:" + port + "/"), "x");

        assertThat(call.failure())
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("localhost:" + port)
                .hasMessageContaining("refused");
        assertThat(call.errors).containsExactly(call.failure());
    }

    @Test
    void a_name_that_nobody_knows_is_named() {
        Call call = Call.post(client(), URI.create("http://nobody.invalid:8080/"), "x");

        assertThat(call.failure()).isInstanceOf(UnknownHostException.class).hasMessageContaining("nobody.invalid:8080");
        assertThat(call.errors).hasSize(1);
    }

    @Test
    void a_server_that_says_nothing_is_given_up() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.holdOn())) {
            SdkAsyncHttpClient client =
                    client(50, with(SdkHttpConfigurationOption.READ_TIMEOUT, Duration.ofMillis(100)));
            Call call = Call.post(client, server.uri("/"), "x");

            assertThat(call.failure())
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("localhost:" + server.port())
                    .hasMessageContaining("100 ms");
            assertThat(call.errors).hasSize(1);
            await().atMost(BOUND).untilAsserted(() -> assertThat(server.gone).hasValue(1));
        }
    }

    @Test
    void a_server_that_takes_nothing_is_given_up() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SdkAsyncHttpClient client =
                    client(50, with(SdkHttpConfigurationOption.WRITE_TIMEOUT, Duration.ofMillis(100)));
            Call call = Call.post(
                    client, URI.create("http://localhost:" + deaf.getLocalPort() + "/"), "x".repeat(24 << 20));

            assertThat(call.failure())
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("100 ms");
        }
    }

    @Test
    void a_connection_that_breaks_before_the_answer_is_whole_fails_the_request_once() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
            connection.socket.close();
        })) {
            Call call = Call.post(client(), server.uri("/"), "x");

            assertThat(call.failure())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("localhost:" + server.port())
                    .hasMessageContaining("closed before the answer was whole");
            assertThat(call.told).containsExactly("error");
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void a_connection_that_is_closed_instead_of_an_answer_fails_the_request_which_is_not_repeated() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.socket.close())) {
            Call call = Call.post(client(), server.uri("/"), "x");

            assertThat(call.failure()).isInstanceOf(IOException.class).hasMessageContaining("was closed");
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void who_waits_too_long_for_a_connection_is_told_what_to_do() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.holdOn())) {
            SdkAsyncHttpClient client =
                    client(1, with(SdkHttpConfigurationOption.CONNECTION_ACQUIRE_TIMEOUT, Duration.ofMillis(100)));
            Call poll = Call.post(client, server.uri("/"), "poll");
            Call send = Call.post(client, server.uri("/"), "send");

            assertThat(send.failure())
                    .isInstanceOf(IOException.class)
                    .hasMessage("no connection to localhost:" + server.port()
                            + " became free within 100 ms: all 1 are in use. Allow more connections, or send less at once; each"
                            + " request that waits for an answer, as a long poll does, keeps one.");
            assertThat(send.told).containsExactly("error");
            assertThat(poll.done).isNotDone();
        }
    }

    @Test
    void no_more_requests_wait_for_a_connection_than_may() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.holdOn())) {
            SdkAsyncHttpClient client = client(1, with(SdkHttpConfigurationOption.MAX_PENDING_CONNECTION_ACQUIRES, 2));
            Call.post(client, server.uri("/"), "poll");
            Call second = Call.post(client, server.uri("/"), "waits");
            Call third = Call.post(client, server.uri("/"), "waits");
            Call fourth = Call.post(client, server.uri("/"), "one too many");

            assertThat(fourth.failure()).isInstanceOf(IOException.class).hasMessageContaining("2 requests wait");
            second.done.cancel(true);
            Call fifth = Call.post(client, server.uri("/"), "waits");
            assertThat(List.of(third.done, fifth.done)).noneMatch(done -> done.isDone());
        }
    }
}
