/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/** Requests that are given up, by who asked or because the client is closed. */
class CancellationTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final SdkAsyncHttpClient client =
            Apache5AsyncHttpClient.builder().maxConnections(400).build();
    private LoopbackServer server;

    /** Polls are never answered, all else at once. */
    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.http((request, connection) -> {
            if (request.text().startsWith("poll")) {
                connection.holdOn();
            } else {
                connection.ok("fine");
            }
        });
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private Call poll() {
        return Call.post(client, server.uri("/"), "poll");
    }

    private void awaitRequests(int count) {
        await().atMost(BOUND).untilAsserted(() -> assertThat(server.requests).hasSize(count));
    }

    @Test
    void a_request_that_is_cancelled_closes_its_connection() {
        Call poll = poll();
        awaitRequests(1);

        poll.done.cancel(true);

        assertThat(poll.errors).singleElement().isInstanceOf(CancellationException.class);
        await().atMost(BOUND).untilAsserted(() -> assertThat(server.gone).hasValue(1));
        assertThat(poll.told).containsExactly("error");
    }

    @Test
    void one_over_tls_closes_its_connection_as_well(@TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.of("localhost", folder);
        TrustManager[] trust = certificate.trust();
        AttributeMap options = AttributeMap.builder()
                .put(SdkHttpConfigurationOption.TLS_TRUST_MANAGERS_PROVIDER, () -> trust)
                .build();
        try (LoopbackServer secure =
                        LoopbackServer.https(certificate.server("TLS"), (request, connection) -> connection.holdOn());
                SdkAsyncHttpClient trusting = Apache5AsyncHttpClient.builder().buildWithDefaults(options)) {
            Call poll = Call.post(trusting, secure.uri("/"), "poll");
            await().atMost(BOUND)
                    .untilAsserted(() -> assertThat(secure.requests).hasSize(1));

            poll.done.cancel(true);

            assertThat(poll.errors).singleElement().isInstanceOf(CancellationException.class);
            await().atMost(BOUND).untilAsserted(() -> assertThat(secure.gone).hasValue(1));
        }
    }

    @Test
    void a_request_whose_future_is_failed_by_its_owner_is_given_up_as_well() {
        Call poll = poll();
        awaitRequests(1);

        poll.done.completeExceptionally(new IllegalStateException("no longer wanted"));

        assertThat(poll.errors).singleElement().isInstanceOf(IllegalStateException.class);
        await().atMost(BOUND).untilAsserted(() -> assertThat(server.gone).hasValue(1));
    }

    @Test
    void requests_are_answered_while_hundreds_wait_and_those_give_their_places_back() throws Exception {
        List<Call> polls = new ArrayList<>();
        for (int i = 0; i < 399; i++) {
            polls.add(poll());
        }
        awaitRequests(399);
        for (int i = 0; i < 100; i++) {
            Call.post(client, server.uri("/"), "send").await();
        }
        assertThat(server.connected).hasValue(400);
        assertThat(polls).noneMatch(poll -> poll.done.isDone());

        polls.forEach(poll -> poll.done.cancel(true));

        List<Call> more = new ArrayList<>();
        for (int i = 0; i < 399; i++) {
            more.add(poll());
        }
        awaitRequests(399 + 100 + 399);
        Call.post(client, server.uri("/"), "send").await();
        assertThat(polls).allSatisfy(poll -> assertThat(poll.told).containsExactly("error"));
        assertThat(more).noneMatch(poll -> poll.done.isDone());
    }

    @Test
    void one_that_waits_for_a_place_can_be_given_up() throws Exception {
        try (SdkAsyncHttpClient single =
                Apache5AsyncHttpClient.builder().maxConnections(1).build()) {
            Call poll = Call.post(single, server.uri("/"), "poll");
            awaitRequests(1);
            Call waiting = Call.post(single, server.uri("/"), "send");

            waiting.done.cancel(true);
            poll.done.cancel(true);

            assertThat(waiting.told).containsExactly("error");
            assertThat(Call.post(single, server.uri("/"), "send").await().text())
                    .isEqualTo("fine");
            assertThat(server.requests).hasSize(2);
        }
    }

    @Test
    void what_is_given_up_while_it_connects_does_no_harm() throws Exception {
        for (int i = 0; i < 200; i++) {
            Call.post(client, server.uri("/"), "send").done.cancel(true);
        }
        for (int i = 0; i < 400; i++) {
            Call.post(client, server.uri("/"), "send").await();
        }
        assertThat(server.connected).hasValueLessThanOrEqualTo(400);
    }

    @Test
    void a_client_that_is_closed_fails_what_is_under_way_and_what_comes_after() {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 450; i++) { // more than there are connections
            calls.add(poll());
        }
        awaitRequests(400);

        client.close();

        assertThat(calls).allSatisfy(call -> {
            assertThat(call.failure()).isInstanceOf(IOException.class).hasMessageContaining("closed");
            assertThat(call.told).containsExactly("error");
        });
        assertThat(poll().failure()).isInstanceOf(IOException.class).hasMessageContaining("closed");
        await().atMost(BOUND).untilAsserted(() -> assertThat(server.gone).hasValue(400));
    }

    @Test
    void a_client_that_is_closed_leaves_no_thread() throws Exception {
        List<Thread> threads = new ArrayList<>();
        try (SdkAsyncHttpClient other =
                Apache5AsyncHttpClient.builder().ioThreads(3).build()) {
            Call.post(other, server.uri("/"), "send").await();
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("spillway-http-"))
                    .forEach(threads::add);
        }
        client.close();

        assertThat(threads).hasSizeGreaterThanOrEqualTo(4).allMatch(Thread::isDaemon);
        await().atMost(BOUND).untilAsserted(() -> assertThat(threads).noneMatch(Thread::isAlive));
    }
}
