/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.MoveTasks;
import dev.spillway.artemis.sqs.Queues;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;

/** Deletes a queue with its messages, and what is known of its message move tasks. */
final class DeleteQueue implements Operation<DeleteQueueRequest, DeleteQueueResponse> {

    private final Queues queues;
    private final MoveTasks moveTasks;

    DeleteQueue(Queues queues, MoveTasks moveTasks) {
        this.queues = queues;
        this.moveTasks = moveTasks;
    }

    @Override
    public CompletableFuture<DeleteQueueResponse> call(DeleteQueueRequest request, Caller caller) {
        String name = queues.at(request.queueUrl(), caller, Action.DELETE_QUEUE).name();
        return Operation.reply(queues.delete(name), done -> {
            moveTasks.forget(name);
            return DeleteQueueResponse.builder().build();
        });
    }
}
