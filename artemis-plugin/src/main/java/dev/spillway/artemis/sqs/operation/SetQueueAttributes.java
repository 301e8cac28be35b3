/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.QueueAttribute;
import dev.spillway.artemis.sqs.QueueAttributes;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SqsErrors;
import dev.spillway.artemis.sqs.SqsQueue;
import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.QueueSettings;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;

/** Changes attributes of a queue; those not named stay as they are. */
final class SetQueueAttributes implements Operation<SetQueueAttributesRequest, SetQueueAttributesResponse> {

    private final Queues queues;
    private final Clock clock;
    /** The last change of each queue that has one under way: the next starts from its outcome. */
    private final Map<String, CompletableFuture<Void>> changes = new ConcurrentHashMap<>();

    SetQueueAttributes(Queues queues, Clock clock) {
        this.queues = queues;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<SetQueueAttributesResponse> call(SetQueueAttributesRequest request, Caller caller) {
        SqsQueue queue = queues.at(request.queueUrl());
        Map<String, String> given = request.attributesAsStrings();
        if (given.isEmpty()) {
            throw SqsErrors.missingParameter("Attributes");
        }
        String name = queue.name();
        CompletableFuture<Void> change = changes.compute(name, (key, previous) -> {
            CompletableFuture<Void> turn =
                    previous == null ? CompletableFuture.completedFuture(null) : previous.exceptionally(e -> null);
            return turn.thenCompose(start -> change(queue.stored(), given));
        });
        change.whenComplete((done, failure) -> changes.remove(name, change));
        return Operation.reply(
                change, done -> SetQueueAttributesResponse.builder().build());
    }

    private CompletableFuture<Void> change(MessageQueue queue, Map<String, String> given) {
        QueueSettings old = queue.settings();
        Map<String, String> attributes = QueueAttributes.changed(old.attributes(), given);
        String redrive = given.getOrDefault(QueueAttribute.REDRIVE_POLICY.awsName(), "");
        if (!redrive.isEmpty()) {
            queues.checkRedrive(queue.name(), redrive);
        }
        return queue.update(queues.settings(attributes, old.tags(), old.createdAt(), clock.millis()));
    }
}
