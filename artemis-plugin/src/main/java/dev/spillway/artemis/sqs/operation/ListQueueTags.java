/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.Queues;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;

/** Gives the tags of a queue. */
final class ListQueueTags implements Operation<ListQueueTagsRequest, ListQueueTagsResponse> {

    private final Queues queues;

    ListQueueTags(Queues queues) {
        this.queues = queues;
    }

    @Override
    public CompletableFuture<ListQueueTagsResponse> call(ListQueueTagsRequest request, Caller caller) {
        return CompletableFuture.completedFuture(ListQueueTagsResponse.builder()
                .tags(queues.at(request.queueUrl(), caller, Action.LIST_QUEUE_TAGS)
                        .stored()
                        .settings()
                        .tags())
                .build());
    }
}
