/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SettingsChanges;
import dev.spillway.artemis.sqs.SqsErrors;
import dev.spillway.artemis.sqs.SqsQueue;
import dev.spillway.artemis.sqs.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/** Takes tags off a queue. A key that no tag has is passed over. */
final class UntagQueue implements Operation<UntagQueueRequest, UntagQueueResponse> {

    private final Queues queues;
    private final SettingsChanges changes;

    UntagQueue(Queues queues, SettingsChanges changes) {
        this.queues = queues;
        this.changes = changes;
    }

    @Override
    public CompletableFuture<UntagQueueResponse> call(UntagQueueRequest request, Caller caller) {
        SqsQueue queue = queues.at(request.queueUrl(), caller, Action.UNTAG_QUEUE);
        List<String> keys = request.tagKeys();
        if (keys.isEmpty()) {
            throw SqsErrors.invalidTagKeyLength();
        }
        Tags.checkKeys(keys);
        return Operation.reply(
                changes.change(queue.stored(), settings -> {
                    Map<String, String> tags = new HashMap<>(settings.tags());
                    tags.keySet().removeAll(keys);
                    return settings.withTags(tags);
                }),
                done -> UntagQueueResponse.builder().build());
    }
}
