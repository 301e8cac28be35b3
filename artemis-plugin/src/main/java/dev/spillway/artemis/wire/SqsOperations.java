/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;

/** The operations of Amazon SQS, all of them. */
final class SqsOperations {

    /** What {@code X-Amz-Target} begins with. */
    static final String TARGET = "AmazonSQS";

    /** The namespace of the service's shapes. */
    static final String SHAPES = "com.amazonaws.sqs";

    static final List<Operation<SqsAsyncClient>> ALL = List.of(
            Operation.of("AddPermission", AddPermissionRequest::builder, SqsAsyncClient::addPermission),
            Operation.of(
                    "CancelMessageMoveTask",
                    CancelMessageMoveTaskRequest::builder,
                    SqsAsyncClient::cancelMessageMoveTask),
            Operation.of(
                    "ChangeMessageVisibility",
                    ChangeMessageVisibilityRequest::builder,
                    SqsAsyncClient::changeMessageVisibility),
            Operation.of(
                    "ChangeMessageVisibilityBatch",
                    ChangeMessageVisibilityBatchRequest::builder,
                    SqsAsyncClient::changeMessageVisibilityBatch),
            Operation.of("CreateQueue", CreateQueueRequest::builder, SqsAsyncClient::createQueue),
            Operation.of("DeleteMessage", DeleteMessageRequest::builder, SqsAsyncClient::deleteMessage),
            Operation.of("DeleteMessageBatch", DeleteMessageBatchRequest::builder, SqsAsyncClient::deleteMessageBatch),
            Operation.of("DeleteQueue", DeleteQueueRequest::builder, SqsAsyncClient::deleteQueue),
            Operation.of("GetQueueAttributes", GetQueueAttributesRequest::builder, SqsAsyncClient::getQueueAttributes),
            Operation.of("GetQueueUrl", GetQueueUrlRequest::builder, SqsAsyncClient::getQueueUrl),
            Operation.of(
                    "ListDeadLetterSourceQueues",
                    ListDeadLetterSourceQueuesRequest::builder,
                    SqsAsyncClient::listDeadLetterSourceQueues),
            Operation.of(
                    "ListMessageMoveTasks", ListMessageMoveTasksRequest::builder, SqsAsyncClient::listMessageMoveTasks),
            Operation.of("ListQueueTags", ListQueueTagsRequest::builder, SqsAsyncClient::listQueueTags),
            Operation.of("ListQueues", ListQueuesRequest::builder, SqsAsyncClient::listQueues),
            Operation.of("PurgeQueue", PurgeQueueRequest::builder, SqsAsyncClient::purgeQueue),
            Operation.of("ReceiveMessage", ReceiveMessageRequest::builder, SqsAsyncClient::receiveMessage),
            Operation.of("RemovePermission", RemovePermissionRequest::builder, SqsAsyncClient::removePermission),
            Operation.of("SendMessage", SendMessageRequest::builder, SqsAsyncClient::sendMessage),
            Operation.of("SendMessageBatch", SendMessageBatchRequest::builder, SqsAsyncClient::sendMessageBatch),
            Operation.of("SetQueueAttributes", SetQueueAttributesRequest::builder, SqsAsyncClient::setQueueAttributes),
            Operation.of(
                    "StartMessageMoveTask", StartMessageMoveTaskRequest::builder, SqsAsyncClient::startMessageMoveTask),
            Operation.of("TagQueue", TagQueueRequest::builder, SqsAsyncClient::tagQueue),
            Operation.of("UntagQueue", UntagQueueRequest::builder, SqsAsyncClient::untagQueue));

    private static final String SUFFIX = "Exception";

    private SqsOperations() {}

    /** The name that AWS gives the shape of an error, which is not always the name of the SDK's class. */
    static String errorShape(Class<? extends SqsException> modeled) {
        String name = modeled.getSimpleName();
        return modeled == ResourceNotFoundException.class ? name : name.substring(0, name.length() - SUFFIX.length());
    }
}
