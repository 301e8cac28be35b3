/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Action;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SqsErrors;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;

/** Finds the URL of a queue by its name. */
final class GetQueueUrl implements Operation<GetQueueUrlRequest, GetQueueUrlResponse> {

    private final Queues queues;

    GetQueueUrl(Queues queues) {
        this.queues = queues;
    }

    @Override
    public CompletableFuture<GetQueueUrlResponse> call(GetQueueUrlRequest request, Caller caller) {
        String name = request.queueName();
        String owner = request.queueOwnerAWSAccountId();
        if (name == null || name.isEmpty()) {
            throw SqsErrors.missingParameter("QueueName");
        }
        if (owner != null && !owner.equals(queues.account().id())) {
            throw SqsErrors.queueDoesNotExist();
        }
        String url = queues.url(queues.named(name, caller, Action.GET_QUEUE_URL).name(), caller);
        return CompletableFuture.completedFuture(
                GetQueueUrlResponse.builder().queueUrl(url).build());
    }
}
