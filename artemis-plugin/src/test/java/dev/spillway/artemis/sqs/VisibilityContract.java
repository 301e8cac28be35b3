/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.util.Map.of;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SENT_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** How long a message is hidden, and what a receipt handle is good for. */
abstract class VisibilityContract extends SqsContract {

    VisibilityContract(Backend backend) {
        super(backend);
    }

    private CompletableFuture<ChangeMessageVisibilityResponse> change(String url, Message message, int seconds) {
        return client.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(seconds));
    }

    @Test
    void a_message_that_was_received_is_hidden() {
        String url = queue();
        send(url, "msg");

        receive(url);

        assertThat(poll(url)).isEmpty();
    }

    @Test
    void a_message_that_was_received_is_hidden_until_its_visibility_timeout_expires() {
        String url = queue();
        send(url, "msg");
        Message first = receive(url, request -> request.visibilityTimeout(1));

        Message second = receive(url, request -> request.waitTimeSeconds(20));

        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
        assertThat(second.attributes())
                .containsEntry(APPROXIMATE_RECEIVE_COUNT, "2")
                .containsEntry(SENT_TIMESTAMP, first.attributes().get(SENT_TIMESTAMP))
                .containsEntry(
                        APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                        first.attributes().get(APPROXIMATE_FIRST_RECEIVE_TIMESTAMP));
    }

    @Test
    void the_timeout_of_the_queue_is_for_receives_that_name_none() {
        String url = queue(of(VISIBILITY_TIMEOUT, "1"));
        send(url, "msg");

        receive(url, request -> request.visibilityTimeout(null));

        assertThat(receive(url, request -> request.waitTimeSeconds(20)).body()).isEqualTo("msg");
    }

    @Test
    void a_message_received_with_a_timeout_of_zero_stays_visible() {
        String url = queue();
        send(url, "msg");

        receive(url, request -> request.visibilityTimeout(0));

        assertThat(receive(url).attributes()).containsEntry(APPROXIMATE_RECEIVE_COUNT, "2");
    }

    @Test
    void a_change_to_zero_makes_a_message_visible_at_once() {
        String url = queue();
        send(url, "msg");
        Message message = receive(url);

        done(change(url, message, 0));

        assertThat(receive(url).attributes()).containsEntry(APPROXIMATE_RECEIVE_COUNT, "2");
    }

    @Test
    void a_change_wakes_a_long_poll() {
        String url = queue();
        send(url, "msg");
        Message message = receive(url);
        var waiting = client.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(20));

        done(change(url, message, 0));

        assertThat(done(waiting).messages()).hasSize(1);
    }

    @Test
    void a_change_extends_the_time_that_a_message_is_hidden() {
        String url = queue();
        send(url, "msg");
        Message message = receive(url, request -> request.visibilityTimeout(5));

        done(change(url, message, 60));

        assertThat(poll(url, request -> request.waitTimeSeconds(6))).isEmpty();
    }

    @Test
    void a_deleted_message_does_not_come_again() {
        String url = queue();
        send(url, "msg");
        Message message = receive(url, request -> request.visibilityTimeout(1));

        delete(url, message);

        assertThat(poll(url, request -> request.waitTimeSeconds(2))).isEmpty();
        assertThat(attributes(url, APPROXIMATE_NUMBER_OF_MESSAGES)).isEqualTo(of(APPROXIMATE_NUMBER_OF_MESSAGES, "0"));
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "answers ReceiptHandleIsInvalid the second time")
    void deleting_twice_is_no_error() {
        String url = queue();
        send(url, "msg");
        Message message = receive(url);

        delete(url, message);
        delete(url, message);
    }

    @Test
    void a_message_whose_timeout_has_expired_is_still_deleted_by_its_handle() {
        String url = queue();
        send(url, "msg");
        Message message = receive(url, request -> request.visibilityTimeout(0));

        delete(url, message);

        assertThat(poll(url)).isEmpty();
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "answers ReceiptHandleIsInvalid")
    void the_visibility_of_a_deleted_message_cannot_be_changed() {
        String url = queue();
        send(url, "msg");
        Message message = receive(url);
        delete(url, message);

        assertError(
                change(url, message, 10),
                "InvalidParameterValue",
                "Value " + message.receiptHandle() + " for parameter ReceiptHandle is invalid. Reason: Message does not"
                        + " exist or is not available for visibility timeout change.");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "hides it")
    void the_visibility_of_a_message_that_is_visible_again_cannot_be_changed() {
        String url = queue();
        send(url, "msg");
        Message message = receive(url, request -> request.visibilityTimeout(0));

        assertError(
                change(url, message, 10),
                "AWS.SimpleQueueService.MessageNotInflight",
                "The specified message isn't in flight.");
    }

    @Test
    void the_visibility_of_a_message_that_was_received_again_cannot_be_changed_by_the_earlier_handle() {
        String url = queue();
        send(url, "msg");
        Message earlier = receive(url, request -> request.visibilityTimeout(0));
        receive(url);

        assertThat(failure(change(url, earlier, 10))).isInstanceOf(SqsException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 43_201})
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes any number")
    void a_visibility_timeout_is_0_to_43200_seconds(int seconds) {
        String url = queue();
        send(url, "msg");
        Message message = receive(url);
        String text = "Value " + seconds
                + " for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200, if provided.";

        assertError(change(url, message, seconds), "InvalidParameterValue", text);
        assertError(
                client.receiveMessage(request -> request.queueUrl(url).visibilityTimeout(seconds)),
                "InvalidParameterValue",
                text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubbish", "AQEB0aw+z96sMOUWLQuIzA7nPHS7zUOIRlV0OEqvDoKtNcHxSVDTlx", "\u00e4\u00f6"})
    @DeviatesIn(value = Backend.ELASTICMQ, why = "its message is another one")
    void rubbish_is_no_receipt_handle(String handle) {
        String url = queue();
        String text = "The input receipt handle \"" + handle + "\" is not a valid receipt handle.";

        var delete = client.deleteMessage(request -> request.queueUrl(url).receiptHandle(handle));
        var change = client.changeMessageVisibility(
                request -> request.queueUrl(url).receiptHandle(handle).visibilityTimeout(1));

        assertError(delete, "ReceiptHandleIsInvalid", text);
        assertError(change, "ReceiptHandleIsInvalid", text);
        assertThat(failure(delete)).isInstanceOf(ReceiptHandleIsInvalidException.class);
    }

    @Test
    void the_handle_of_another_queue_is_refused() {
        String url = queue();
        String other = queue();
        send(other, "msg");
        Message message = receive(other);

        assertThat(failure(
                        client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()))))
                .isInstanceOf(ReceiptHandleIsInvalidException.class);
    }
}
