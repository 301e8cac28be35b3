/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.util.Map.of;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.CONTENT_BASED_DEDUPLICATION;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.DEDUPLICATION_SCOPE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.FIFO_THROUGHPUT_LIMIT;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Deduplication on FIFO queues. */
abstract class DeduplicationContract extends OnFifoQueues {

    DeduplicationContract(Backend backend) {
        super(backend);
    }

    @Test
    void a_duplicate_is_answered_with_its_original_and_not_delivered() {
        String url = fifo();
        SendMessageResponse original = done(send(url, "original", "g", "id"));
        SendMessageResponse duplicate = done(send(url, "other body", "g", "id"));

        assertThat(duplicate.messageId()).isEqualTo(original.messageId());
        assertThat(duplicate.sequenceNumber()).isEqualTo(original.sequenceNumber());
        assertThat(poll(url))
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("original"));
    }

    @Test
    void a_message_has_duplicates_after_it_was_deleted_too() {
        String url = fifo();
        SendMessageResponse original = done(send(url, "x", "g", "id"));
        delete(url, receive(url));

        assertThat(done(send(url, "x", "g", "id")).messageId()).isEqualTo(original.messageId());
        assertThat(poll(url)).isEmpty();
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "forgets them with the messages")
    void a_message_has_duplicates_after_a_purge_too() {
        String url = fifo();
        SendMessageResponse original = done(send(url, "x", "g", "id"));
        done(client.purgeQueue(request -> request.queueUrl(url)));

        assertThat(done(send(url, "x", "g", "id")).messageId()).isEqualTo(original.messageId());
        assertThat(poll(url)).isEmpty();
    }

    @Test
    void of_sends_at_the_same_time_one_is_stored() {
        String url = fifo();
        List<CompletableFuture<SendMessageResponse>> sends = IntStream.range(0, 20)
                .mapToObj(i -> send(url, "body " + i, "g", "id"))
                .toList();

        assertThat(sends.stream().map(send -> done(send).messageId()).distinct())
                .hasSize(1);
        assertThat(poll(url)).hasSize(1);
    }

    @Test
    void a_batch_may_hold_duplicates() {
        String url = fifo();
        var answer = done(client.sendMessageBatch(request -> request.queueUrl(url)
                .entries(IntStream.range(0, 3)
                        .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                                .id("e" + i)
                                .messageBody("m" + i)
                                .messageGroupId("g")
                                .messageDeduplicationId(i < 2 ? "same" : "other")
                                .build())
                        .toList())));

        assertThat(answer.successful()).hasSize(3);
        assertThat(answer.successful().get(1).messageId())
                .isEqualTo(answer.successful().get(0).messageId());
        assertThat(bodies(poll(url))).containsExactly("m0", "m2");
    }

    @Test
    void ids_are_compared_within_the_queue_by_default() {
        String url = fifo();
        done(send(url, "1", "a", "id"));
        done(send(url, "2", "b", "id"));

        assertThat(bodies(poll(url))).containsExactly("1");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "knows no scope")
    void ids_are_compared_within_a_group_where_that_is_the_scope() {
        String url = fifo(of(DEDUPLICATION_SCOPE, "messageGroup"));
        done(send(url, "1", "a", "id"));
        done(send(url, "2", "b", "id"));
        done(send(url, "3", "a", "id"));

        assertThat(bodies(poll(url))).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "knows no scope")
    void the_same_id_in_two_groups_is_two_messages_in_high_throughput_mode() {
        String url = fifo(of(DEDUPLICATION_SCOPE, "messageGroup", FIFO_THROUGHPUT_LIMIT, "perMessageGroupId"));
        String first = done(send(url, "1", "a", "id")).messageId();
        String second = done(send(url, "2", "b", "id")).messageId();
        String duplicate = done(send(url, "3", "b", "id")).messageId();

        assertThat(first).isNotEqualTo(second);
        assertThat(duplicate).isEqualTo(second);
        assertThat(bodies(poll(url))).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void equal_bodies_are_duplicates_with_deduplication_by_content() {
        String url = fifo(of(CONTENT_BASED_DEDUPLICATION, "true"));
        done(send(url, "same", "g", null));
        done(send(url, "same", "g", null));
        done(send(url, "other", "g", null));

        assertThat(bodies(poll(url))).containsExactly("same", "other");
    }

    @Test
    void a_deduplication_id_that_is_given_stands_before_the_content() {
        String url = fifo(of(CONTENT_BASED_DEDUPLICATION, "true"));
        done(send(url, "same", "g", "1"));
        done(send(url, "same", "g", "2"));

        assertThat(poll(url)).hasSize(2);
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "does not tell it")
    void the_deduplication_id_by_content_is_the_sha_256_of_the_body() {
        String url = fifo(of(CONTENT_BASED_DEDUPLICATION, "true"));
        done(send(url, "hello", "g", null));

        assertThat(receive(url).attributes())
                .containsEntry(
                        MESSAGE_DEDUPLICATION_ID, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "its message is another one")
    void a_deduplication_id_is_required_without_deduplication_by_content() {
        String url = fifo();

        assertError(
                send(url, "x", "g", null),
                "InvalidParameterValue",
                "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided"
                        + " explicitly");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "its message is another one")
    void a_batch_of_which_one_entry_has_no_deduplication_id_is_refused_as_a_whole() {
        String url = fifo();

        assertError(
                sendBatch(url, entry("1", "g", "d"), entry("2", "g", null)),
                "InvalidParameterValue",
                "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided"
                        + " explicitly");
        assertThat(poll(url)).isEmpty();
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "its message is another one")
    void a_batch_of_which_one_entry_has_no_group_is_refused_as_a_whole() {
        String url = fifo();

        assertError(
                sendBatch(url, entry("1", "g", "d"), entry("2", null, "e")),
                "InvalidParameterValue",
                "The request must contain the parameter MessageGroupId.");
        assertThat(poll(url)).isEmpty();
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "its message is another one")
    void a_deduplication_id_is_of_ascii_without_blanks() {
        String url = fifo();

        assertError(
                send(url, "x", "g", "with blank"),
                "InvalidParameterValue",
                "Value with blank for parameter MessageDeduplicationId is invalid. Reason: MessageDeduplicationId can"
                        + " only include alphanumeric and punctuation characters. 1 to 128 in length.");
    }

    private CompletableFuture<SendMessageBatchResponse> sendBatch(String url, SendMessageBatchRequestEntry... entries) {
        return client.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
    }

    private static SendMessageBatchRequestEntry entry(
            String id, @Nullable String group, @Nullable String deduplicationId) {
        return SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody("x")
                .messageGroupId(group)
                .messageDeduplicationId(deduplicationId)
                .build();
    }

    private CompletableFuture<SendMessageResponse> send(
            String url, String body, String group, @Nullable String deduplicationId) {
        return client.sendMessage(request ->
                request.queueUrl(url).messageBody(body).messageGroupId(group).messageDeduplicationId(deduplicationId));
    }
}
