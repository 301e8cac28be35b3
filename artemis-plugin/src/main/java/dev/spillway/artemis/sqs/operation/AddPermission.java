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
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;

/** Adds a statement to the queue's policy. The policy is stored and given back; it is not enforced. */
final class AddPermission implements Operation<AddPermissionRequest, AddPermissionResponse> {

    private final Queues queues;
    private final SettingsChanges changes;
    private final Clock clock;

    AddPermission(Queues queues, SettingsChanges changes, Clock clock) {
        this.queues = queues;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<AddPermissionResponse> call(AddPermissionRequest request, Caller caller) {
        SqsQueue queue = queues.at(request.queueUrl(), caller, Action.ADD_PERMISSION);
        Permission permission = new Permission(request.label(), request.awsAccountIds(), request.actions());
        String arn = queues.account().queueArn(queue.name());
        String name = QueueAttribute.POLICY.awsName();
        return Operation.reply(
                changes.change(queue.stored(), old -> {
                    Map<String, String> attributes = new HashMap<>(old.attributes());
                    attributes.put(
                            name, QueuePolicy.of(attributes.get(name), arn).with(permission, arn));
                    return old.withAttributes(attributes, clock.millis());
                }),
                done -> AddPermissionResponse.builder().build());
    }
}
