/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** How many messages wait in the queues of SQS that routes receive from. Used by one thread. */
final class SqsDepths {

    private static final long WAIT_SECONDS = 30;

    private final SqsAsyncClient client;
    private final SourceSamples samples;
    private final Map<String, String> urls = new HashMap<>();

    SqsDepths(SqsAsyncClient client, SourceSamples samples) {
        this.client = client;
        this.samples = samples;
    }

    /** Asks for all at once, so that one that doesn't answer keeps no other waiting. */
    void look(List<RoutePlan> plans) {
        Map<RoutePlan, CompletableFuture<GetQueueAttributesResponse>> answers = new LinkedHashMap<>();
        plans.forEach(plan -> answers.put(plan, ask(plan)));
        answers.forEach((plan, answer) -> {
            try {
                String waiting = answer.get(WAIT_SECONDS, TimeUnit.SECONDS)
                        .attributes()
                        .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
                samples.found(plan, new SourceSample(Long.parseLong(waiting), false, 0));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException | RuntimeException failure) {
                urls.remove(plan.id());
                samples.failed(plan, failure.getCause() == null ? failure : failure.getCause());
            }
        });
    }

    private CompletableFuture<GetQueueAttributesResponse> ask(RoutePlan plan) {
        String queue = plan.parameter("sqsQueue");
        String known = urls.get(plan.id());
        CompletableFuture<String> url = known == null
                ? client.getQueueUrl(request -> request.queueName(queue)).thenApply(GetQueueUrlResponse::queueUrl)
                : CompletableFuture.completedFuture(known);
        return url.thenCompose(found -> client.getQueueAttributes(
                request -> request.queueUrl(found).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)));
    }
}
