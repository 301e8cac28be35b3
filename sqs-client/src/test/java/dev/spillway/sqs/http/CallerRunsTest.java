/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/** Requests that are made by the threads that ask for them: their connections, and what ends them. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallerRunsTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private SdkAsyncHttpClient client = client(50, AttributeMap.empty());

    @AfterEach
    void close() {
        client.close();
    }

    private static SdkAsyncHttpClient client(int connections, AttributeMap options) {
        return Apache5AsyncHttpClient.builder()
                .maxConnections(connections)
                .callerRunsIf(() -> true)
                .buildWithDefaults(options);
    }

    private <T> void configure(int connections, SdkHttpConfigurationOption<T> option, T value) {
        client.close();
        client = client(connections, AttributeMap.builder().put(option, value).build());
    }

    /** A thread that asks for a request, and what came of it. */
    private record Asking(Thread thread, CompletableFuture<Call> call, CompletableFuture<Boolean> interrupted) {}

    private Asking ask(URI uri) {
        CompletableFuture<Call> call = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            call.complete(Call.post(client, uri, "poll"));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        thread.setDaemon(true);
        thread.start();
        return new Asking(thread, call, interrupted);
    }

    private static LoopbackServer fine() throws IOException {
        return LoopbackServer.http((request, connection) -> connection.ok("fine"));
    }

    private static LoopbackServer silent() throws IOException {
        return LoopbackServer.http((request, connection) -> connection.holdOn());
    }

    private static void awaitRequests(LoopbackServer server, int count) {
        await().atMost(BOUND).untilAsserted(() -> assertThat(server.requests).hasSize(count));
    }

    @Test
    void a_request_is_over_when_it_returns_and_its_connection_is_used_again() throws Exception {
        try (LoopbackServer server = fine()) {
            for (int i = 0; i < 100; i++) {
                Call call = Call.post(client, server.uri("/"), "x");
                assertThat(call.done).isCompleted();
                assertThat(call.text()).isEqualTo("fine");
            }

            assertThat(server.connected).hasValue(1);
        }
    }

    @Test
    void only_those_are_made_so_that_the_condition_is_for() throws Exception {
        AtomicBoolean own = new AtomicBoolean();
        try (LoopbackServer server = fine();
                SdkAsyncHttpClient choosing =
                        Apache5AsyncHttpClient.builder().callerRunsIf(own::get).build()) {
            Call theirs = Call.post(choosing, server.uri("/"), "x").await();
            own.set(true);
            Call ours = Call.post(choosing, server.uri("/"), "x").await();

            assertThat(theirs.thread.getName()).startsWith("spillway-http-io");
            assertThat(ours.thread).isSameAs(Thread.currentThread());
        }
    }

    @Test
    void an_interrupt_ends_a_request_and_stays() throws Exception {
        try (LoopbackServer server = silent()) {
            Asking asking = ask(server.uri("/"));
            awaitRequests(server, 1);
            assertThat(asking.call()).isNotDone();

            asking.thread().interrupt();

            assertThat(asking.call()).succeedsWithin(BOUND).satisfies(call -> {
                assertThat(call.failure())
                        .isInstanceOf(AbortedException.class)
                        .hasMessage("the thread was interrupted while it waited");
                assertThat(call.told).containsExactly("error");
            });
            assertThat(asking.interrupted()).succeedsWithin(BOUND).isEqualTo(true);
            await().atMost(BOUND).untilAsserted(() -> assertThat(server.gone).hasValue(1));
        }
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_connection_and_stays() throws Exception {
        configure(1, SdkHttpConfigurationOption.CONNECTION_ACQUIRE_TIMEOUT, Duration.ofSeconds(100));
        try (LoopbackServer server = silent()) {
            ask(server.uri("/"));
            awaitRequests(server, 1);
            Asking second = ask(server.uri("/"));
            await().atMost(BOUND)
                    .until(() -> Stream.of(second.thread().getStackTrace())
                            .anyMatch(frame -> frame.getMethodName().equals("leased")));

            second.thread().interrupt();

            assertThat(second.call())
                    .succeedsWithin(BOUND)
                    .satisfies(call -> assertThat(call.failure()).isInstanceOf(AbortedException.class));
            assertThat(second.interrupted()).succeedsWithin(BOUND).isEqualTo(true);
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void a_thread_that_is_interrupted_already_does_not_make_its_request_itself() throws Exception {
        try (LoopbackServer server = fine()) {
            Thread.currentThread().interrupt();
            Call call = Call.post(client, server.uri("/"), "x");
            boolean stayed = Thread.interrupted();

            assertThat(call.failure())
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessageContaining("localhost:" + server.port());
            assertThat(stayed).isTrue();
        }
    }

    @Test
    void closing_ends_what_is_under_way_and_what_comes_after() throws Exception {
        try (LoopbackServer server = silent()) {
            Asking asking = ask(server.uri("/"));
            awaitRequests(server, 1);

            client.close();

            assertThat(asking.call())
                    .succeedsWithin(BOUND)
                    .satisfies(call -> assertThat(call.failure())
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("closed"));
            assertThat(Call.post(client, server.uri("/"), "x").failure())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("closed");
            await().atMost(BOUND).untilAsserted(() -> assertThat(server.gone).hasValue(1));
        }
    }

    /** What the SDK tries again: no request is made twice here. */
    @Test
    void a_connection_that_the_server_closed_while_it_was_idle_is_an_io_failure_at_worst() throws Exception {
        try (LoopbackServer server = fine()) {
            int answered = 0;
            for (int i = 1; i <= 20; i++) {
                Call call = Call.post(client, server.uri("/"), "x");
                if (call.done.isCompletedExceptionally()) {
                    assertThat(call.failure()).isInstanceOf(IOException.class);
                } else {
                    answered++;
                }
                int opened = server.connected.get();
                server.closeConnections();
                await().atMost(BOUND)
                        .untilAsserted(() -> assertThat(server.gone).hasValue(opened));
            }

            assertThat(answered).isGreaterThanOrEqualTo(10);
            assertThat(server.requests).hasSize(answered);
        }
    }

    @Test
    void a_connection_that_is_closed_instead_of_an_answer_fails_the_request_which_is_not_repeated() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.socket.close())) {
            Call call = Call.post(client, server.uri("/"), "x");

            assertThat(call.failure())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("localhost:" + server.port())
                    .hasMessageContaining("was closed before the answer was whole");
            assertThat(call.told).containsExactly("error");
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void a_connection_that_breaks_before_the_answer_is_whole_fails_the_request_once() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
            connection.socket.close();
        })) {
            Call call = Call.post(client, server.uri("/"), "x");

            assertThat(call.failure())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("was closed before the answer was whole");
            assertThat(call.told).containsExactly("error");
        }
    }

    @Test
    void a_connection_that_the_server_wants_to_close_is_not_used_again() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
            connection.holdOn();
        })) {
            Call.post(client, server.uri("/"), "x").await();
            Call.post(client, server.uri("/"), "x").await();

            assertThat(server.connected).hasValue(2);
            await().atMost(BOUND).untilAsserted(() -> assertThat(server.gone).hasValue(2));
        }
    }

    @Test
    void a_connection_that_is_idle_for_too_long_is_closed() throws Exception {
        configure(50, SdkHttpConfigurationOption.CONNECTION_MAX_IDLE_TIMEOUT, Duration.ofMillis(200));
        try (LoopbackServer server = fine()) {
            Call.post(client, server.uri("/"), "x").await();

            await().atMost(BOUND).untilAsserted(() -> assertThat(server.gone).hasValue(1));
        }
    }

    @Test
    void a_server_that_says_nothing_is_given_up() throws Exception {
        configure(50, SdkHttpConfigurationOption.READ_TIMEOUT, Duration.ofMillis(100));
        try (LoopbackServer server = silent()) {
            Call call = Call.post(client, server.uri("/"), "x");

            assertThat(call.failure())
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("localhost:" + server.port())
                    .hasMessageContaining("100 ms");
            await().atMost(BOUND).untilAsserted(() -> assertThat(server.gone).hasValue(1));
        }
    }

    @Test
    void who_waits_too_long_for_a_connection_is_told_what_to_do() throws Exception {
        configure(1, SdkHttpConfigurationOption.CONNECTION_ACQUIRE_TIMEOUT, Duration.ofMillis(100));
        try (LoopbackServer server = silent()) {
            ask(server.uri("/"));
            awaitRequests(server, 1);

            assertThat(Call.post(client, server.uri("/"), "send").failure())
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("no connection to localhost:" + server.port()
                            + " became free within 100 ms: all 1 are in use.");
        }
    }

    @Test
    void a_server_that_is_not_there_is_named() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(Call.post(client, URI.create("http://localhost:" + port + "/"), "x")
                        .failure())
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("localhost:" + port);
        assertThat(Call.post(client, URI.create("http://nobody.invalid:8080/"), "x")
                        .failure())
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("nobody.invalid:8080");
    }
}
