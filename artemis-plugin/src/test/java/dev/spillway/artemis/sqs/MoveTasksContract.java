/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.util.Map.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.QUEUE_ARN;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_POLICY;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;

/** StartMessageMoveTask, ListMessageMoveTasks and CancelMessageMoveTask. */
abstract class MoveTasksContract extends SqsContract {

    MoveTasksContract(Backend backend) {
        super(backend);
    }

    private String arn(String url) {
        return attributes(url, QUEUE_ARN).get(QUEUE_ARN);
    }

    private String source(String deadLetterQueue) {
        return queue(
                of(REDRIVE_POLICY, "{\"deadLetterTargetArn\":\"" + arn(deadLetterQueue) + "\",\"maxReceiveCount\":1}"));
    }

    /** Sends messages and receives them once too often, so that they lie in the dead-letter queue. */
    private void poison(String source, String deadLetterQueue, String... bodies) {
        int before = visible(deadLetterQueue);
        for (String body : bodies) {
            send(source, body);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            poll(source, request -> request.visibilityTimeout(0));
            return visible(deadLetterQueue) == before + bodies.length;
        });
    }

    private int visible(String url) {
        return Integer.parseInt(attributes(url, APPROXIMATE_NUMBER_OF_MESSAGES).get(APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private String start(String deadLetterQueue, Consumer<StartMessageMoveTaskRequest.Builder> more) {
        String arn = arn(deadLetterQueue);
        return done(client.startMessageMoveTask(request -> more.accept(request.sourceArn(arn))))
                .taskHandle();
    }

    private List<ListMessageMoveTasksResultEntry> tasks(String deadLetterQueue, int max) {
        String arn = arn(deadLetterQueue);
        return done(client.listMessageMoveTasks(
                        request -> request.sourceArn(arn).maxResults(max)))
                .results();
    }

    private ListMessageMoveTasksResultEntry awaitStatus(String deadLetterQueue, String status) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> tasks(deadLetterQueue, 1).get(0).status().equals(status));
        return tasks(deadLetterQueue, 1).get(0);
    }

    private List<String> drain(String url) {
        List<String> bodies = new ArrayList<>();
        for (List<Message> some = poll(url); !some.isEmpty(); some = poll(url)) {
            some.forEach(message -> bodies.add(message.body()));
        }
        return bodies;
    }

    private static void assertNotFound(CompletableFuture<?> call, String message) {
        SqsException error = failure(call);
        assertThat(error).isInstanceOf(ResourceNotFoundException.class);
        assertThat(error.statusCode()).isEqualTo(404);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFoundException");
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
    }

    @Test
    void messages_go_back_to_the_queues_that_they_came_from() {
        String dead = queue();
        String first = source(dead);
        String second = source(dead);
        poison(first, dead, "a", "b");
        poison(second, dead, "c");

        start(dead, request -> {});

        awaitStatus(dead, "COMPLETED");
        assertThat(drain(first)).containsExactlyInAnyOrder("a", "b");
        assertThat(drain(second)).containsExactly("c");
        assertThat(drain(dead)).isEmpty();
    }

    @Test
    void messages_go_to_the_destination_that_is_named() {
        String dead = queue();
        String source = source(dead);
        String elsewhere = queue();
        String destination = arn(elsewhere);
        poison(source, dead, "a", "b");
        send(dead, "sent to the dead-letter queue itself");

        start(dead, request -> request.destinationArn(destination));

        awaitStatus(dead, "COMPLETED");
        assertThat(drain(elsewhere)).containsExactlyInAnyOrder("a", "b", "sent to the dead-letter queue itself");
        assertThat(drain(source)).isEmpty();
    }

    @Test
    void a_message_that_was_moved_counts_as_sent_anew() {
        String dead = queue();
        String source = source(dead);
        Message before = client.sendMessage(request -> request.queueUrl(source)
                        .messageBody("msg")
                        .messageAttributes(of("colour", MessagesContract.text("String", "red"))))
                .thenApply(sent -> Message.builder().messageId(sent.messageId()).build())
                .join();
        poison(source, dead);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            poll(source, request -> request.visibilityTimeout(0));
            return visible(dead) == 1;
        });
        long startedAt = System.currentTimeMillis();

        start(dead, request -> {});
        awaitStatus(dead, "COMPLETED");

        Message moved = receive(source);
        assertThat(moved.body()).isEqualTo("msg");
        assertThat(moved.messageAttributes().get("colour").stringValue()).isEqualTo("red");
        assertThat(moved.messageId()).isNotEqualTo(before.messageId());
        assertThat(moved.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
                .doesNotContainKey(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
        assertThat(Long.parseLong(moved.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP)))
                .isGreaterThanOrEqualTo(startedAt);
    }

    @Test
    void a_task_that_is_over_tells_what_it_did() {
        String dead = queue();
        String source = source(dead);
        poison(source, dead, "a", "b");
        long before = System.currentTimeMillis();

        start(dead, request -> request.maxNumberOfMessagesPerSecond(500));

        ListMessageMoveTasksResultEntry task = awaitStatus(dead, "COMPLETED");
        assertThat(task.sourceArn()).isEqualTo(arn(dead));
        assertThat(task.destinationArn()).isNull();
        assertThat(task.maxNumberOfMessagesPerSecond()).isEqualTo(500);
        assertThat(task.approximateNumberOfMessagesMoved()).isEqualTo(2);
        assertThat(task.approximateNumberOfMessagesToMove()).isEqualTo(2);
        assertThat(task.startedTimestamp()).isBetween(before, System.currentTimeMillis());
        assertThat(task.taskHandle()).isNull();
        assertThat(task.failureReason()).isNull();
    }

    @Test
    void a_task_keeps_to_its_rate_until_it_is_cancelled() {
        String dead = queue();
        String source = source(dead);
        poison(source, dead, IntStream.range(0, 30).mapToObj(Integer::toString).toArray(String[]::new));

        String handle = start(dead, request -> request.maxNumberOfMessagesPerSecond(1));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> tasks(dead, 1).get(0).approximateNumberOfMessagesMoved() > 0);
        ListMessageMoveTasksResultEntry running = tasks(dead, 1).get(0);
        assertThat(running.status()).isEqualTo("RUNNING");
        assertThat(running.taskHandle()).isEqualTo(handle);
        assertThat(done(client.cancelMessageMoveTask(request -> request.taskHandle(handle)))
                        .approximateNumberOfMessagesMoved())
                .isBetween(1L, 29L);

        ListMessageMoveTasksResultEntry cancelled = awaitStatus(dead, "CANCELLED");
        long moved = cancelled.approximateNumberOfMessagesMoved();
        assertThat(moved).isBetween(1L, 29L);
        assertThat(drain(source)).hasSize((int) moved);
        assertThat(drain(dead)).hasSize(30 - (int) moved);
    }

    @Test
    void a_queue_has_one_active_task() {
        String dead = queue();
        String source = source(dead);
        poison(source, dead, "a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        String arn = arn(dead);
        String handle = start(dead, request -> request.maxNumberOfMessagesPerSecond(1));

        assertError(
                client.startMessageMoveTask(request -> request.sourceArn(arn)),
                "InvalidParameterValue",
                "There is already a task running."
                        + " Only one active task is allowed for a source queue arn at a given time.");

        done(client.cancelMessageMoveTask(request -> request.taskHandle(handle)));
        awaitStatus(dead, "CANCELLED");
        start(dead, request -> {});
        awaitStatus(dead, "COMPLETED");
        assertThat(tasks(dead, 10))
                .extracting(ListMessageMoveTasksResultEntry::status)
                .containsExactly("COMPLETED", "CANCELLED");
        assertThat(drain(source)).hasSize(10);
    }

    @Test
    void a_task_that_is_over_is_not_cancelled() {
        String dead = queue();
        source(dead);
        String handle = start(dead, request -> {});
        awaitStatus(dead, "COMPLETED");

        assertError(
                client.cancelMessageMoveTask(request -> request.taskHandle(handle)),
                "InvalidParameterValue",
                "Only active tasks can be cancelled.");
    }

    @Test
    void a_message_that_no_redrive_brought_fails_a_task_without_a_destination() {
        String dead = queue();
        source(dead);
        send(dead, "sent to the dead-letter queue itself");

        start(dead, request -> {});

        assertThat(awaitStatus(dead, "FAILED").failureReason()).isEqualTo("CouldNotDetermineMessageSource");
        assertThat(receive(dead).attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
    }

    @Test
    void a_task_fails_when_the_queue_that_a_message_came_from_is_gone() {
        String dead = queue();
        source(dead);
        String source = source(dead);
        poison(source, dead, "a");
        done(client.deleteQueue(request -> request.queueUrl(source)));

        start(dead, request -> {});

        assertThat(awaitStatus(dead, "FAILED").failureReason()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(drain(dead)).containsExactly("a");
    }

    @Test
    void tasks_are_listed_the_latest_first_and_one_unless_more_are_asked_for() {
        String dead = queue();
        source(dead);
        String arn = arn(dead);
        assertThat(done(client.listMessageMoveTasks(request -> request.sourceArn(arn)))
                        .results())
                .isEmpty();
        for (int rate = 1; rate <= 12; rate++) {
            int perSecond = rate;
            start(dead, request -> request.maxNumberOfMessagesPerSecond(perSecond));
            awaitStatus(dead, "COMPLETED");
        }

        assertThat(tasks(dead, 10))
                .extracting(ListMessageMoveTasksResultEntry::maxNumberOfMessagesPerSecond)
                .containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3);
        assertThat(done(client.listMessageMoveTasks(request -> request.sourceArn(arn)))
                        .results())
                .extracting(ListMessageMoveTasksResultEntry::maxNumberOfMessagesPerSecond)
                .containsExactly(12);
    }

    @Test
    void a_queue_that_is_made_again_knows_nothing_of_the_old_tasks() {
        String name = randomName();
        String dead = queue(name, of());
        source(dead);
        start(dead, request -> {});
        awaitStatus(dead, "COMPLETED");
        done(client.deleteQueue(request -> request.queueUrl(dead)));

        queue(name, of());

        assertThat(tasks(dead, 10)).isEmpty();
    }

    @Test
    void only_a_dead_letter_queue_is_a_source() {
        String arn = arn(queue());

        assertError(
                client.startMessageMoveTask(request -> request.sourceArn(arn)),
                "InvalidParameterValue",
                "Source queue must be configured as a Dead Letter Queue.");
    }

    @Test
    void source_and_destination_have_to_be_there_and_different() {
        String dead = queue();
        source(dead);
        String arn = arn(dead);
        String nowhere = "arn:aws:sqs:us-east-1:000000000000:" + randomName();

        assertNotFound(
                client.startMessageMoveTask(request -> request.sourceArn(nowhere)),
                "The resource that you specified for the SourceArn parameter doesn't exist.");
        assertNotFound(
                client.startMessageMoveTask(request -> request.sourceArn(arn).destinationArn(nowhere)),
                "The resource that you specified for the DestinationArn parameter doesn't exist.");
        assertNotFound(
                client.listMessageMoveTasks(request -> request.sourceArn(nowhere)),
                "The resource that you specified for the SourceArn parameter doesn't exist.");
        assertError(
                client.startMessageMoveTask(request -> request.sourceArn(arn).destinationArn(arn)),
                "InvalidParameterValue",
                "Source queue arn and destination queue arn cannot be the same.");
    }

    @Test
    void an_arn_of_a_wrong_form_is_refused() {
        String text = ": arn:<partition>:<service>:<region>:<account-id>:<resource-id>";
        String dead = queue();
        source(dead);
        String arn = arn(dead);

        assertError(
                client.startMessageMoveTask(request -> request.sourceArn("orders")),
                "InvalidParameterValue",
                "You must use this format to specify the SourceArn" + text);
        assertError(
                client.startMessageMoveTask(request -> request.sourceArn(arn).destinationArn("orders")),
                "InvalidParameterValue",
                "You must use this format to specify the DestinationArn" + text);
        assertError(
                client.startMessageMoveTask(request -> {}),
                "MissingParameter",
                "The request must contain the parameter SourceArn.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 501})
    void a_rate_is_1_to_500_messages_a_second(int rate) {
        String dead = queue();
        source(dead);
        String arn = arn(dead);

        assertError(
                client.startMessageMoveTask(request -> request.sourceArn(arn).maxNumberOfMessagesPerSecond(rate)),
                "InvalidParameterValue",
                "Value for parameter MaxNumberOfMessagesPerSecond is invalid."
                        + " Reason: You must enter a number that's between 1 and 500.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11})
    void a_list_has_1_to_10_tasks(int max) {
        String arn = arn(queue());

        assertThat(failure(client.listMessageMoveTasks(
                                request -> request.sourceArn(arn).maxResults(max)))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void a_handle_that_no_task_has_is_refused() {
        String dead = queue();
        String unknown = new MoveTaskHandle("cf2f1e4c-32a1-4b7c-9a0a-1c1b5d1a3f11", arn(dead)).encode();

        assertError(
                client.cancelMessageMoveTask(request -> request.taskHandle("rubbish")),
                "InvalidParameterValue",
                "Value for parameter TaskHandle is invalid.");
        assertNotFound(client.cancelMessageMoveTask(request -> request.taskHandle(unknown)), "Task does not exist.");
    }
}
