/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.Limits;
import dev.spillway.artemis.sqs.MoveTaskHandle;
import dev.spillway.artemis.sqs.MoveTasks;
import dev.spillway.artemis.sqs.QueueName;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SqsErrors;
import dev.spillway.artemis.sqs.SqsQueue;
import dev.spillway.artemis.store.MoveTask;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

/**
 * Starts to move the messages that are visible in a dead-letter queue to another queue, or back to where each came from.
 * They count as sent anew, with other MessageIds, as on AWS.
 */
final class StartMessageMoveTask implements Operation<StartMessageMoveTaskRequest, StartMessageMoveTaskResponse> {

    private static final String SOURCE = "SourceArn";
    private static final String DESTINATION = "DestinationArn";

    private final Queues queues;
    private final MoveTasks tasks;
    private final Clock clock;

    StartMessageMoveTask(Queues queues, MoveTasks tasks, Clock clock) {
        this.queues = queues;
        this.tasks = tasks;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<StartMessageMoveTaskResponse> call(StartMessageMoveTaskRequest request, Caller caller) {
        SqsQueue source = queues.atArn(request.sourceArn(), SOURCE, caller, Action.START_MESSAGE_MOVE_TASK);
        List<String> origins = queues.deadLetterSources(source.name());
        if (origins.isEmpty()) {
            throw SqsErrors.invalidParameter("Source queue must be configured as a Dead Letter Queue.");
        }
        Integer maxPerSecond = Limits.maxNumberOfMessagesPerSecond(request.maxNumberOfMessagesPerSecond());
        String destination = destination(source, request.destinationArn(), caller);
        if (destination == null) {
            origins.forEach(origin -> queues.require(caller, Action.SEND_MESSAGE, origin));
        } else {
            origins = List.of();
        }
        Set<String> permitted = Set.copyOf(origins);
        String id = UUID.randomUUID().toString();
        String handle = new MoveTaskHandle(id, queues.account().queueArn(source.name())).encode();
        CompletableFuture<Void> started = source.stored()
                .counts()
                .thenCompose(counts -> tasks.start(new MoveTask(
                        id,
                        source.name(),
                        destination,
                        permitted,
                        maxPerSecond,
                        MoveTask.Status.RUNNING,
                        0,
                        counts.visible(),
                        clock.millis(),
                        null)));
        return Operation.reply(
                started,
                done -> StartMessageMoveTaskResponse.builder()
                        .taskHandle(handle)
                        .build());
    }

    private @Nullable String destination(SqsQueue source, @Nullable String arn, Caller caller) {
        if (arn == null) {
            return null;
        }
        String destination =
                queues.atArn(arn, DESTINATION, caller, Action.SEND_MESSAGE).name();
        if (destination.equals(source.name())) {
            throw SqsErrors.invalidParameter("Source queue arn and destination queue arn cannot be the same.");
        }
        if (QueueName.isFifo(destination) != QueueName.isFifo(source.name())) {
            throw SqsErrors.invalidParameter("Source queue and destination queue must be of the same type.");
        }
        return destination;
    }
}
