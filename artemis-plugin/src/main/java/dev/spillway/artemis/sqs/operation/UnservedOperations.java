/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.sqs.SqsErrors;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionResponse;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/**
 * The operations of SQS that are not served yet. Each fails by its future with UnsupportedOperation, which a client can
 * tell from a mistake of its own; the SDK's default would throw at the call.
 */
interface UnservedOperations extends SqsAsyncClient {

    @Override
    default CompletableFuture<AddPermissionResponse> addPermission(AddPermissionRequest request) {
        return unserved("AddPermission");
    }

    @Override
    default CompletableFuture<CancelMessageMoveTaskResponse> cancelMessageMoveTask(
            CancelMessageMoveTaskRequest request) {
        return unserved("CancelMessageMoveTask");
    }

    @Override
    default CompletableFuture<ListDeadLetterSourceQueuesResponse> listDeadLetterSourceQueues(
            ListDeadLetterSourceQueuesRequest request) {
        return unserved("ListDeadLetterSourceQueues");
    }

    @Override
    default CompletableFuture<ListMessageMoveTasksResponse> listMessageMoveTasks(ListMessageMoveTasksRequest request) {
        return unserved("ListMessageMoveTasks");
    }

    @Override
    default CompletableFuture<ListQueueTagsResponse> listQueueTags(ListQueueTagsRequest request) {
        return unserved("ListQueueTags");
    }

    @Override
    default CompletableFuture<RemovePermissionResponse> removePermission(RemovePermissionRequest request) {
        return unserved("RemovePermission");
    }

    @Override
    default CompletableFuture<StartMessageMoveTaskResponse> startMessageMoveTask(StartMessageMoveTaskRequest request) {
        return unserved("StartMessageMoveTask");
    }

    @Override
    default CompletableFuture<TagQueueResponse> tagQueue(TagQueueRequest request) {
        return unserved("TagQueue");
    }

    @Override
    default CompletableFuture<UntagQueueResponse> untagQueue(UntagQueueRequest request) {
        return unserved("UntagQueue");
    }

    private static <A> CompletableFuture<A> unserved(String operation) {
        return CompletableFuture.failedFuture(
                SqsErrors.unsupportedOperation("Spillway does not support the operation " + operation + " yet."));
    }
}
