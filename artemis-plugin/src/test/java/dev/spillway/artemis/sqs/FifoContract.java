/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.util.Map.of;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.MESSAGE_GROUP_ID;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.QUEUE_ARN;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_POLICY;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** FIFO queues: the order within message groups, and how groups are locked. */
abstract class FifoContract extends OnFifoQueues {

    FifoContract(Backend backend) {
        super(backend);
    }

    @Test
    void messages_of_a_group_come_in_the_order_in_which_they_were_sent() {
        String url = fifo();
        send(url, "g", "1", "2", "3");

        assertThat(bodies(poll(url))).containsExactly("1", "2", "3");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "mixes the groups")
    void a_receive_takes_what_it_can_of_one_group_before_the_next() {
        String url = fifo();
        for (String number : List.of("1", "2", "3")) {
            send(url, "a", "a" + number);
            send(url, "b", "b" + number);
        }

        assertThat(bodies(poll(url, request -> request.maxNumberOfMessages(4))))
                .containsExactly("a1", "a2", "a3", "b1");
    }

    @Test
    void a_group_is_locked_while_one_of_its_messages_is_in_flight() {
        String url = fifo();
        send(url, "a", "a1", "a2");
        send(url, "b", "b1");
        Message first = receive(url, request -> request.maxNumberOfMessages(1));

        assertThat(first.body()).isEqualTo("a1");
        assertThat(bodies(poll(url))).containsExactly("b1");

        delete(url, first);

        assertThat(receive(url).body()).isEqualTo("a2");
    }

    @Test
    void a_group_stays_locked_when_some_of_a_batch_are_deleted() {
        String url = fifo();
        send(url, "g", "1", "2", "3");
        List<Message> batch = poll(url, request -> request.maxNumberOfMessages(2));

        delete(url, batch.get(0));

        assertThat(poll(url)).isEmpty();
    }

    @Test
    void a_message_whose_timeout_expires_comes_before_those_behind_it() {
        String url = fifo();
        send(url, "g", "1", "2", "3");
        poll(url, request -> request.maxNumberOfMessages(2).visibilityTimeout(1));

        assertThat(bodies(poll(url, request -> request.waitTimeSeconds(10)))).startsWith("1");
    }

    @Test
    void messages_that_are_made_visible_come_in_order_again() {
        String url = fifo();
        send(url, "g", "1", "2", "3");
        List<Message> batch = poll(url, request -> request.maxNumberOfMessages(2));

        makeVisible(url, batch.get(1));
        assertThat(poll(url)).as("of a locked group").isEmpty();
        makeVisible(url, batch.get(0));

        assertThat(bodies(poll(url))).containsExactly("1", "2", "3");
    }

    @Test
    void a_message_that_is_deleted_in_between_leaves_the_others_in_order() {
        String url = fifo();
        send(url, "g", "1", "2", "3", "4");
        List<Message> batch = poll(url, request -> request.maxNumberOfMessages(3));

        delete(url, batch.get(1));
        makeVisible(url, batch.get(2));
        makeVisible(url, batch.get(0));

        assertThat(bodies(poll(url))).containsExactly("1", "3", "4");
    }

    @Test
    void a_delete_wakes_a_long_poll_that_waits_for_the_group() {
        String url = fifo();
        send(url, "g", "1", "2");
        Message first = receive(url, request -> request.maxNumberOfMessages(1));
        var waiting = client.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(20));

        delete(url, first);

        assertThat(bodies(done(waiting).messages())).containsExactly("2");
    }

    @Test
    void messages_of_locked_groups_count_as_visible() {
        String url = fifo();
        send(url, "g", "1", "2", "3");
        receive(url, request -> request.maxNumberOfMessages(1));

        assertThat(attributes(url, APPROXIMATE_NUMBER_OF_MESSAGES, APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo(of(
                        APPROXIMATE_NUMBER_OF_MESSAGES, "2",
                        APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "1"));
    }

    @Test
    void concurrent_receivers_never_overtake_within_a_group() {
        String url = fifo();
        for (int i = 1; i <= 10; i++) {
            send(url, "a", "a" + i);
            send(url, "b", "b" + i);
        }
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Void>> receivers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    while (seen.size() < 20) {
                        poll(url, request -> request.maxNumberOfMessages(3).waitTimeSeconds(1))
                                .forEach(message -> {
                                    seen.add(message.body());
                                    delete(url, message);
                                });
                    }
                }))
                .toList();
        receivers.forEach(SqsContract::done);

        assertThat(seen.stream().filter(body -> body.startsWith("a")).toList())
                .isEqualTo(IntStream.rangeClosed(1, 10).mapToObj(i -> "a" + i).toList());
        assertThat(seen.stream().filter(body -> body.startsWith("b")).toList())
                .isEqualTo(IntStream.rangeClosed(1, 10).mapToObj(i -> "b" + i).toList());
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "its handles stay good")
    void a_handle_deletes_nothing_once_its_message_is_visible_again() {
        String url = fifo();
        send(url, "g", "1");
        Message message = receive(url);
        makeVisible(url, message);
        String text = "Value " + message.receiptHandle()
                + " for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.";

        var one = client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        var batch = done(client.deleteMessageBatch(request -> request.queueUrl(url)
                .entries(DeleteMessageBatchRequestEntry.builder()
                        .id("x")
                        .receiptHandle(message.receiptHandle())
                        .build())));

        assertError(one, "InvalidParameterValue", text);
        assertThat(batch.successful()).isEmpty();
        assertThat(batch.failed()).singleElement().satisfies(failure -> {
            assertThat(failure.code()).isEqualTo("InvalidParameterValue");
            assertThat(failure.message()).isEqualTo(text);
            assertThat(failure.senderFault()).isTrue();
        });
        assertThat(receive(url).body()).isEqualTo("1");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "answers ReceiptHandleIsInvalid the second time")
    void deleting_twice_is_no_error() {
        String url = fifo();
        send(url, "g", "1");
        Message message = receive(url);

        delete(url, message);
        delete(url, message);
    }

    @Test
    void sequence_numbers_have_20_digits_and_increase() {
        String url = fifo();
        List<String> told = send(url, "g", "1", "2", "3").stream()
                .map(SendMessageResponse::sequenceNumber)
                .toList();

        assertThat(told).isSorted().doesNotHaveDuplicates();
        assertThat(poll(url).stream()
                        .map(message -> message.attributes().get(SEQUENCE_NUMBER))
                        .toList())
                .isEqualTo(told);
        if (backend != Backend.ELASTICMQ) {
            assertThat(told).allMatch(number -> number.matches("[0-9]{20}"));
        }
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "tells no sequence numbers of a batch")
    void a_batch_keeps_its_order_and_tells_sequence_numbers() {
        String url = fifo();
        var answer = done(client.sendMessageBatch(request -> request.queueUrl(url)
                .entries(IntStream.range(0, 10)
                        .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                                .id("e" + i)
                                .messageBody("m" + i)
                                .messageGroupId("g")
                                .messageDeduplicationId("d" + i)
                                .build())
                        .toList())));

        List<Message> messages = poll(url);

        assertThat(bodies(messages))
                .isEqualTo(IntStream.range(0, 10).mapToObj(i -> "m" + i).toList());
        assertThat(messages.stream()
                        .map(message -> message.attributes().get(SEQUENCE_NUMBER))
                        .toList())
                .isEqualTo(answer.successful().stream()
                        .map(entry -> entry.sequenceNumber())
                        .toList());
    }

    @Test
    void entries_that_are_refused_leave_the_others_of_a_batch_in_order() {
        String url = fifo();
        var answer = done(client.sendMessageBatch(request -> request.queueUrl(url)
                .entries(IntStream.range(0, 6)
                        .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                                .id("e" + i)
                                .messageBody("m" + i)
                                .messageGroupId(i == 1 ? "" : i == 2 ? "with blank" : "g")
                                .messageDeduplicationId(i == 3 ? "with blank" : "d" + i)
                                .delaySeconds(i == 4 ? 5 : null)
                                .build())
                        .toList())));

        assertThat(answer.failed().stream().map(failure -> failure.id() + " " + failure.code()))
                .containsExactly(
                        "e1 InvalidParameterValue",
                        "e2 InvalidParameterValue",
                        "e3 InvalidParameterValue",
                        "e4 InvalidParameterValue");
        assertThat(answer.failed()).allMatch(failure -> failure.senderFault());
        assertThat(bodies(poll(url))).containsExactly("m0", "m5");
    }

    @Test
    void a_message_tells_its_group_and_its_deduplication_id() {
        String url = fifo();
        done(client.sendMessage(request -> request.queueUrl(url)
                .messageBody("x")
                .messageGroupId("tenant-1")
                .messageDeduplicationId("id-1")));

        assertThat(receive(url).attributes())
                .containsEntry(MESSAGE_GROUP_ID, "tenant-1")
                .containsEntry(MESSAGE_DEDUPLICATION_ID, "id-1");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "its redrive doesn't tell the source")
    void a_group_moves_to_the_dead_letter_queue_in_order() {
        String dead = fifo();
        String url = fifo(of(
                REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + attributes(dead, QUEUE_ARN).get(QUEUE_ARN)
                        + "\",\"maxReceiveCount\":1}"));
        send(url, "g", "1", "2", "3");
        poll(url, request -> request.visibilityTimeout(0));

        assertThat(poll(url)).isEmpty();

        List<Message> moved = new ArrayList<>();
        while (moved.size() < 3) {
            List<Message> some = poll(dead, request -> request.waitTimeSeconds(5));
            assertThat(some).isNotEmpty();
            some.forEach(message -> delete(dead, message));
            moved.addAll(some);
        }
        assertThat(bodies(moved)).containsExactly("1", "2", "3");
        assertThat(moved)
                .allSatisfy(message -> assertThat(message.attributes())
                        .containsEntry(MESSAGE_GROUP_ID, "g")
                        .containsEntry(
                                DEAD_LETTER_QUEUE_SOURCE_ARN,
                                attributes(url, QUEUE_ARN).get(QUEUE_ARN)));
    }

    @Test
    void a_message_without_a_group_is_refused() {
        String url = fifo();

        assertThat(failure(client.sendMessage(request ->
                                request.queueUrl(url).messageBody("x").messageDeduplicationId("x")))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("MissingParameter");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "its message is another one")
    void a_message_has_no_delay_of_its_own() {
        String url = fifo();

        assertError(
                client.sendMessage(request -> request.queueUrl(url)
                        .messageBody("x")
                        .messageGroupId("g")
                        .messageDeduplicationId("x")
                        .delaySeconds(5)),
                "InvalidParameterValue",
                "Value 5 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not"
                        + " valid for this queue type.");
    }

    @Test
    void a_purge_deletes_what_waits_in_locked_groups_too() {
        String url = fifo();
        send(url, "g", "1", "2", "3");
        receive(url, request -> request.maxNumberOfMessages(1).visibilityTimeout(1));

        done(client.purgeQueue(request -> request.queueUrl(url)));

        assertThat(poll(url, request -> request.waitTimeSeconds(2))).isEmpty();
    }
}
