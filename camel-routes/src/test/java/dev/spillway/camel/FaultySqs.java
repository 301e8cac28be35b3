/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A client that fails as it is told: all of a request, or some of its entries, which then don't reach the queue. */
final class FaultySqs implements SqsAsyncClient {

    /** Requests that fail with 503, counted down. */
    final AtomicInteger outages = new AtomicInteger();
    /** How many entries each request had that was made. */
    final List<Integer> requests = new CopyOnWriteArrayList<>();

    volatile Predicate<SendMessageBatchRequestEntry> refused = entry -> false;
    volatile Predicate<SendMessageBatchRequestEntry> failing = entry -> false;

    private final SqsAsyncClient delegate;

    FaultySqs(SqsAsyncClient delegate) {
        this.delegate = delegate;
    }

    @Override
    public CompletableFuture<GetQueueUrlResponse> getQueueUrl(GetQueueUrlRequest request) {
        return delegate.getQueueUrl(request);
    }

    @Override
    public CompletableFuture<SendMessageBatchResponse> sendMessageBatch(SendMessageBatchRequest request) {
        requests.add(request.entries().size());
        if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return CompletableFuture.failedFuture(SqsException.builder()
                    .statusCode(503)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("ServiceUnavailable")
                            .errorMessage("out")
                            .build())
                    .build());
        }
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        List<SendMessageBatchRequestEntry> rest = new ArrayList<>();
        for (SendMessageBatchRequestEntry entry : request.entries()) {
            BatchResultErrorEntry error = refused.test(entry)
                    ? error(entry, "InvalidMessageContents", true)
                    : failing.test(entry) ? error(entry, "InternalError", false) : null;
            if (error == null) {
                rest.add(entry);
            } else {
                failed.add(error);
            }
        }
        CompletableFuture<SendMessageBatchResponse> answer = rest.isEmpty()
                ? CompletableFuture.completedFuture(
                        SendMessageBatchResponse.builder().build())
                : delegate.sendMessageBatch(request.toBuilder().entries(rest).build());
        return answer.thenApply(response -> response.toBuilder().failed(failed).build());
    }

    private static BatchResultErrorEntry error(SendMessageBatchRequestEntry entry, String code, boolean senderFault) {
        return BatchResultErrorEntry.builder()
                .id(entry.id())
                .code(code)
                .message("as told")
                .senderFault(senderFault)
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
