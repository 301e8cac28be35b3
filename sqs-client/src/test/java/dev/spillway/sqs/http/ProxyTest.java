/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/** Servers behind a proxy, whoever makes the request. */
@ParameterizedClass(name = "callerRuns={0}")
@ValueSource(booleans = {false, true})
class ProxyTest {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final URI FAR = URI.create("http://sqs.far.invalid/queue?x=1");

    @TempDir
    Path folder;

    private final boolean callerRuns;

    ProxyTest(boolean callerRuns) {
        this.callerRuns = callerRuns;
    }

    private static ProxyConfiguration.Builder by(LoopbackServer proxy) {
        return ProxyConfiguration.builder().endpoint(URI.create("http://localhost:" + proxy.port()));
    }

    private Apache5AsyncHttpClient.Builder builder() {
        return Apache5AsyncHttpClient.builder().callerRunsIf(() -> callerRuns);
    }

    private SdkAsyncHttpClient client(ProxyConfiguration.Builder proxy) {
        return builder().proxyConfiguration(proxy.build()).build();
    }

    @Test
    void a_proxy_is_asked_for_the_whole_address() throws Exception {
        try (LoopbackServer proxy = LoopbackServer.http((request, connection) -> connection.ok("by proxy"));
                SdkAsyncHttpClient client = client(by(proxy).username("me").password("secret"))) {
            assertThat(Call.post(client, FAR, "x").await().text()).isEqualTo("by proxy");

            assertThat(proxy.requests).singleElement().satisfies(seen -> {
                assertThat(seen.line()).isEqualTo("POST http://sqs.far.invalid/queue?x=1 HTTP/1.1");
                assertThat(seen.headers())
                        .containsExactlyInAnyOrder(
                                "Host: sqs.far.invalid",
                                "Content-Length: 1",
                                "Proxy-Authorization: Basic bWU6c2VjcmV0");
            });
        }
    }

    @Test
    void tls_goes_through_a_tunnel_and_the_proxys_password_to_the_proxy_alone() throws Exception {
        Certificate certificate = Certificate.of("localhost", folder);
        TrustManager[] trust = certificate.trust();
        try (LoopbackServer server = LoopbackServer.https(
                        certificate.server("TLS"), (request, connection) -> connection.ok("from afar"));
                LoopbackServer proxy = LoopbackServer.http(ProxyTest::tunnel);
                SdkAsyncHttpClient client = builder()
                        .proxyConfiguration(
                                by(proxy).username("me").password("secret").build())
                        .buildWithDefaults(AttributeMap.builder()
                                .put(SdkHttpConfigurationOption.TLS_TRUST_MANAGERS_PROVIDER, () -> trust)
                                .build())) {
            for (int i = 0; i < 3; i++) {
                assertThat(Call.post(client, server.uri("/"), "x").await().text())
                        .isEqualTo("from afar");
            }

            assertThat(proxy.requests).singleElement().satisfies(seen -> {
                assertThat(seen.line()).isEqualTo("CONNECT localhost:" + server.port() + " HTTP/1.1");
                assertThat(seen.headers())
                        .containsExactlyInAnyOrder(
                                "Host: localhost:" + server.port(), "Proxy-Authorization: Basic bWU6c2VjcmV0");
            });
            assertThat(server.requests)
                    .hasSize(3)
                    .allSatisfy(seen -> assertThat(seen.headers()).noneMatch(header -> header.startsWith("Proxy-")));
        }
    }

    @Test
    void a_tunnel_that_is_refused_fails_the_request() throws Exception {
        try (LoopbackServer proxy = LoopbackServer.http((request, connection) ->
                        connection.send("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 2\r\n\r\nno"));
                SdkAsyncHttpClient client = client(by(proxy))) {
            Call call = Call.post(client, URI.create("https://sqs.far.invalid/"), "x");

            assertThat(call.failure())
                    .isInstanceOf(IOException.class)
                    .hasMessage("no connection to sqs.far.invalid:443 (by proxy localhost:" + proxy.port()
                            + "): the proxy answered 407 Proxy Authentication Required. Set the proxy's user and password"
                            + " (http.proxyUser, http.proxyPassword).");
            assertThat(call.told).containsExactly("error");
            await().atMost(BOUND).untilAsserted(() -> assertThat(proxy.gone).hasValue(1));
        }
    }

    @Test
    void servers_that_need_no_proxy_are_spoken_to_directly() throws Exception {
        try (LoopbackServer server = LoopbackServer.http((request, connection) -> connection.ok("direct"));
                LoopbackServer proxy = LoopbackServer.http((request, connection) -> connection.ok("by proxy"));
                SdkAsyncHttpClient client = client(by(proxy).addNonProxyHost("local.*"))) {
            assertThat(Call.post(client, server.uri("/"), "x").await().text()).isEqualTo("direct");
            assertThat(Call.post(client, FAR, "x").await().text()).isEqualTo("by proxy");
        }
    }

    @Test
    void the_system_properties_are_asked_where_nothing_is_said() throws Exception {
        try (LoopbackServer http = LoopbackServer.http((request, connection) -> connection.ok("by the one for http"));
                LoopbackServer https = LoopbackServer.http(
                        (request, connection) -> connection.send("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"))) {
            Map<String, String> properties = Map.of(
                    "http.proxyHost", "localhost",
                    "http.proxyPort", "" + http.port(),
                    "http.nonProxyHosts", "direct.*",
                    "https.proxyHost", "localhost",
                    "https.proxyPort", "" + https.port());
            try (SdkAsyncHttpClient client = with(properties)) {
                assertThat(Call.post(client, FAR, "x").await().text()).isEqualTo("by the one for http");
                assertThat(Call.post(client, URI.create("https://sqs.far.invalid/"), "x")
                                .failure())
                        .hasMessageContaining("by proxy localhost:" + https.port())
                        .hasMessageContaining("503 Busy");
                assertThat(Call.post(client, URI.create("http://direct.invalid/"), "x")
                                .failure())
                        .hasMessageContaining("direct.invalid")
                        .hasMessageNotContaining("proxy");
            }
        }
    }

    /** A client that is made while the properties are set. */
    private SdkAsyncHttpClient with(Map<String, String> properties) {
        Map<String, String> before = new TreeMap<>();
        properties.forEach((name, value) -> {
            String old = System.setProperty(name, value);
            if (old != null) {
                before.put(name, old);
            }
        });
        try {
            return builder().build();
        } finally {
            properties.keySet().forEach(System::clearProperty);
            before.forEach(System::setProperty);
        }
    }

    private static void tunnel(LoopbackServer.Request request, LoopbackServer.Connection connection)
            throws IOException {
        String authority = request.line().split(" ")[1];
        int port = Integer.parseInt(authority.substring(authority.indexOf(':') + 1));
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            connection.send("HTTP/1.1 200 Connection established\r\n\r\n");
            Thread back = new Thread(() -> pump(server, connection.socket));
            back.setDaemon(true);
            back.start();
            pump(connection.socket, server);
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of them went
        }
    }
}
