/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.util.Map.of;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MAXIMUM_MESSAGE_SIZE;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What is refused of single sends and receives, and how. */
abstract class ErrorsContract extends SqsContract {

    ErrorsContract(Backend backend) {
        super(backend);
    }

    private CompletableFuture<SendMessageResponse> sendWith(Map<String, MessageAttributeValue> attributes) {
        String url = queue();
        return client.sendMessage(
                request -> request.queueUrl(url).messageBody("msg").messageAttributes(attributes));
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "answers InvalidAttributeValue")
    void a_message_without_a_body_is_refused() {
        String url = queue();

        assertError(
                client.sendMessage(request -> request.queueUrl(url).messageBody("")),
                "MissingParameter",
                "The request must contain the parameter MessageBody.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0008b", "\u001f", "\ufffe", "\uffff"})
    @DeviatesIn(value = Backend.ELASTICMQ, why = "answers InvalidAttributeValue")
    void a_body_with_a_character_that_is_not_allowed_is_refused(String body) {
        String url = queue();

        SqsException error =
                failure(client.sendMessage(request -> request.queueUrl(url).messageBody(body)));

        assertThat(error).isInstanceOf(InvalidMessageContentsException.class);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidMessageContents");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "its limit is the former one of 256 KiB")
    void a_message_over_the_limit_is_refused() {
        String url = queue();

        assertError(
                client.sendMessage(request -> request.queueUrl(url).messageBody("x".repeat(1_048_577))),
                "InvalidParameterValue",
                "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "doesn't have the attribute")
    void the_limit_of_the_queue_counts_bytes_and_attributes() {
        String url = queue(of(MAXIMUM_MESSAGE_SIZE, "1024"));
        Map<String, MessageAttributeValue> attributes = of("name", MessagesContract.text("String", "value"));

        done(client.sendMessage(request -> request.queueUrl(url)
                .messageBody("x".repeat(1_024 - "nameStringvalue".length()))
                .messageAttributes(attributes)));

        String text = "One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.";
        assertError(
                client.sendMessage(request -> request.queueUrl(url)
                        .messageBody("x".repeat(1_025 - "nameStringvalue".length()))
                        .messageAttributes(attributes)),
                "InvalidParameterValue",
                text);
        assertError(
                client.sendMessage(request -> request.queueUrl(url).messageBody("ä".repeat(513))),
                "InvalidParameterValue",
                text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS.name", "amazon.name", ".name", "name.", "na..me"})
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes any name")
    void reserved_attribute_names_are_refused(String name) {
        assertError(
                sendWith(of(name, MessagesContract.text("String", "x"))),
                "InvalidParameterValue",
                "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings are reserved"
                        + " for internal use. Additionally, they cannot start or end with '.'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blank", "umläut", "a/b"})
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes any name")
    void attribute_names_of_other_characters_are_refused(String name) {
        assertThat(failure(sendWith(of(name, MessagesContract.text("String", "x"))))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("InvalidParameterValue");
    }

    @ParameterizedTest
    @CsvSource({
        "Object, x, has an invalid message attribute type",
        "String, '', must contain a non-empty value of type 'String'",
        "Number, twelve, Can't cast the value of message (user) attribute 'name' to a number.",
        "Number, 1E127, Can't cast the value of message (user) attribute 'name' to a number.",
        "Number, 123456789012345678901234567890123456789, Can't cast the value",
        "Binary, text, must use field 'Binary'",
        "'', x, must contain a non-empty message attribute type"
    })
    @DeviatesIn(value = Backend.ELASTICMQ, why = "checks less, and its messages are other ones")
    void an_attribute_whose_value_is_not_of_its_type_is_refused(String type, String value, String reason) {
        SqsException error = failure(sendWith(of("name", MessagesContract.text(type, value))));

        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue");
        assertThat(error.awsErrorDetails().errorMessage()).contains(reason);
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "answers InvalidAttributeValue")
    void more_than_ten_attributes_are_refused() {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        for (int i = 0; i < 11; i++) {
            attributes.put("name" + i, MessagesContract.text("String", "x"));
        }

        assertError(
                sendWith(attributes),
                "InvalidParameterValue",
                "Number of message attributes [11] exceeds the allowed maximum [10].");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "passes over others")
    void only_the_trace_header_is_a_system_attribute_of_a_sender() {
        String url = queue();
        var value = MessageSystemAttributeValue.builder()
                .dataType("String")
                .stringValue("x")
                .build();

        assertThat(failure(client.sendMessage(request -> request.queueUrl(url)
                                .messageBody("msg")
                                .messageSystemAttributesWithStrings(of("SenderId", value))))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("InvalidParameterValue");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 901})
    @DeviatesIn(value = Backend.ELASTICMQ, why = "its message is another one")
    void a_delay_is_0_to_900_seconds(int seconds) {
        String url = queue();

        assertError(
                client.sendMessage(
                        request -> request.queueUrl(url).messageBody("msg").delaySeconds(seconds)),
                "InvalidParameterValue",
                "Value " + seconds
                        + " for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "its message is another one")
    void a_deduplication_id_is_for_fifo_queues() {
        String url = queue();

        assertError(
                client.sendMessage(
                        request -> request.queueUrl(url).messageBody("msg").messageDeduplicationId("id")),
                "InvalidParameterValue",
                "Value id for parameter MessageDeduplicationId is invalid. Reason: The request include parameter"
                        + " that is not valid for this queue type.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11})
    @DeviatesIn(value = Backend.ELASTICMQ, why = "answers InvalidAttributeValue")
    void a_receive_takes_1_to_10_messages(int max) {
        String url = queue();

        assertError(
                client.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(max)),
                "InvalidParameterValue",
                "Value " + max
                        + " for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 21})
    @DeviatesIn(value = Backend.ELASTICMQ, why = "answers InvalidAttributeValue")
    void a_receive_waits_0_to_20_seconds(int seconds) {
        String url = queue();

        assertError(
                client.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(seconds)),
                "InvalidParameterValue",
                "Value " + seconds
                        + " for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "http://localhost/orders", "http://localhost/x23456789012/orders"})
    @DeviatesIn(value = Backend.ELASTICMQ, why = "looks at the name alone")
    void a_queue_url_of_another_form_is_no_address(String url) {
        assertNoAddress(client.sendMessage(request -> request.queueUrl(url).messageBody("x")));
        assertNoAddress(client.getQueueAttributes(request -> request.queueUrl(url)));
        assertNoAddress(client.purgeQueue(request -> request.queueUrl(url)));
    }

    private static void assertNoAddress(CompletableFuture<?> call) {
        SqsException error = failure(call);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidAddress");
        // A client of the Query protocol tells the path alone: it calls the host that the URL names.
        assertThat(error.awsErrorDetails().errorMessage())
                .startsWith("The address ")
                .endsWith("orders is not valid for this endpoint.");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "looks at the name alone")
    void the_queue_of_another_account_does_not_exist() {
        String url = queue().replace("/000000000000/", "/111111111111/");

        assertQueueDoesNotExist(client.receiveMessage(request -> request.queueUrl(url)));
    }

    @Test
    void a_queue_url_is_good_whatever_host_it_names() {
        String name = queue().replaceAll(".*/", "");
        String elsewhere = "https://sqs.us-east-1.amazonaws.com/000000000000/" + name;

        send(elsewhere, "msg");

        assertThat(receive(elsewhere).body()).isEqualTo("msg");
    }

    @Test
    void the_message_of_an_error_reads_as_the_sdks() {
        String name = randomName();

        SqsException error = failure(client.getQueueUrl(request -> request.queueName(name)));

        assertThat(error).hasMessageContaining("Service: Sqs, Status Code: 400");
    }
}
