/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.FifoAttributes;
import dev.spillway.artemis.sqs.QueueAttribute;
import dev.spillway.artemis.sqs.QueueAttributes;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SettingsChanges;
import dev.spillway.artemis.sqs.SqsErrors;
import dev.spillway.artemis.sqs.SqsQueue;
import dev.spillway.artemis.store.QueueSettings;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;

/** Changes attributes of a queue; those not named stay as they are. */
final class SetQueueAttributes implements Operation<SetQueueAttributesRequest, SetQueueAttributesResponse> {

    private final Queues queues;
    private final Clock clock;
    private final SettingsChanges changes;

    SetQueueAttributes(Queues queues, SettingsChanges changes, Clock clock) {
        this.queues = queues;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<SetQueueAttributesResponse> call(SetQueueAttributesRequest request, Caller caller) {
        SqsQueue queue = queues.at(request.queueUrl(), caller, Action.SET_QUEUE_ATTRIBUTES);
        Map<String, String> given = request.attributesAsStrings();
        if (given.isEmpty()) {
            throw SqsErrors.missingParameter("Attributes");
        }
        FifoAttributes.checkType(queue.attributes().fifo().isPresent(), given);
        CompletableFuture<Void> change =
                changes.change(queue.stored(), settings -> changed(queue.name(), settings, given, caller));
        return Operation.reply(
                change, done -> SetQueueAttributesResponse.builder().build());
    }

    private QueueSettings changed(String queue, QueueSettings old, Map<String, String> given, Caller caller) {
        Map<String, String> attributes = QueueAttributes.changed(Queues.withType(queue, old.attributes()), given);
        String redrive = given.getOrDefault(QueueAttribute.REDRIVE_POLICY.awsName(), "");
        if (!redrive.isEmpty()) {
            queues.checkRedrive(queue, redrive, caller);
        }
        QueueSettings changed = queues.settings(attributes, old.tags(), old.createdAt(), clock.millis());
        // A queue that was not made through this API keeps its messages until somebody asks for another retention.
        return given.containsKey(QueueAttribute.MESSAGE_RETENTION_PERIOD.awsName())
                ? changed
                : changed.withRetention(old.retentionMillis());
    }
}
