/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spillway.artemis.wire.QueryEraSqs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** An endpoint with a credentials file, by clients that sign, or don't. */
class CredentialsTest {

    private static final String SECRET = "0123456789abcdef/+0123456789";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static SpillwayBroker broker;
    private static URI endpoint;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path credentials =
                Files.writeString(folder.resolve("credentials"), "[ORDERS]\nsecret = " + SECRET + "\nuser = orders\n");
        if (Files.getFileStore(credentials).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
        }
        broker = SpillwayBroker.start(
                folder.resolve("data"),
                new SpillwayConfig("0.0.0.0", 0, SpillwayConfig.DEFAULT.account(), credentials, null),
                null);
        endpoint = URI.create("http://127.0.0.1:" + broker.endpoint().getPort());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void a_client_that_signs_is_served_and_known_as_its_user() {
        try (SqsAsyncClient sqs = client("ORDERS", SECRET)) {
            String queue = sqs.createQueue(r -> r.queueName("signed")).join().queueUrl();
            sqs.sendMessage(r -> r.queueUrl(queue).messageBody("ü & more")).join();

            var message = sqs.receiveMessage(r -> r.queueUrl(queue)
                            .messageSystemAttributeNames(MessageSystemAttributeName.SENDER_ID)
                            .waitTimeSeconds(5))
                    .join()
                    .messages()
                    .get(0);

            assertThat(message.body()).isEqualTo("ü & more");
            assertThat(message.attributes()).containsEntry(MessageSystemAttributeName.SENDER_ID, "orders");
        }
    }

    @Test
    void a_client_of_the_query_era_that_signs_is_served() {
        try (SqsAsyncClient sqs = QueryEraSqs.client(endpoint, "ORDERS", SECRET)) {
            String queue =
                    sqs.createQueue(r -> r.queueName("signed-query")).join().queueUrl();

            assertThat(sqs.sendMessage(r -> r.queueUrl(queue).messageBody("a+b c/d"))
                            .join()
                            .messageId())
                    .isNotEmpty();
        }
    }

    @Test
    void a_wrong_secret_is_told_as_AWS_does() {
        SqsException error = refusal("ORDERS", "another secret of mine");

        assertThat(error.statusCode()).isEqualTo(403);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
        assertThat(error.awsErrorDetails().errorMessage())
                .startsWith("The request signature we calculated does not match");
    }

    @Test
    void an_unknown_access_key_is_told_as_AWS_does() {
        SqsException error = refusal("NOBODY", SECRET);

        assertThat(error.statusCode()).isEqualTo(403);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId");
    }

    @Test
    void a_client_that_does_not_sign_is_told_as_AWS_does() {
        SqsException error = refusal(AnonymousCredentialsProvider.create());

        assertThat(error.statusCode()).isEqualTo(403);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("MissingAuthenticationToken");
    }

    @Test
    void what_is_wrong_has_the_names_of_each_protocol() throws Exception {
        HttpResponse<String> json = send(HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", "AmazonSQS.ListQueues")
                .header("Content-Type", "application/x-amz-json-1.0")
                .POST(HttpRequest.BodyPublishers.ofString("not even JSON")));
        HttpResponse<String> query = send(HttpRequest.newBuilder(endpoint.resolve("/?Action=ListQueues")));

        assertThat(json.statusCode()).isEqualTo(403);
        assertThat(json.body()).contains("\"com.amazon.coral.service#MissingAuthenticationTokenException\"");
        assertThat(json.headers().firstValue("x-amzn-query-error")).contains("MissingAuthenticationToken;Sender");
        assertThat(query.statusCode()).isEqualTo(403);
        assertThat(query.body()).contains("<Code>MissingAuthenticationToken</Code>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: x", "Origin: http://a.example", "Accept-Language: en"})
    void a_presigned_GET_is_served_in_a_browser_too(String header) throws Exception {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(endpoint.resolve("/?Action=CreateQueue&QueueName=presigned"))
                .build();
        AwsCredentialsIdentity identity = AwsCredentialsIdentity.create("ORDERS", SECRET);
        URI presigned = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(identity)
                        .request(request)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sqs")
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(1)))
                .request()
                .getUri();
        String[] parts = header.split(": ");

        HttpResponse<String> response = send(
                HttpRequest.newBuilder(presigned).header(parts[0], parts[1]).GET());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains("<QueueUrl>" + endpoint + "/000000000000/presigned</QueueUrl>");
    }

    @Test
    void the_in_process_client_needs_no_key() {
        assertThat(broker.sqs().listQueues().join().sdkHttpResponse()).isNull();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static SqsException refusal(String key, String secret) {
        return refusal(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)));
    }

    private static SqsException refusal(AwsCredentialsProvider credentials) {
        try (SqsAsyncClient sqs = client(credentials)) {
            CompletionException e = catchThrowableOfType(
                    CompletionException.class, () -> sqs.listQueues().join());
            return (SqsException) e.getCause();
        }
    }

    private static SqsAsyncClient client(String key, String secret) {
        return client(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)));
    }

    private static SqsAsyncClient client(AwsCredentialsProvider credentials) {
        return SqsAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
    }
}
