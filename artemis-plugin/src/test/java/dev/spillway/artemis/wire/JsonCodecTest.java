/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.utils.builder.Buildable;

class JsonCodecTest {

    private static final int ROUNDS = 50;

    static Stream<Arguments> operations() {
        return SqsOperations.ALL.stream().map(operation -> Arguments.argumentSet(operation.name(), operation));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_request_comes_back_as_it_was(Operation<?> operation) throws IOException {
        for (int seed = 0; seed < ROUNDS; seed++) {
            SdkPojo request = new Shapes(seed).fill(operation.newRequest().get());

            SdkPojo read = read(write(request), operation.newRequest().get());

            assertThat(read).isEqualTo(request);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_answer_comes_back_as_it_was(Operation<software.amazon.awssdk.services.sqs.SqsAsyncClient> operation)
            throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            SdkPojo answer = new Shapes(seed).fill(RecordingSqs.newAnswer(operation));

            SdkPojo read = read(write(answer), RecordingSqs.newAnswer(operation));

            assertThat(read).isEqualTo(answer);
        }
    }

    /** Texts just below and above the length from which they are written otherwise, with each character in turn that JSON may escape. */
    @ParameterizedTest
    @ValueSource(ints = {1, 127, 128, 129, 9_000, 100_000})
    void a_text_of_any_length_comes_back_as_it_was(int length) throws IOException {
        for (String odd : List.of(
                "x", "\"", "\\", "\n", "\u0000", "\u001f", " ", "\u007f", "\u0080", "é", "\u2028", "\ud83d\ude00")) {
            for (String body : List.of("x".repeat(length) + odd, odd + "x".repeat(length))) {
                SendMessageRequest request =
                        SendMessageRequest.builder().messageBody(body).build();

                SdkPojo read = read(write(request), SendMessageRequest.builder());

                assertThat(read).isEqualTo(request);
            }
        }
    }

    @Test
    void what_was_never_set_is_left_out() throws IOException {
        assertThat(write(SendMessageResponse.builder().messageId("m").build())).isEqualTo("{\"MessageId\":\"m\"}");
        assertThat(write(ReceiveMessageResponse.builder().build())).isEqualTo("{}");
    }

    @Test
    void a_list_that_was_set_to_be_empty_is_written() throws IOException {
        assertThat(write(SendMessageBatchResponse.builder().failed(List.of()).build()))
                .isEqualTo("{\"Failed\":[]}");
    }

    @Test
    void unknown_fields_are_skipped() {
        SdkPojo read = read(
                "{\"New\":{\"a\":[1,{}]},\"QueueUrl\":\"q\",\"Newer\":null,\"MessageBody\":\"b\"}",
                SendMessageRequest.builder());

        assertThat(read)
                .isEqualTo(SendMessageRequest.builder()
                        .queueUrl("q")
                        .messageBody("b")
                        .build());
    }

    @Test
    void null_is_as_good_as_absent() {
        SdkPojo read = read("{\"QueueUrl\":null,\"MessageAttributes\":null}", SendMessageRequest.builder());

        assertThat(read).isEqualTo(SendMessageRequest.builder().build());
    }

    @Test
    void a_whole_number_may_be_written_as_a_decimal() {
        SdkPojo read = read("{\"MaxNumberOfMessages\":10.0}", ReceiveMessageRequest.builder());

        assertThat(read)
                .isEqualTo(
                        ReceiveMessageRequest.builder().maxNumberOfMessages(10).build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0060', textBlock = """
            {"QueueUrl":1}                                       | QueueUrl has to be a string, not this number
            {"QueueUrl":{}}                                      | QueueUrl has to be a string, not an object
            {"Entries":{}}                                       | Entries has to be an array, not an object
            {"Entries":[null]}                                   | Entries/0 has to be an object, not null
            {"Entries":[{},{"DelaySeconds":"5"}]}                | Entries/1/DelaySeconds has to be an integer between -2147483648 and 2147483647, not this string
            {"Entries":[{"DelaySeconds":1.5}]}                   | Entries/0/DelaySeconds has to be an integer between -2147483648 and 2147483647, not this number
            {"Entries":[{"DelaySeconds":2147483648}]}            | Entries/0/DelaySeconds has to be an integer between -2147483648 and 2147483647, not this number
            {"Entries":[{"DelaySeconds":1e99999999}]}            | Entries/0/DelaySeconds has to be an integer between -2147483648 and 2147483647, not this number
            {"Entries":[{"DelaySeconds":99999999999999999999}]}  | Entries/0/DelaySeconds has to be an integer between -2147483648 and 2147483647, not this number
            {"Entries":[{"MessageAttributes":{"a":"b"}}]}        | Entries/0/MessageAttributes/a has to be an object, not this string
            {"Entries":[{"MessageAttributes":{"a":{"BinaryValue":"?"}}}]} | Entries/0/MessageAttributes/a/BinaryValue has to be a string of base64, not this string
            """)
    void a_value_of_the_wrong_type_is_refused_by_the_name_of_its_field(String body, String message) {
        assertThatThrownBy(() -> read(body, SendMessageBatchRequest.builder()))
                .isInstanceOfSatisfying(AwsServiceException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SerializationException");
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "null",
                "\"a\"",
                "{",
                "{\"QueueUrl\"",
                "{\"QueueUrl\":\"",
                "{} {}",
                "{}x",
                "{'a':1}"
            })
    void a_body_that_is_not_one_JSON_object_is_refused(String body) {
        assertThatThrownBy(() -> read(body, SendMessageRequest.builder()))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SerializationException"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void a_body_nested_without_end_is_refused(String level) {
        assertThatThrownBy(() -> read("{\"x\":" + level.repeat(100_000), SendMessageRequest.builder()))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SerializationException"));
    }

    private static String write(SdkPojo shape) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonWriter.write(shape, out);
        return out.toString(UTF_8);
    }

    private static SdkPojo read(String json, SdkPojo builder) {
        JsonReader.read(new ByteArrayInputStream(json.getBytes(UTF_8)), builder);
        return (SdkPojo) ((Buildable) builder).build();
    }
}
