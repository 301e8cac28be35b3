/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** ReceiveRequestAttemptId: who lost the answer to a receive on a FIFO queue asks for it again. */
abstract class ReceiveAttemptContract extends OnFifoQueues {

    ReceiveAttemptContract(Backend backend) {
        super(backend);
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "gives other handles")
    void a_receive_that_is_repeated_gives_the_same_messages_and_handles() {
        String url = fifo();
        send(url, "g", "1", "2", "3");

        List<Message> first = attempt(url, "try-1", 30);
        List<Message> second = attempt(url, "try-1", 30);

        assertThat(bodies(first)).containsExactly("1", "2", "3");
        assertThat(second).isEqualTo(first);
        assertThat(second)
                .allSatisfy(message -> assertThat(message.attributes()).containsEntry(APPROXIMATE_RECEIVE_COUNT, "1"));
    }

    @Test
    void the_handles_of_a_repeated_receive_delete() {
        String url = fifo();
        send(url, "g", "1");
        attempt(url, "try-1", 30);

        delete(url, attempt(url, "try-1", 30).get(0));

        assertThat(poll(url)).isEmpty();
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "does not hide them anew")
    void a_receive_that_is_repeated_hides_its_messages_anew() {
        String url = fifo();
        send(url, "g", "1");
        attempt(url, "try-1", 3);
        attempt(url, "try-1", 30);

        assertThat(poll(url, request -> request.waitTimeSeconds(4))).isEmpty();
    }

    @Test
    void another_attempt_gets_nothing_of_a_locked_group() {
        String url = fifo();
        send(url, "g", "1", "2");
        done(client.receiveMessage(request -> request.queueUrl(url).receiveRequestAttemptId("try-1")));

        assertThat(attempt(url, "try-2", 30)).isEmpty();
    }

    @Test
    void an_attempt_that_found_nothing_is_no_obstacle() {
        String url = fifo();
        assertThat(attempt(url, "try-1", 30)).isEmpty();
        send(url, "g", "1");

        assertThat(bodies(attempt(url, "try-1", 30))).containsExactly("1");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "receives anew")
    void a_receive_can_not_be_repeated_once_one_of_its_messages_is_deleted() {
        String url = fifo();
        send(url, "g", "1", "2");
        delete(url, attempt(url, "try-1", 30).get(0));

        assertNotRetryable(url, "try-1");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "receives anew")
    void a_receive_can_not_be_repeated_once_a_visibility_is_changed() {
        String url = fifo();
        send(url, "g", "1");
        Message message = attempt(url, "try-1", 30).get(0);
        done(client.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(60)));

        assertNotRetryable(url, "try-1");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "receives anew")
    void a_receive_can_not_be_repeated_once_its_messages_are_visible_again() {
        String url = fifo();
        send(url, "g", "1");
        makeVisible(url, attempt(url, "try-1", 30).get(0));

        assertNotRetryable(url, "try-1");
        assertThat(poll(url)).hasSize(1);
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "gives other handles")
    void of_two_calls_at_the_same_time_both_are_answered_with_the_messages() {
        String url = fifo();
        var one = client.receiveMessage(request ->
                request.queueUrl(url).receiveRequestAttemptId("try-1").waitTimeSeconds(20));
        var other = client.receiveMessage(request ->
                request.queueUrl(url).receiveRequestAttemptId("try-1").waitTimeSeconds(20));
        send(url, "g", "1");

        assertThat(done(one).messages()).isNotEmpty();
        assertThat(done(other).messages()).isEqualTo(done(one).messages());
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "its message is another one")
    void an_attempt_id_is_of_ascii_without_blanks() {
        String url = fifo();

        assertError(
                client.receiveMessage(request -> request.queueUrl(url).receiveRequestAttemptId("with blank")),
                "InvalidParameterValue",
                "Value with blank for parameter ReceiveRequestAttemptId is invalid. Reason: ReceiveRequestAttemptId can"
                        + " only include alphanumeric and punctuation characters. 1 to 128 in length.");
    }

    private List<Message> attempt(String url, String id, int visibility) {
        return poll(url, request -> request.receiveRequestAttemptId(id).visibilityTimeout(visibility));
    }

    private void assertNotRetryable(String url, String id) {
        assertError(
                client.receiveMessage(request -> request.queueUrl(url).receiveRequestAttemptId(id)),
                "InvalidParameterValue",
                "Value " + id + " for parameter ReceiveRequestAttemptId is invalid. Reason: The"
                        + " receiveRequestAttemptId is not valid anymore since the receive call is not retryable.");
    }
}
