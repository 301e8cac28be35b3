/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import static dev.spillway.artemis.http.RawClient.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.artemis.aws.Caller;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By what a request says whom the endpoint serves, and whom not. */
@Timeout(60)
class EndpointCallersTest {

    private static final String ACCOUNT = "000000000000";

    private final HeldSqs sqs = new HeldSqs();
    private final List<Caller> callers = new CopyOnWriteArrayList<>();
    private HttpEndpoint endpoint;
    private RawClient client;

    @BeforeEach
    void start() {
        endpoint = new HttpEndpoint(new EndpointConfig("127.0.0.1", 0, ACCOUNT, null, null), caller -> {
            callers.add(caller);
            return sqs;
        });
        client = new RawClient(endpoint.port());
    }

    @AfterEach
    void stop() {
        client.close();
        endpoint.close();
    }

    @Test
    void a_request_with_two_hosts_is_refused() {
        var response = client.send(call("GetQueueUrl", "{}", "Host: other")).receive();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("The header Host is there twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: https://example.com", "Origin: null", "Sec-Fetch-Site: same-origin"})
    void a_request_of_a_web_page_is_refused(String header) {
        var response = client.send(call("GetQueueUrl", "{\"QueueName\":\"q\"}", header))
                .receive();

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.body()).contains("AccessDenied");
        assertThat(callers).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:4566, 200",
        "127.0.0.1, 200",
        "[::1]:4566, 200",
        "sqs.localhost:80, 200",
        "evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "localhost.evil.example:4566, 403",
    })
    void an_unsigned_GET_calls_an_operation_under_a_name_of_loopback_only(String host, int status) {
        client.send("GET /?Action=GetQueueUrl&QueueName=q HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

        assertThat(client.receive().status()).isEqualTo(status);
    }

    @Test
    void a_caller_is_known_by_access_key_and_host_and_asked_for_once() {
        String signed = "Authorization: AWS4-HMAC-SHA256 Credential=AKID1/20260101/us-east-1/sqs/aws4_request, "
                + "SignedHeaders=host, Signature=00";

        for (int i = 0; i < 3; i++) {
            client.send(call("GetQueueUrl", "{}", signed)).receive();
        }
        client.send(call("GetQueueUrl", "{}", signed.replace("AKID1", "AKID12")))
                .receive();
        client.send(call("GetQueueUrl", "{}", signed).replace("localhost:4566", "queues.local"))
                .receive();
        client.send(call("GetQueueUrl", "{}").replace("localhost:4566", "[::1]:80"))
                .receive();
        client.send(call("GetQueueUrl", "{}").replace("POST /", "POST /?X-Amz-Credential=AKID2%2F20260101%2Fx"))
                .receive();

        assertThat(callers)
                .containsExactly(
                        new Caller(URI.create("http://localhost:4566"), "AKID1"),
                        new Caller(URI.create("http://localhost:4566"), "AKID12"),
                        new Caller(URI.create("http://queues.local"), "AKID1"),
                        new Caller(URI.create("http://[::1]:80"), ACCOUNT),
                        new Caller(URI.create("http://localhost:4566"), "AKID2"));
    }

    @Test
    void queue_URLs_begin_with_the_public_URL_where_there_is_one() {
        URI publicUrl = URI.create("https://queues.example.com");
        List<Caller> seen = new CopyOnWriteArrayList<>();
        EndpointConfig config = new EndpointConfig("127.0.0.1", 0, ACCOUNT, publicUrl, null);
        try (HttpEndpoint behind = new HttpEndpoint(config, caller -> {
                    seen.add(caller);
                    return sqs;
                });
                RawClient other = new RawClient(behind.port())) {
            other.send(call("GetQueueUrl", "{}", "X-Forwarded-Host: x")).receive();

            assertThat(seen).containsExactly(new Caller(publicUrl, ACCOUNT));
        }
    }

    @Test
    void an_old_client_without_a_host_is_known_by_the_address_it_reached() {
        var response = client.send(
                        call("GetQueueUrl", "{\"QueueName\":\"q\"}").replace("1.1\r\nHost: localhost:4566", "1.0"))
                .receive();

        assertThat(response.body()).contains("q");
        assertThat(callers).containsExactly(new Caller(endpoint.uri(), ACCOUNT));
        assertThat(client.isAtEnd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a b", "Host: http://x", "Host: x/y", "Host: x:y", "Host: [zz]", "Host: u@h"})
    void a_host_that_is_none_is_refused(String host) {
        var response = client.send(call("GetQueueUrl", "{}")
                        .replace("Host: localhost:4566\r\n", host.isEmpty() ? "" : host + "\r\n"))
                .receive();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("The header Host is");
    }
}
