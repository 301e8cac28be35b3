/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Queues;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;

/** Lists queues in alphabetical order, by {@link NamePage}. */
final class ListQueues implements Operation<ListQueuesRequest, ListQueuesResponse> {

    private final Queues queues;

    ListQueues(Queues queues) {
        this.queues = queues;
    }

    @Override
    public CompletableFuture<ListQueuesResponse> call(ListQueuesRequest request, Caller caller) {
        String prefix = Objects.requireNonNullElse(request.queueNamePrefix(), "");
        NamePage page = NamePage.of(
                queues.names(caller).stream()
                        .filter(name -> name.startsWith(prefix))
                        .toList(),
                request.maxResults(),
                request.nextToken());
        return CompletableFuture.completedFuture(ListQueuesResponse.builder()
                .queueUrls(page.names().stream()
                        .map(name -> queues.url(name, caller))
                        .toList())
                .nextToken(page.nextToken())
                .build());
    }
}
