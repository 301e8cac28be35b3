/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SettingsChanges;
import dev.spillway.artemis.sqs.SqsErrors;
import dev.spillway.artemis.sqs.SqsQueue;
import dev.spillway.artemis.sqs.Tags;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;

/** Adds tags to a queue; a tag with the key of another replaces it. */
final class TagQueue implements Operation<TagQueueRequest, TagQueueResponse> {

    private final Queues queues;
    private final SettingsChanges changes;

    TagQueue(Queues queues, SettingsChanges changes) {
        this.queues = queues;
        this.changes = changes;
    }

    @Override
    public CompletableFuture<TagQueueResponse> call(TagQueueRequest request, Caller caller) {
        SqsQueue queue = queues.at(request.queueUrl(), caller, Action.TAG_QUEUE);
        Map<String, String> given = request.tags();
        if (given.isEmpty()) {
            throw SqsErrors.missingParameter("Tags");
        }
        return Operation.reply(
                changes.change(
                        queue.stored(),
                        settings -> settings.withTags(Tags.added(queue.name(), settings.tags(), given))),
                done -> TagQueueResponse.builder().build());
    }
}
