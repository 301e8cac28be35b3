/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.util.Map.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** SendMessageBatch, DeleteMessageBatch and ChangeMessageVisibilityBatch. */
abstract class BatchesContract extends SqsContract {

    BatchesContract(Backend backend) {
        super(backend);
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private static List<SendMessageBatchRequestEntry> entries(int count, Function<Integer, String> id) {
        return IntStream.range(0, count)
                .mapToObj(i -> entry(id.apply(i), "body " + i))
                .toList();
    }

    private SendMessageBatchResponse sendBatch(String url, List<SendMessageBatchRequestEntry> entries) {
        return done(client.sendMessageBatch(request -> request.queueUrl(url).entries(entries)));
    }

    @Test
    void ten_messages_are_sent_received_and_deleted_together() {
        String url = queue();

        SendMessageBatchResponse sent = sendBatch(url, entries(10, i -> "id-" + i));
        List<Message> received = poll(url, request -> request.waitTimeSeconds(1));
        var deleted = done(client.deleteMessageBatch(request -> request.queueUrl(url)
                .entries(received.stream()
                        .map(message -> DeleteMessageBatchRequestEntry.builder()
                                .id(message.messageId())
                                .receiptHandle(message.receiptHandle())
                                .build())
                        .toList())));

        assertThat(sent.failed()).isEmpty();
        assertThat(received)
                .extracting(Message::messageId)
                .containsExactlyInAnyOrderElementsOf(sent.successful().stream()
                        .map(SendMessageBatchResultEntry::messageId)
                        .toList());
        assertThat(deleted.successful()).hasSize(10);
        assertThat(deleted.failed()).isEmpty();
    }

    @Test
    void an_entry_answers_with_the_digests_of_its_message() {
        String url = queue();

        SendMessageBatchResultEntry sent = sendBatch(
                        url,
                        List.of(entry("one", "msg").toBuilder()
                                .messageAttributes(of("Hello", MessagesContract.text("String", "There")))
                                .build()))
                .successful()
                .get(0);

        assertThat(sent.id()).isEqualTo("one");
        assertThat(sent.md5OfMessageBody()).isEqualTo("6e2baaf3b97dbeef01c0043275f9a0e7");
        assertThat(sent.md5OfMessageAttributes()).isEqualTo("a311262e065454b75da111d535b8dacd");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "answers InvalidAttributeValue for every reason")
    void an_entry_that_is_refused_does_not_hinder_the_others() {
        String url = queue();

        SendMessageBatchResponse answer =
                sendBatch(url, List.of(entry("good", "msg"), entry("bad", "\u0000"), entry("empty", "")));

        assertThat(answer.successful())
                .extracting(SendMessageBatchResultEntry::id)
                .containsExactly("good");
        assertThat(answer.failed())
                .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::code, BatchResultErrorEntry::senderFault)
                .containsExactly(
                        tuple("bad", "InvalidMessageContents", true), tuple("empty", "MissingParameter", true));
        assertThat(poll(url)).extracting(Message::body).containsExactly("msg");
    }

    @Test
    void entries_have_delays_of_their_own() {
        String url = queue();

        sendBatch(
                url,
                List.of(entry("later", "later").toBuilder().delaySeconds(900).build(), entry("now", "now")));

        assertThat(poll(url)).extracting(Message::body).containsExactly("now");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "answers with an empty result")
    void a_batch_without_entries_is_refused() {
        String url = queue();

        assertError(
                client.sendMessageBatch(request -> request.queueUrl(url).entries(List.of())),
                "AWS.SimpleQueueService.EmptyBatchRequest",
                "There should be at least one SendMessageBatchRequestEntry in the request.");
        assertError(
                client.deleteMessageBatch(request -> request.queueUrl(url).entries(List.of())),
                "AWS.SimpleQueueService.EmptyBatchRequest",
                "There should be at least one DeleteMessageBatchRequestEntry in the request.");
        assertError(
                client.changeMessageVisibilityBatch(
                        request -> request.queueUrl(url).entries(List.of())),
                "AWS.SimpleQueueService.EmptyBatchRequest",
                "There should be at least one ChangeMessageVisibilityBatchRequestEntry in the request.");
    }

    @Test
    @DeviatesIn(
            value = Backend.ELASTICMQ,
            why = "gives the JSON protocol's code where SDKs expect the one of the Query protocol")
    void a_batch_of_more_than_ten_is_refused() {
        String url = queue();

        assertError(
                client.sendMessageBatch(request -> request.queueUrl(url).entries(entries(11, i -> "id-" + i))),
                "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
                "Maximum number of entries per request are 10. You have sent 11.");
        assertThat(poll(url)).isEmpty();
    }

    @Test
    @DeviatesIn(
            value = Backend.ELASTICMQ,
            why = "gives the JSON protocol's code where SDKs expect the one of the Query protocol")
    void the_ids_of_a_batch_are_distinct() {
        String url = queue();

        assertError(
                client.sendMessageBatch(request -> request.queueUrl(url).entries(entries(2, i -> "same"))),
                "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
                "Id same repeated.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "with.dot",
                "with blank",
                "0123456789012345678901234567890123456789012345678901234567890123456789012345678901"
            })
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes any id")
    void the_id_of_an_entry_is_a_short_word(String id) {
        String url = queue();

        assertError(
                client.sendMessageBatch(request -> request.queueUrl(url).entries(entry(id, "msg"))),
                "AWS.SimpleQueueService.InvalidBatchEntryId",
                "A batch entry id can only contain alphanumeric characters, hyphens and underscores."
                        + " It can be at most 80 letters long.");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "its limit is the former one of 256 KiB")
    void a_batch_has_at_most_1_mib_together() {
        String url = queue();
        List<SendMessageBatchRequestEntry> halves =
                List.of(entry("a", "x".repeat(524_288)), entry("b", "x".repeat(524_289)));

        assertError(
                client.sendMessageBatch(request -> request.queueUrl(url).entries(halves)),
                "AWS.SimpleQueueService.BatchRequestTooLong",
                "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.");
        assertThat(poll(url)).isEmpty();
    }

    @Test
    void a_delete_with_a_bad_handle_fails_alone() {
        String url = queue();
        send(url, "msg");
        Message message = receive(url);

        var answer = done(client.deleteMessageBatch(request -> request.queueUrl(url)
                .entries(
                        DeleteMessageBatchRequestEntry.builder()
                                .id("good")
                                .receiptHandle(message.receiptHandle())
                                .build(),
                        DeleteMessageBatchRequestEntry.builder()
                                .id("bad")
                                .receiptHandle("rubbish")
                                .build())));

        assertThat(answer.successful()).extracting(entry -> entry.id()).containsExactly("good");
        assertThat(answer.failed())
                .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::code)
                .containsExactly(tuple("bad", "ReceiptHandleIsInvalid"));
    }

    @Test
    void visibility_changes_fail_one_by_one() {
        String url = queue();
        send(url, "msg");
        Message message = receive(url);

        var answer = done(client.changeMessageVisibilityBatch(request -> request.queueUrl(url)
                .entries(change("good", message.receiptHandle(), 0), change("bad", "rubbish", 0))));

        assertThat(answer.successful()).extracting(entry -> entry.id()).containsExactly("good");
        assertThat(answer.failed())
                .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::code)
                .containsExactly(tuple("bad", "ReceiptHandleIsInvalid"));
        assertThat(receive(url).body()).isEqualTo("msg");
    }

    private static ChangeMessageVisibilityBatchRequestEntry change(String id, String handle, int seconds) {
        return ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(handle)
                .visibilityTimeout(seconds)
                .build();
    }
}
