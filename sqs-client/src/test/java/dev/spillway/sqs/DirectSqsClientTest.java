/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spillway.sqs.ScriptedHttp.Answer;
import dev.spillway.sqs.ScriptedHttp.Asked;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/** What goes directly, what doesn't, and what becomes of what fails. */
class DirectSqsClientTest {

    private static final String URL = "http://sqs.example/000000000000/orders";
    private static final String SENT = "{\"Successful\":[{\"Id\":\"0\",\"MessageId\":\"m\","
            + "\"MD5OfMessageBody\":\"841a2d689ad86bd1611447453c22c6fc\"}]}";

    @Test
    void the_sdk_makes_the_first_request_and_those_of_messages_go_directly_then() {
        ScriptedHttp http = new ScriptedHttp(asked -> Answer.ok(SENT));
        SqsAsyncClient client = client(http, builder -> {});

        send(client);
        SendMessageBatchResponse sent = send(client);

        assertThat(http.ofTheSdk()).containsExactly("SendMessageBatch");
        assertThat(http.directs()).containsExactly("SendMessageBatch");
        assertThat(sent.successful().get(0).messageId()).isEqualTo("m");
    }

    @Test
    void a_direct_request_goes_where_the_sdks_goes_and_is_signed_for_the_same() {
        ScriptedHttp http = new ScriptedHttp(asked -> Answer.ok(SENT));
        SqsAsyncClient client = client(
                http,
                builder -> builder.endpointOverride(null)
                        .region(Region.EU_CENTRAL_1)
                        .fipsEnabled(true)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsSessionCredentials.create("id", "s", "token"))));

        send(client);
        send(client);

        Asked bySdk = http.asked.get(0);
        Asked direct = http.asked.get(1);
        assertThat(direct.isDirect()).isTrue();
        assertThat(direct.request().getUri()).isEqualTo(bySdk.request().getUri());
        assertThat(direct.request().getUri().getHost()).isEqualTo("sqs-fips.eu-central-1.amazonaws.com");
        assertThat(direct.body()).isEqualTo(bySdk.body());
        for (String name : List.of("Host", "User-Agent", "Content-Type", "X-Amz-Target", "Content-Length")) {
            assertThat(header(direct, name)).as(name).isEqualTo(header(bySdk, name));
        }
        assertThat(header(direct, "X-Amz-Security-Token")).isEqualTo("token");
        assertThat(header(direct, "Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=id/")
                .contains("/eu-central-1/sqs/aws4_request,");
    }

    @Test
    void other_operations_stay_the_sdks() {
        ScriptedHttp http = new ScriptedHttp(asked -> Answer.ok("{\"QueueUrl\":\"" + URL + "\"}"));
        SqsAsyncClient client = client(http, builder -> {});

        client.getQueueUrl(request -> request.queueName("orders")).join();
        client.getQueueUrl(request -> request.queueName("orders")).join();

        assertThat(http.directs()).isEmpty();
        assertThat(http.ofTheSdk()).hasSize(2);
    }

    @Test
    void without_credentials_nothing_is_signed_and_nothing_goes_directly() {
        ScriptedHttp http = new ScriptedHttp(asked -> Answer.ok(SENT));
        SqsAsyncClient client =
                client(http, builder -> builder.credentialsProvider(AnonymousCredentialsProvider.create()));

        send(client);
        send(client);

        assertThat(http.directs()).isEmpty();
    }

    @Test
    void credentials_that_are_not_found_any_more_fail_the_request_as_the_sdk_fails_it() {
        AtomicBoolean gone = new AtomicBoolean();
        ScriptedHttp http = new ScriptedHttp(asked -> Answer.ok(SENT));
        SqsAsyncClient client = client(
                http,
                builder -> builder.credentialsProvider(() -> {
                    if (gone.get()) {
                        throw SdkClientException.create("no credentials");
                    }
                    return AwsBasicCredentials.create("id", "secret");
                }));
        send(client);
        gone.set(true);

        CompletableFuture<SendMessageBatchResponse> answer = client.sendMessageBatch(
                request -> request.queueUrl(URL).entries(entry -> entry.id("0").messageBody("body")));

        assertThatThrownBy(answer::join).hasMessageContaining("no credentials");
        assertThat(http.directs()).isEmpty();
    }

    @Test
    void an_interceptor_of_others_sees_every_request() {
        List<Object> seen = new CopyOnWriteArrayList<>();
        ExecutionInterceptor interceptor = new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                seen.add(context.request());
            }
        };
        ScriptedHttp http = new ScriptedHttp(asked -> Answer.ok(SENT));
        SqsAsyncClient client =
                client(http, builder -> builder.overrideConfiguration(own -> own.addExecutionInterceptor(interceptor)));

        send(client);
        send(client);

        assertThat(seen).hasSize(2);
        assertThat(http.directs()).isEmpty();
    }

    @Test
    void a_listener_is_told_of_direct_requests_too() {
        Transmissions transmissions = new Transmissions();
        ScriptedHttp http = new ScriptedHttp(asked -> Answer.ok(SENT));
        SqsAsyncClient client = client(
                http, builder -> builder.overrideConfiguration(own -> own.addExecutionInterceptor(transmissions)));

        send(client);
        send(client);

        assertThat(http.directs()).hasSize(1);
        assertThat(transmissions.seen).containsExactly("by the SDK", "SendMessageBatch");
    }

    @Test
    void what_the_service_refuses_is_told_with_the_sdks_exception() {
        ScriptedHttp http = new ScriptedHttp(asked -> asked.operation().equals("SendMessageBatch")
                ? Answer.ok(SENT)
                : Answer.error(400, "QueueDoesNotExist"));
        SqsAsyncClient client = client(http, builder -> {});
        send(client);

        assertThatThrownBy(() ->
                        client.receiveMessage(request -> request.queueUrl(URL)).join())
                .hasCauseInstanceOf(QueueDoesNotExistException.class);

        assertThat(http.directs()).containsExactly("ReceiveMessage");
        assertThat(http.ofTheSdk()).containsExactly("SendMessageBatch", "ReceiveMessage");
    }

    @Test
    void a_lost_connection_is_tried_again_by_the_sdk_and_so_is_what_comes_at_once_after_it() {
        ScriptedHttp http = new ScriptedHttp(
                asked -> asked.isDirect() ? Answer.failing(new IOException("reset")) : Answer.ok(SENT));
        SqsAsyncClient client = client(http, builder -> {});
        send(client);

        assertThat(send(client).successful()).hasSize(1);
        assertThat(send(client).successful()).hasSize(1);

        assertThat(http.directs()).hasSize(1);
        assertThat(http.ofTheSdk()).hasSize(3);
    }

    @Test
    void an_answer_that_cannot_be_read_is_asked_for_again() {
        ScriptedHttp http = new ScriptedHttp(asked -> Answer.ok(asked.isDirect() ? "{\"Successful\":[" : SENT));
        SqsAsyncClient client = client(http, builder -> {});
        send(client);

        assertThat(send(client).successful()).hasSize(1);
    }

    @Test
    void who_waits_and_is_interrupted_is_told_so_and_nothing_is_sent_again() {
        AbortedException interrupted = AbortedException.create("interrupted");
        ScriptedHttp http = new ScriptedHttp(asked -> asked.isDirect() ? Answer.failing(interrupted) : Answer.ok(SENT));
        SqsAsyncClient client = client(http, builder -> {});
        send(client);

        assertThatThrownBy(() -> send(client)).hasCause(interrupted);

        assertThat(http.asked).hasSize(2);
    }

    @Test
    void a_body_that_changed_on_its_way_is_an_error() {
        ScriptedHttp http =
                new ScriptedHttp(asked -> Answer.ok(asked.isDirect() ? SENT.replace("841a", "0000") : SENT));
        SqsAsyncClient client = client(http, builder -> {});
        send(client);

        assertThatThrownBy(() -> send(client))
                .hasMessageContaining("the body of message m did not come through unchanged");
        assertThat(http.asked).hasSize(2);
    }

    @Test
    void a_poll_that_is_cancelled_ends_its_request() {
        ScriptedHttp http = new ScriptedHttp(
                asked -> asked.operation().equals("ReceiveMessage") ? Answer.never() : Answer.ok(SENT));
        SqsAsyncClient client = client(http, builder -> {});
        send(client);

        CompletableFuture<ReceiveMessageResponse> poll = client.receiveMessage(request -> request.queueUrl(URL));
        poll.cancel(true);

        assertThat(http.directs()).containsExactly("ReceiveMessage");
        assertThat(http.open).allMatch(CompletableFuture::isCancelled);
        assertThat(http.ofTheSdk()).containsExactly("SendMessageBatch");
    }

    @Test
    void what_is_under_way_when_the_client_closes_fails() {
        ScriptedHttp http = new ScriptedHttp(
                asked -> asked.operation().equals("ReceiveMessage") ? Answer.never() : Answer.ok(SENT));
        SqsAsyncClient client = client(http, builder -> {});
        send(client);
        CompletableFuture<ReceiveMessageResponse> poll = client.receiveMessage(request -> request.queueUrl(URL));

        client.close();
        http.open.forEach(each -> each.completeExceptionally(new IOException("closed")));

        assertThatThrownBy(poll::join).hasMessageContaining("the client is closed");
    }

    @Test
    void closing_the_client_closes_what_makes_its_requests() {
        ScriptedHttp http = new ScriptedHttp(asked -> Answer.ok(SENT));
        SqsAsyncClient client = client(http, builder -> {});

        client.close();

        assertThat(http.closed).isTrue();
    }

    private static SendMessageBatchResponse send(SqsAsyncClient client) {
        return client.sendMessageBatch(request -> request.queueUrl(URL)
                        .entries(entry -> entry.id("0").messageBody("body").delaySeconds(1)))
                .join();
    }

    private static String header(Asked asked, String name) {
        return asked.request().firstMatchingHeader(name).orElseThrow();
    }

    private static SqsAsyncClient client(ScriptedHttp http, Consumer<SqsAsyncClientBuilder> settings) {
        AwsCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));
        SqsAsyncClientBuilder builder = SqsAsyncClient.builder()
                .endpointOverride(URI.create("http://sqs.example"))
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials);
        settings.accept(builder);
        return DirectSqsClient.build(builder, defaults -> http, true);
    }

    /** Notes what goes out. */
    private static final class Transmissions implements TransmissionListener {

        final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public void transmitting(String operation, SqsRequest request) {
            seen.add(operation);
        }

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            seen.add("by the SDK");
        }
    }
}
