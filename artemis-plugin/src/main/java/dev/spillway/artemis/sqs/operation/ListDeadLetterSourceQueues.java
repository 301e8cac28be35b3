/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.Queues;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;

/** Lists the queues whose redrive policy names this one as their dead-letter queue, by {@link NamePage}. */
final class ListDeadLetterSourceQueues
        implements Operation<ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResponse> {

    private final Queues queues;

    ListDeadLetterSourceQueues(Queues queues) {
        this.queues = queues;
    }

    @Override
    public CompletableFuture<ListDeadLetterSourceQueuesResponse> call(
            ListDeadLetterSourceQueuesRequest request, Caller caller) {
        String target = queues.at(request.queueUrl(), caller, Action.LIST_DEAD_LETTER_SOURCE_QUEUES)
                .name();
        NamePage page =
                NamePage.of(queues.deadLetterSources(target, caller), request.maxResults(), request.nextToken());
        return CompletableFuture.completedFuture(ListDeadLetterSourceQueuesResponse.builder()
                .queueUrls(page.names().stream()
                        .map(name -> queues.url(name, caller))
                        .toList())
                .nextToken(page.nextToken())
                .build());
    }
}
