/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.http.EndpointConfig;
import dev.spillway.artemis.http.HttpEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/** What the SDK's own client sends and understands, over real HTTP. */
class SdkRoundTripTest {

    private static final AtomicReference<Function<SqsRequest, CompletableFuture<? extends SdkPojo>>> SERVICE =
            new AtomicReference<>();
    private static final AtomicReference<Caller> CALLER = new AtomicReference<>();
    private static HttpEndpoint endpoint;
    private static SqsAsyncClient client;

    @BeforeAll
    static void start() {
        endpoint = new HttpEndpoint(new EndpointConfig("127.0.0.1", 0, "000000000000", null, null), caller -> {
            CALLER.set(caller);
            return RecordingSqs.answering(request -> SERVICE.get().apply(request));
        });
        client = SqsAsyncClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDTEST", "secret")))
                .checksumValidationEnabled(false)
                .overrideConfiguration(o -> o.retryStrategy(strategy -> strategy.maxAttempts(1)))
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        endpoint.close();
    }

    static Stream<Arguments> operations() {
        return SqsOperations.ALL.stream().map(operation -> Arguments.argumentSet(operation.name(), operation));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void every_field_of_request_and_answer_arrives(Operation<SqsAsyncClient> operation) throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            SdkPojo request = new Shapes(seed).fill(operation.newRequest().get());
            SdkPojo answer = new Shapes(seed).fill(RecordingSqs.newAnswer(operation));
            AtomicReference<SqsRequest> received = new AtomicReference<>();
            SERVICE.set(r -> {
                received.set(r);
                return CompletableFuture.completedFuture(answer);
            });

            SdkPojo answered = operation
                    .call(client, (SdkPojo) ((SqsRequest) request).toBuilder())
                    .join();

            assertThat(received.get()).isEqualTo(request);
            assertThat(answered.equalsBySdkFields(answer)).as("%s", answered).isTrue();
        }
    }

    @Test
    void the_caller_is_the_access_key_at_the_address_that_the_client_used() {
        SERVICE.set(r -> CompletableFuture.completedFuture(null));

        client.listQueues().handle((answer, failure) -> failure).join();

        assertThat(CALLER.get()).isEqualTo(new Caller(endpoint.uri(), "AKIDTEST"));
    }

    static Stream<Arguments> modeledErrors() throws Exception {
        String model = "software/amazon/awssdk/services/sqs/model/";
        try (JarFile jar = new JarFile(Path.of(SqsException.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toFile())) {
            List<String> names = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(model) && name.endsWith("Exception.class"))
                    .map(name -> name.substring(model.length(), name.length() - ".class".length()))
                    .toList();
            assertThat(names).contains("QueueDoesNotExistException", "SqsException", "ResourceNotFoundException");
            return names.stream().map(name -> Arguments.argumentSet(name, modeled(name)));
        }
    }

    private static Class<?> modeled(String name) {
        try {
            return Class.forName("software.amazon.awssdk.services.sqs.model." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("modeledErrors")
    void an_error_comes_back_with_its_class_code_message_and_status(Class<? extends SqsException> type)
            throws Exception {
        AwsServiceException.Builder builder =
                (AwsServiceException.Builder) type.getMethod("builder").invoke(null);
        AwsServiceException thrown = builder.statusCode(404)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("AWS.SimpleQueueService.Some")
                        .errorMessage("What \"it\" is \u20ac")
                        .build())
                .build();

        AwsServiceException received = failing(thrown);

        assertThat(received).isExactlyInstanceOf(type);
        assertThat(received.awsErrorDetails().errorCode()).isEqualTo("AWS.SimpleQueueService.Some");
        assertThat(received.awsErrorDetails().errorMessage()).isEqualTo("What \"it\" is \u20ac");
        assertThat(received.statusCode()).isEqualTo(404);
        assertThat(received.requestId()).isNotBlank();
    }

    @Test
    void an_error_without_details_is_told_by_its_shape() {
        AwsServiceException received =
                failing(QueueDoesNotExistException.builder().message("none").build());

        assertThat(received).isExactlyInstanceOf(QueueDoesNotExistException.class);
        assertThat(received.awsErrorDetails().errorCode()).isEqualTo("QueueDoesNotExist");
        assertThat(received.awsErrorDetails().errorMessage()).isEqualTo("none");
        assertThat(received.statusCode()).isEqualTo(400);
    }

    @Test
    void an_unexpected_failure_tells_nothing_but_the_request_id() {
        AwsServiceException received = failing(new IllegalStateException("internal detail"));

        assertThat(received.statusCode()).isEqualTo(500);
        assertThat(received.awsErrorDetails().errorCode()).isEqualTo("InternalFailure");
        assertThat(received.awsErrorDetails().errorMessage())
                .contains(received.requestId())
                .doesNotContain("detail");
    }

    @Test
    void an_operation_refused_at_once_answers_as_one_that_fails_later() {
        SERVICE.set(r -> {
            throw QueueDoesNotExistException.builder().message("none").build();
        });

        assertThat(received()).isExactlyInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void half_a_surrogate_pair_in_a_message_does_not_garble_the_error() {
        AwsServiceException received = failing(
                QueueDoesNotExistException.builder().message("\ud83d is none").build());

        assertThat(received.awsErrorDetails().errorMessage()).endsWith(" is none");
    }

    private static AwsServiceException failing(Throwable failure) {
        SERVICE.set(r -> CompletableFuture.failedFuture(new CompletionException(failure)));
        return received();
    }

    private static AwsServiceException received() {
        CompletionException e = catchThrowableOfType(
                CompletionException.class, () -> client.listQueues().join());
        return (AwsServiceException) e.getCause();
    }
}
