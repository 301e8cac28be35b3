/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.spillway.jms.sqs.ScriptedSqs;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user name and password are an access key and its secret, which the service confirms at once. */
class CredentialsTest {

    private final List<String> signers = new CopyOnWriteArrayList<>();
    private final FaultyServer server = new FaultyServer(null);
    private final SpillwayConnectionFactory factory = new SpillwayConnectionFactory(server.uri() + "?region=eu-west-1");

    @AfterEach
    void close() {
        factory.close();
        server.close();
    }

    private boolean known(HttpExchange exchange) throws IOException {
        signers.add(
                exchange.getRequestHeaders().getFirst("Authorization").replaceFirst(".*Credential=([^/]*)/.*", "$1"));
        byte[] body = "{\"QueueUrls\":[]}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
        return true;
    }

    @Test
    void a_user_that_the_service_knows_is_asked_for_once() throws JMSException {
        server.fault = (operation, exchange) -> known(exchange);

        factory.createConnection("AKIA7", "hush").close();
        factory.createQueueConnection("AKIA7", "hush").close();
        factory.createContext("AKIA7", "hush").close();

        assertThat(server.operations).containsExactly("ListQueues");
        assertThat(signers).containsExactly("AKIA7");
    }

    @Test
    void each_user_signs_with_its_own_key() throws JMSException {
        server.fault = (operation, exchange) -> known(exchange);

        try (Connection first = factory.createConnection("AKIA7", "hush");
                Connection second = factory.createConnection("AKIA8", "hush")) {
            assertThat(first).isNotSameAs(second);
        }

        assertThat(signers).containsExactly("AKIA7", "AKIA8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"InvalidClientTokenId", "SignatureDoesNotMatch", "UnrecognizedClientException", "ExpiredToken"})
    void a_user_that_the_service_does_not_know_is_refused(String code) {
        server.fault = (operation, exchange) -> FaultyServer.error(exchange, 403, code);

        assertThatThrownBy(() -> factory.createConnection("AKIA7", "hush"))
                .isInstanceOf(JMSSecurityException.class)
                .hasMessageContaining(code)
                .hasMessageContaining("request-7")
                .hasMessageNotContaining("hush");
    }

    @Test
    void a_context_refuses_in_its_own_way() {
        server.fault = (operation, exchange) -> FaultyServer.error(exchange, 403, "InvalidClientTokenId");

        assertThatThrownBy(() -> factory.createContext("AKIA7", "hush"))
                .isInstanceOf(JMSSecurityRuntimeException.class);
    }

    @Test
    void a_user_that_may_not_list_queues_is_known() throws JMSException {
        server.fault = (operation, exchange) -> FaultyServer.error(exchange, 403, "AccessDenied");

        factory.createConnection("AKIA7", "hush").close();

        assertThat(server.operations).containsExactly("ListQueues");
    }

    @Test
    void half_a_credential_is_refused() {
        assertThatThrownBy(() -> factory.createConnection("AKIA7", null))
                .isInstanceOf(JMSSecurityException.class)
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> factory.createConnection("", "hush")).isInstanceOf(JMSSecurityException.class);
    }

    @Test
    void there_are_no_users_where_the_application_gave_the_client() {
        SpillwayConnectionFactory given = new SpillwayConnectionFactory(new ScriptedSqs());

        assertThatThrownBy(() -> given.createConnection("AKIA7", "hush")).isInstanceOf(JMSSecurityException.class);
    }

    @Test
    void the_embedded_broker_lets_anybody_in(@TempDir Path data) throws JMSException {
        try (SpillwayConnectionFactory embedded = embedded(data, "")) {
            embedded.createConnection("anybody", "anything").close();
            embedded.createQueueConnection("", null).close();
            embedded.createContext("anybody", "anything").close();
        }
    }

    @Test
    void the_embedded_broker_lets_in_the_user_that_it_was_set_to(@TempDir Path data) throws JMSException {
        try (SpillwayConnectionFactory embedded = embedded(data, "&accessKey=jim&secretKey=hush")) {
            embedded.createConnection("jim", "hush").close();
            embedded.createConnection().close();

            assertThatThrownBy(() -> embedded.createConnection("jim", "hash"))
                    .isInstanceOf(JMSSecurityException.class)
                    .hasMessageContaining("'jim'")
                    .hasMessageNotContaining("hash")
                    .hasMessageNotContaining("hush");
            assertThatThrownBy(() -> embedded.createQueueConnection("joe", "hush"))
                    .isInstanceOf(JMSSecurityException.class);
            assertThatThrownBy(() -> embedded.createContext("jim", null))
                    .isInstanceOf(JMSSecurityRuntimeException.class);
        }
    }

    private static SpillwayConnectionFactory embedded(Path data, String options) {
        return new SpillwayConnectionFactory(
                "spillway:embedded?data=" + URLEncoder.encode(data.toString(), StandardCharsets.UTF_8) + options);
    }
}
