/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.FifoAttributes;
import dev.spillway.artemis.sqs.QueueAttribute;
import dev.spillway.artemis.sqs.QueueAttributes;
import dev.spillway.artemis.sqs.QueueName;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SqsQueue;
import dev.spillway.artemis.sqs.Tags;
import dev.spillway.artemis.store.QueueSettings;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;

/**
 * Makes a queue. One that exists is given if none of the attributes asked for is different on it. A name is free again
 * as soon as its queue is deleted; AWS's wait of 60 seconds is not imposed.
 */
final class CreateQueue implements Operation<CreateQueueRequest, CreateQueueResponse> {

    private final Queues queues;
    private final Clock clock;

    CreateQueue(Queues queues, Clock clock) {
        this.queues = queues;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<CreateQueueResponse> call(CreateQueueRequest request, Caller caller) {
        Map<String, String> given = request.attributesAsStrings();
        String name = QueueName.checkNew(request.queueName(), FifoAttributes.isFifo(given));
        queues.require(caller, Action.CREATE_QUEUE, name);
        Map<String, String> attributes = QueueAttributes.changed(Map.of(), given);
        Map<String, String> tags = Tags.added(name, Map.of(), request.tags());
        CreateQueueResponse answer =
                CreateQueueResponse.builder().queueUrl(queues.url(name, caller)).build();

        Optional<SqsQueue> existing = queues.find(name);
        if (existing.isPresent()) {
            existing.orElseThrow().attributes().requireEqual(given);
            return CompletableFuture.completedFuture(answer);
        }
        String redrive = attributes.get(QueueAttribute.REDRIVE_POLICY.awsName());
        if (redrive != null) {
            queues.checkRedrive(name, redrive, caller);
        }
        long now = clock.millis();
        QueueSettings settings = queues.settings(attributes, tags, now, now);
        return Operation.reply(queues.create(name, settings), created -> {
            // Another call may have made it in the meantime, with other attributes.
            QueueAttributes.of(created.settings().attributes()).requireEqual(given);
            return answer;
        });
    }
}
