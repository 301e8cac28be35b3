/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.FifoAttributes;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SqsErrors;
import dev.spillway.artemis.sqs.SqsQueue;
import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.QueueSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Gives the attributes that are asked for and that the queue has; all of them for {@code All}. */
final class GetQueueAttributes implements Operation<GetQueueAttributesRequest, GetQueueAttributesResponse> {

    private final Queues queues;

    GetQueueAttributes(Queues queues) {
        this.queues = queues;
    }

    @Override
    public CompletableFuture<GetQueueAttributesResponse> call(GetQueueAttributesRequest request, Caller caller) {
        SqsQueue queue = queues.at(request.queueUrl(), caller, Action.GET_QUEUE_ATTRIBUTES);
        List<String> asked = request.attributeNamesAsStrings();
        for (String name : asked) {
            if (QueueAttributeName.fromValue(name) == QueueAttributeName.UNKNOWN_TO_SDK_VERSION) {
                throw SqsErrors.unknownAttribute(name);
            }
        }
        FifoAttributes.checkNames(queue.attributes().fifo().isPresent(), asked);
        if (asked.isEmpty()) {
            return CompletableFuture.completedFuture(
                    GetQueueAttributesResponse.builder().build());
        }
        return Operation.reply(queue.stored().counts(), counts -> {
            Map<String, String> attributes = all(queue, counts);
            if (!asked.contains("All")) {
                attributes.keySet().retainAll(asked);
            }
            return GetQueueAttributesResponse.builder()
                    .attributesWithStrings(attributes)
                    .build();
        });
    }

    private Map<String, String> all(SqsQueue queue, MessageQueue.Counts counts) {
        QueueSettings settings = queue.stored().settings();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("QueueArn", queues.account().queueArn(queue.name()));
        all.put("ApproximateNumberOfMessages", Long.toString(counts.visible()));
        all.put("ApproximateNumberOfMessagesNotVisible", Long.toString(counts.inFlight()));
        all.put("ApproximateNumberOfMessagesDelayed", Long.toString(counts.delayed()));
        all.put("CreatedTimestamp", Long.toString(settings.createdAt() / 1_000));
        all.put("LastModifiedTimestamp", Long.toString(settings.modifiedAt() / 1_000));
        queue.attributes().effective().forEach((attribute, value) -> all.put(attribute.awsName(), value));
        return all;
    }
}
