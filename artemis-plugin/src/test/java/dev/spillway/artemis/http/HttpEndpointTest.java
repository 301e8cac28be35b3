/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import static dev.spillway.artemis.http.RawClient.call;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

@Timeout(60)
class HttpEndpointTest {

    private static final String ACCOUNT = "000000000000";

    private final HeldSqs sqs = new HeldSqs();
    private HttpEndpoint endpoint;
    private RawClient client;

    @BeforeEach
    void start() {
        endpoint = new HttpEndpoint(at("127.0.0.1", 0), caller -> sqs);
        client = new RawClient(endpoint.port());
    }

    @AfterEach
    void stop() {
        client.close();
        endpoint.close();
    }

    @Test
    void an_answer_has_its_type_length_and_request_id() {
        var response = client.send(call("GetQueueUrl", "{\"QueueName\":\"q\"}")).receive();

        assertThat(response.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(response.headers())
                .containsEntry("content-type", "application/x-amz-json-1.0")
                .containsKey("content-length");
        assertThat(response.headers().get("x-amzn-requestid")).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab].*");
        assertThat(response.body()).isEqualTo("{\"QueueUrl\":\"q\"}");
    }

    @Test
    void pipelined_requests_are_answered_in_their_order() throws Exception {
        client.send(call("ReceiveMessage", "{}")
                + call("GetQueueUrl", "{\"QueueName\":\"second\"}")
                + call("ReceiveMessage", "{}")
                + call("GetQueueUrl", "{\"QueueName\":\"fourth\"}"));

        sqs.nextReceive().complete(HeldSqs.answer("first"));
        sqs.nextReceive().complete(HeldSqs.answer("third"));

        assertThat(client.receive().body()).contains("first");
        assertThat(client.receive().body()).contains("second");
        assertThat(client.receive().body()).contains("third");
        assertThat(client.receive().body()).contains("fourth");
    }

    @Test
    void more_requests_than_are_queued_are_all_answered() throws Exception {
        int count = 200;
        StringBuilder requests = new StringBuilder(call("ReceiveMessage", "{}"));
        IntStream.range(0, count).forEach(i -> requests.append(call("GetQueueUrl", "{\"QueueName\":\"q" + i + "\"}")));
        client.send(requests.toString());

        sqs.nextReceive().complete(HeldSqs.answer("first"));

        assertThat(client.receive().body()).contains("first");
        for (int i = 0; i < count; i++) {
            assertThat(client.receive().body()).isEqualTo("{\"QueueUrl\":\"q" + i + "\"}");
        }
    }

    @Test
    void a_client_that_goes_away_cancels_what_it_waited_for() throws Exception {
        client.send(call("ReceiveMessage", "{}"));
        CompletableFuture<ReceiveMessageResponse> receive = sqs.nextReceive();

        client.close();

        await().atMost(60, SECONDS).until(receive::isCancelled);
    }

    @Test
    void requests_behind_one_that_was_cancelled_are_not_made() throws Exception {
        client.send(call("ReceiveMessage", "{}") + call("ReceiveMessage", "{}"));
        CompletableFuture<ReceiveMessageResponse> receive = sqs.nextReceive();

        client.close();

        await().atMost(60, SECONDS).until(receive::isCancelled);
        endpoint.close();
        assertThat(sqs.receives).isEmpty();
    }

    @Test
    void many_waiting_requests_hold_no_thread_each() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try {
            int before = ManagementFactory.getThreadMXBean().getThreadCount();
            for (int i = 0; i < 200; i++) {
                clients.add(new RawClient(endpoint.port()).send(call("ReceiveMessage", "{}")));
            }
            List<CompletableFuture<ReceiveMessageResponse>> waiting = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                waiting.add(sqs.nextReceive());
            }
            // While all of them wait: afterwards a thread for each could have ended.
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(before + 50);
            waiting.forEach(receive -> receive.complete(HeldSqs.answer("m")));
            for (RawClient each : clients) {
                assertThat(each.receive().body()).contains("\"m\"");
            }
        } finally {
            clients.forEach(RawClient::close);
        }
    }

    @Test
    void close_does_not_wait_for_what_waits_and_cancels_it() throws Exception {
        client.send(call("ReceiveMessage", "{}"));
        CompletableFuture<ReceiveMessageResponse> receive = sqs.nextReceive();

        long start = System.nanoTime();
        endpoint.close();

        assertThat(System.nanoTime() - start).isLessThan(SECONDS.toNanos(15));
        assertThat(client.isAtEnd()).isTrue();
        assertThat(receive).isCancelled();
    }

    @Test
    void an_operation_that_is_cancelled_by_the_service_answers_that_it_is_stopping() throws Exception {
        client.send(call("ReceiveMessage", "{}"));

        sqs.nextReceive().cancel(true);

        var response = client.receive();
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers()).containsEntry("x-amzn-query-error", "ServiceUnavailable;Receiver");
    }

    @Test
    void a_client_that_asks_for_it_is_told_to_continue() {
        client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-amz-json-1.0\r\nExpect: 100-continue\r\n"
                + "X-Amz-Target: AmazonSQS.GetQueueUrl\r\nContent-Length: 17\r\n\r\n");
        assertThat(client.receive().status()).isEqualTo(100);

        client.send("{\"QueueName\":\"q\"}");

        assertThat(client.receive().body()).contains("q");
    }

    @Test
    void a_body_announced_as_too_long_is_refused_before_it_is_sent() {
        client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-amz-json-1.0\r\nExpect: 100-continue\r\n"
                + "X-Amz-Target: AmazonSQS.GetQueueUrl\r\nContent-Length: " + (HttpEndpoint.MAX_BODY + 1) + "\r\n\r\n");

        var response = client.receive();

        assertThat(response.status()).isEqualTo(413);
        assertThat(response.body()).contains("RequestEntityTooLarge").contains(HttpEndpoint.MAX_BODY + " bytes");
    }

    @Test
    void a_body_that_turns_out_too_long_is_refused_in_its_turn_and_the_connection_stays() throws Exception {
        client.send(call("ReceiveMessage", "{}"));
        client.send(call("GetQueueUrl", "{\"QueueName\":\"" + "x".repeat(HttpEndpoint.MAX_BODY) + "\"}"));
        client.send(call("GetQueueUrl", "{\"QueueName\":\"third\"}"));

        sqs.nextReceive().complete(HeldSqs.answer("first"));

        assertThat(client.receive().body()).contains("first");
        assertThat(client.receive().status()).isEqualTo(413);
        assertThat(client.receive().body()).contains("third");
    }

    @Test
    void a_body_in_chunks_is_read() {
        client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-amz-json-1.0\r\n"
                + "X-Amz-Target: AmazonSQS.GetQueueUrl\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "7\r\n{\"Queue\r\na\r\nName\":\"q\"}\r\n0\r\n\r\n");

        assertThat(client.receive().body()).isEqualTo("{\"QueueUrl\":\"q\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish\r\n\r\n",
                "GET\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "\u0016\u0003\u0001\u0000\u0001\r\n\r\n",
            })
    void what_is_not_HTTP_is_answered_400_and_closed(String rubbish) {
        client.send(rubbish);

        var response = client.receive();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("BadRequest");
        assertThat(client.isAtEnd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/3.0\r\nHost: localhost\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"})
    void another_version_of_HTTP_is_refused_once_and_closed(String request) {
        client.send(request);

        var response = client.receive();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("it has to be HTTP/1.1");
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void headers_that_are_too_long_are_answered_400() {
        client.send("GET / HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(HttpEndpoint.MAX_HEADERS) + "\r\n\r\n");

        assertThat(client.receive().status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, AmazonSQS.Nonesuch,            application/x-amz-json-1.0,        400, UnknownOperationException",
        "POST, Kinesis_20131202.PutRecord,    application/x-amz-json-1.0,        400, UnknownOperationException",
        "GET,  AmazonSQS.DeleteQueue,         application/x-amz-json-1.0,        405, MethodNotAllowed",
        "POST, AmazonSQS.GetQueueUrl,         text/plain,                        415, UnsupportedMediaType",
        "POST, ,                              application/x-amz-json-1.0,        400, MissingAction",
    })
    void what_is_not_served_is_refused_by_its_name(
            String method, String target, String contentType, int status, String code) {
        var response = client.send(method + " /x HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType + "\r\n"
                        + (target == null ? "" : "X-Amz-Target: " + target + "\r\n") + "Content-Length: 2\r\n\r\n{}")
                .receive();

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers()).containsEntry("x-amzn-query-error", code + ";Sender");
        assertThat(response.body()).contains("\"__type\":\"com.amazon.coral.service#" + code + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidParameterValue, InvalidParameterValueException",
        "MissingParameter,      MissingRequiredParameterException",
    })
    void an_error_that_has_no_class_has_the_type_that_aws_gives_it(String code, String type) throws Exception {
        client.send(call("ReceiveMessage", "{}"));
        sqs.nextReceive()
                .completeExceptionally(SqsException.builder()
                        .statusCode(400)
                        .awsErrorDetails(
                                AwsErrorDetails.builder().errorCode(code).build())
                        .build());

        var response = client.receive();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers()).containsEntry("x-amzn-query-error", code + ";Sender");
        assertThat(response.body()).contains("\"__type\":\"com.amazon.coral.service#" + type + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void a_visitor_is_told_what_this_is(String method) {
        client.send(method + " / HTTP/1.1\r\nHost: h\r\nSec-Fetch-Site: none\r\n\r\n");

        var response = client.receiveHeadersOf(method);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("content-type", "text/plain; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", ""})
    void other_addresses_than_loopback_are_refused(String bind) {
        assertThatThrownBy(() -> new HttpEndpoint(at(bind, 0), caller -> sqs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + bind + "' is not a loopback address, such as 127.0.0.1")
                .hasMessageContaining("--credentials FILE");
    }

    @Test
    void a_port_in_use_is_named() {
        assertThatThrownBy(() -> new HttpEndpoint(at("127.0.0.1", endpoint.port()), caller -> sqs))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the endpoint can't listen on 127.0.0.1:" + endpoint.port() + ": the port is in use");
    }

    private static EndpointConfig at(String bind, int port) {
        return new EndpointConfig(bind, port, ACCOUNT, null, null);
    }
}
