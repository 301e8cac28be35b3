/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.MoveTaskHandle;
import dev.spillway.artemis.sqs.MoveTasks;
import dev.spillway.artemis.sqs.Queues;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;

/** Ends a message move task. What it has moved stays moved. */
final class CancelMessageMoveTask implements Operation<CancelMessageMoveTaskRequest, CancelMessageMoveTaskResponse> {

    private final Queues queues;
    private final MoveTasks tasks;

    CancelMessageMoveTask(Queues queues, MoveTasks tasks) {
        this.queues = queues;
        this.tasks = tasks;
    }

    @Override
    public CompletableFuture<CancelMessageMoveTaskResponse> call(CancelMessageMoveTaskRequest request, Caller caller) {
        MoveTaskHandle handle = MoveTaskHandle.decode(request.taskHandle());
        String source = queues.atArn(handle.sourceArn(), "SourceArn", caller, Action.CANCEL_MESSAGE_MOVE_TASK)
                .name();
        return Operation.reply(
                tasks.cancel(source, handle.taskId()),
                task -> CancelMessageMoveTaskResponse.builder()
                        .approximateNumberOfMessagesMoved(task.moved())
                        .build());
    }
}
