/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.sqs.SqsErrors;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

/**
 * The operations of SQS that are not served yet. Each fails by its future with UnsupportedOperation, which a client can
 * tell from a mistake of its own; the SDK's default would throw at the call.
 */
interface UnservedOperations extends SqsAsyncClient {

    @Override
    default CompletableFuture<CancelMessageMoveTaskResponse> cancelMessageMoveTask(
            CancelMessageMoveTaskRequest request) {
        return unserved("CancelMessageMoveTask");
    }

    @Override
    default CompletableFuture<ListMessageMoveTasksResponse> listMessageMoveTasks(ListMessageMoveTasksRequest request) {
        return unserved("ListMessageMoveTasks");
    }

    @Override
    default CompletableFuture<StartMessageMoveTaskResponse> startMessageMoveTask(StartMessageMoveTaskRequest request) {
        return unserved("StartMessageMoveTask");
    }

    private static <A> CompletableFuture<A> unserved(String operation) {
        return CompletableFuture.failedFuture(
                SqsErrors.unsupportedOperation("Spillway does not support the operation " + operation + " yet."));
    }
}
