/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.FifoAttributes;
import dev.spillway.artemis.sqs.Limits;
import dev.spillway.artemis.sqs.Md5;
import dev.spillway.artemis.sqs.MessageAttributes;
import dev.spillway.artemis.sqs.MessageBody;
import dev.spillway.artemis.sqs.MessageDeduplicationId;
import dev.spillway.artemis.sqs.MessageGroupId;
import dev.spillway.artemis.sqs.MessageId;
import dev.spillway.artemis.sqs.QueueAttributes;
import dev.spillway.artemis.sqs.SqsErrors;
import dev.spillway.artemis.sqs.TraceHeader;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.NewMessage.Deduplication;
import dev.spillway.mapping.Attribute;
import dev.spillway.mapping.WireMessage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * A message that was found good to be stored, with the digests of the answer.
 *
 * @param size bytes of the body and the message attributes
 */
record OutgoingMessage(
        NewMessage message,
        long size,
        String md5OfBody,
        @Nullable String md5OfAttributes,
        @Nullable String md5OfSystemAttributes) {

    static OutgoingMessage of(SendMessageRequest request, QueueAttributes queue, Caller caller, long now) {
        return of(
                request.messageBody(),
                request.messageAttributes(),
                request.messageSystemAttributesAsStrings(),
                request.delaySeconds(),
                request.messageGroupId(),
                request.messageDeduplicationId(),
                queue,
                caller,
                now);
    }

    static OutgoingMessage of(SendMessageBatchRequestEntry entry, QueueAttributes queue, Caller caller, long now) {
        return of(
                entry.messageBody(),
                entry.messageAttributes(),
                entry.messageSystemAttributesAsStrings(),
                entry.delaySeconds(),
                entry.messageGroupId(),
                entry.messageDeduplicationId(),
                queue,
                caller,
                now);
    }

    private static OutgoingMessage of(
            @Nullable String givenBody,
            Map<String, MessageAttributeValue> givenAttributes,
            Map<String, MessageSystemAttributeValue> givenSystemAttributes,
            @Nullable Integer delaySeconds,
            @Nullable String groupId,
            @Nullable String deduplicationId,
            QueueAttributes queue,
            Caller caller,
            long now) {
        MessageBody body = MessageBody.of(givenBody);
        Map<String, Attribute> attributes = MessageAttributes.checked(givenAttributes);
        long size = body.size() + MessageAttributes.size(attributes);
        if (size > queue.maximumMessageSize()) {
            throw SqsErrors.messageTooLong(queue.maximumMessageSize());
        }
        String group = MessageGroupId.checked(groupId);
        Deduplication deduplication = null;
        FifoAttributes fifo = queue.fifo().orElse(null);
        if (fifo != null) {
            if (group == null) {
                throw SqsErrors.missingParameter("MessageGroupId");
            }
            if (delaySeconds != null && delaySeconds != 0) {
                throw SqsErrors.notForThisQueueType(delaySeconds, "DelaySeconds");
            }
            deduplication = MessageDeduplicationId.of(deduplicationId, body.text(), group, fifo);
        } else if (deduplicationId != null) {
            throw SqsErrors.notForThisQueueType(deduplicationId, "MessageDeduplicationId");
        }
        Map<String, Attribute> system = TraceHeader.checked(givenSystemAttributes);
        NewMessage message = new NewMessage(
                MessageId.next(),
                new WireMessage(body.text(), attributes),
                caller.principal(),
                now,
                fifo == null ? Limits.delaySeconds(delaySeconds, queue.delaySeconds()) * 1_000L : 0,
                TraceHeader.in(system),
                group,
                deduplication);
        return new OutgoingMessage(message, size, body.md5(), Md5.ofAttributes(attributes), Md5.ofAttributes(system));
    }
}
