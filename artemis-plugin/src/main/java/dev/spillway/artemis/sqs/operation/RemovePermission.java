/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.Permission;
import dev.spillway.artemis.sqs.QueueAttribute;
import dev.spillway.artemis.sqs.QueuePolicy;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SettingsChanges;
import dev.spillway.artemis.sqs.SqsQueue;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionResponse;

/** Takes the statement of a label out of the queue's policy, and the policy away if it was the last one. */
final class RemovePermission implements Operation<RemovePermissionRequest, RemovePermissionResponse> {

    private final Queues queues;
    private final SettingsChanges changes;
    private final Clock clock;

    RemovePermission(Queues queues, SettingsChanges changes, Clock clock) {
        this.queues = queues;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<RemovePermissionResponse> call(RemovePermissionRequest request, Caller caller) {
        SqsQueue queue = queues.at(request.queueUrl(), caller, Action.REMOVE_PERMISSION);
        String label = Permission.checkLabel(request.label());
        String arn = queues.account().queueArn(queue.name());
        String name = QueueAttribute.POLICY.awsName();
        return Operation.reply(
                changes.change(queue.stored(), old -> {
                    Map<String, String> attributes = new HashMap<>(old.attributes());
                    String policy = QueuePolicy.of(attributes.get(name), arn).without(label);
                    if (policy.isEmpty()) {
                        attributes.remove(name);
                    } else {
                        attributes.put(name, policy);
                    }
                    return old.withAttributes(attributes, clock.millis());
                }),
                done -> RemovePermissionResponse.builder().build());
    }
}
