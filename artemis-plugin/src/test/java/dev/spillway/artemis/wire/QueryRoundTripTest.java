/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.AmazonWebServiceResponse;
import com.amazonaws.Request;
import com.amazonaws.http.HttpResponse;
import com.amazonaws.http.StaxResponseHandler;
import com.amazonaws.transform.Marshaller;
import com.amazonaws.transform.StaxUnmarshallerContext;
import com.amazonaws.transform.Unmarshaller;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/** What an SDK of the time of the Query protocol sends and understands, for every operation and field. */
class QueryRoundTripTest {

    private static final String TRANSFORM = "com.amazonaws.services.sqs.model.transform.";
    private static final int ROUNDS = 20;

    static Stream<Arguments> operations() {
        return SqsOperations.ALL.stream().map(operation -> Arguments.argumentSet(operation.name(), operation));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void every_field_of_a_request_arrives(Operation<SqsAsyncClient> operation) throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            SdkPojo request =
                    ofItsTime(Shapes.ofXml(seed).fill(operation.newRequest().get()));

            assertThat(received(form(request, operation))).isEqualTo(request);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void every_field_of_an_answer_comes_back(Operation<SqsAsyncClient> operation) throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            SdkPojo answer = Shapes.ofXml(seed).fill(RecordingSqs.newAnswer(operation));
            ByteArrayOutputStream xml = new ByteArrayOutputStream();

            QueryProtocol.SQS.write(answer, "the-request-id", xml);

            AmazonWebServiceResponse<?> response = response(xml.toByteArray(), operation);
            assertThat(response.getRequestId()).isEqualTo("the-request-id");
            assertThat(QueryEraShapes.newer(response.getResult(), RecordingSqs.newAnswer(operation)))
                    .isEqualTo(answer);
        }
    }

    /** Attributes of the system were asked for by AttributeNames alone. */
    private static SdkPojo ofItsTime(SdkPojo request) {
        return request instanceof ReceiveMessageRequest receive
                ? receive.toBuilder()
                        .messageSystemAttributeNamesWithStrings((Collection<String>) null)
                        .build()
                : request;
    }

    @SuppressWarnings("unchecked")
    private static String form(SdkPojo request, Operation<?> operation) throws ReflectiveOperationException {
        Object older = QueryEraShapes.older(request);
        var marshaller =
                (Marshaller<Request<?>, Object>) Class.forName(TRANSFORM + operation.name() + "RequestMarshaller")
                        .getConstructor()
                        .newInstance();
        return marshaller.marshall(older).getParameters().entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + URLEncoder.encode(entry.getValue().get(0), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static SqsRequest received(String form) {
        AtomicReference<SqsRequest> received = new AtomicReference<>();
        SqsAsyncClient sqs = RecordingSqs.answering(request -> {
            received.set(request);
            return new CompletableFuture<>();
        });
        WireRequest request = new WireRequest(
                "POST",
                "/",
                null,
                "application/x-www-form-urlencoded; charset=utf-8",
                new ByteArrayInputStream(form.getBytes(UTF_8)));
        WireProtocol.of(request).read(request).on(new Clients(sqs));
        return received.get();
    }

    @SuppressWarnings("unchecked")
    private static AmazonWebServiceResponse<?> response(byte[] xml, Operation<?> operation) throws Exception {
        var unmarshaller = (Unmarshaller<Object, StaxUnmarshallerContext>)
                Class.forName(TRANSFORM + operation.name() + "ResultStaxUnmarshaller")
                        .getMethod("getInstance")
                        .invoke(null);
        HttpResponse response = new HttpResponse(null, null);
        response.setContent(new ByteArrayInputStream(xml));
        return new StaxResponseHandler<>(unmarshaller).handle(response);
    }
}
