/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/** HTTP over TLS, whoever makes the request: whom it trusts, and that it does what it does without. */
@ParameterizedClass(name = "callerRuns={0}")
@ValueSource(booleans = {false, true})
class TlsTest {

    @TempDir
    static Path folder;

    private static Certificate certificate;

    private final boolean callerRuns;

    TlsTest(boolean callerRuns) {
        this.callerRuns = callerRuns;
    }

    @BeforeAll
    static void make() throws Exception {
        certificate = Certificate.of("localhost", folder);
    }

    private SdkAsyncHttpClient trusting(Certificate trusted) throws Exception {
        TrustManager[] managers = trusted.trust();
        return client(AttributeMap.builder()
                .put(SdkHttpConfigurationOption.TLS_TRUST_MANAGERS_PROVIDER, () -> managers)
                .build());
    }

    private SdkAsyncHttpClient client(AttributeMap options) {
        return Apache5AsyncHttpClient.builder().callerRunsIf(() -> callerRuns).buildWithDefaults(options);
    }

    private static LoopbackServer server(LoopbackServer.Script script) throws Exception {
        return LoopbackServer.https(certificate.server("TLS"), script);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_server_that_is_trusted_is_spoken_to(String version) throws Exception {
        byte[] content = new byte[4 << 20];
        new Random(1).nextBytes(content);
        Queue<String> spoken = new ConcurrentLinkedQueue<>();
        try (LoopbackServer server = LoopbackServer.https(
                        certificate.server("TLS"),
                        (request, connection) -> {
                            spoken.add(
                                    ((SSLSocket) connection.socket).getSession().getProtocol());
                            connection.ok(request.content());
                        },
                        version);
                SdkAsyncHttpClient client = trusting(certificate)) {
            Call call = Call.send(client, SdkHttpMethod.POST, server.uri("/"), content, Map.of())
                    .await();
            Call second = Call.post(client, server.uri("/"), "again").await();

            assertThat(Arrays.equals(call.bytes(), content)).isTrue();
            assertThat(second.text()).isEqualTo("again");
            assertThat(spoken).containsExactly(version, version);
            assertThat(server.connected).hasValue(1);
        }
    }

    @Test
    void a_certificate_that_nobody_known_signed_is_refused() throws Exception {
        try (LoopbackServer server = server((request, connection) -> connection.ok("fine"));
                SdkAsyncHttpClient client = client(AttributeMap.empty())) {
            Call call = Call.post(client, server.uri("/"), "x");

            assertThat(call.failure()).isInstanceOf(SSLException.class);
            assertThat(call.told).containsExactly("error");
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void a_certificate_for_another_name_is_refused(@TempDir Path own) throws Exception {
        Certificate others = Certificate.of("sqs.example.com", own);
        try (LoopbackServer server =
                        LoopbackServer.https(others.server("TLS"), (request, connection) -> connection.ok("fine"));
                SdkAsyncHttpClient client = trusting(others)) {
            Call call = Call.post(client, server.uri("/"), "x");

            assertThat(call.failure()).isInstanceOf(SSLException.class).hasMessageContaining("localhost");
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void all_certificates_are_trusted_only_where_that_is_asked_for(@TempDir Path own) throws Exception {
        Certificate others = Certificate.of("any.example.com", own);
        AttributeMap all = AttributeMap.builder()
                .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true)
                .build();
        try (LoopbackServer server =
                        LoopbackServer.https(others.server("TLS"), (request, connection) -> connection.ok("fine"));
                SdkAsyncHttpClient client = client(all)) {
            assertThat(Call.post(client, server.uri("/"), "x").await().text()).isEqualTo("fine");
        }
    }

    @Test
    void all_and_some_certificates_cannot_be_trusted_both() {
        AttributeMap both = AttributeMap.builder()
                .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true)
                .put(SdkHttpConfigurationOption.TLS_TRUST_MANAGERS_PROVIDER, () -> new TrustManager[0])
                .build();

        assertThatThrownBy(() -> client(both))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exclude each other");
    }

    @Test
    void a_connection_that_the_server_closes_fails_no_later_request() throws Exception {
        try (LoopbackServer server = server((request, connection) -> {
                    connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
                    connection.socket.close();
                });
                SdkAsyncHttpClient client = trusting(certificate)) {
            for (int i = 0; i < 20; i++) {
                assertThat(Call.post(client, server.uri("/"), "x").await().text())
                        .isEqualTo("ok");
            }
        }
    }

    @Test
    void a_handshake_that_does_not_end_is_given_up() throws Exception {
        AttributeMap options = AttributeMap.builder()
                .put(SdkHttpConfigurationOption.TLS_NEGOTIATION_TIMEOUT, Duration.ofMillis(100))
                .build();
        try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                SdkAsyncHttpClient client = client(options)) {
            Call call = Call.post(client, URI.create("https://localhost:" + mute.getLocalPort() + "/"), "x");

            assertThat(call.failure()).isInstanceOf(SocketTimeoutException.class);
            assertThat(call.told).containsExactly("error");
        }
    }
}
