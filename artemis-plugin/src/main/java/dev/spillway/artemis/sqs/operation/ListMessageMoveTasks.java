/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.Limits;
import dev.spillway.artemis.sqs.MoveTaskHandle;
import dev.spillway.artemis.sqs.MoveTasks;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.store.MoveTask;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;

/** Lists the latest message move tasks of a queue, up to ten. Only a running one has a handle. */
final class ListMessageMoveTasks implements Operation<ListMessageMoveTasksRequest, ListMessageMoveTasksResponse> {

    private final Queues queues;
    private final MoveTasks tasks;

    ListMessageMoveTasks(Queues queues, MoveTasks tasks) {
        this.queues = queues;
        this.tasks = tasks;
    }

    @Override
    public CompletableFuture<ListMessageMoveTasksResponse> call(ListMessageMoveTasksRequest request, Caller caller) {
        String source = queues.atArn(request.sourceArn(), "SourceArn", caller, Action.LIST_MESSAGE_MOVE_TASKS)
                .name();
        int max = Limits.maxMoveTasks(request.maxResults());
        return CompletableFuture.completedFuture(ListMessageMoveTasksResponse.builder()
                .results(tasks.of(source).stream().limit(max).map(this::entry).toList())
                .build());
    }

    private ListMessageMoveTasksResultEntry entry(MoveTask task) {
        String arn = queues.account().queueArn(task.source());
        boolean running = task.status() == MoveTask.Status.RUNNING;
        return ListMessageMoveTasksResultEntry.builder()
                .taskHandle(running ? new MoveTaskHandle(task.id(), arn).encode() : null)
                .status(task.status().name())
                .sourceArn(arn)
                .destinationArn(arn(task.destination()))
                .maxNumberOfMessagesPerSecond(task.maxPerSecond())
                .approximateNumberOfMessagesMoved(task.moved())
                .approximateNumberOfMessagesToMove(task.toMove())
                .failureReason(task.failure())
                .startedTimestamp(task.startedAt())
                .build();
    }

    private @Nullable String arn(@Nullable String queue) {
        return queue == null ? null : queues.account().queueArn(queue);
    }
}
