/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.sqs.client.ClientSource;
import dev.spillway.jms.sqs.client.RegionalClients;
import dev.spillway.jms.sqs.queue.QueueUrls;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A client whose answers a test writes, for faults that no server makes when asked. */
public final class ScriptedSqs implements SqsAsyncClient {

    public final List<SendMessageBatchRequest> sends = new CopyOnWriteArrayList<>();
    public final List<ReceiveMessageRequest> receives = new CopyOnWriteArrayList<>();
    public final List<DeleteMessageBatchRequest> deletes = new CopyOnWriteArrayList<>();
    public final List<ChangeMessageVisibilityBatchRequest> changes = new CopyOnWriteArrayList<>();

    public volatile Map<QueueAttributeName, String> attributes = Map.of();
    public volatile Function<SendMessageBatchRequest, CompletableFuture<SendMessageBatchResponse>> onSend =
            request -> CompletableFuture.completedFuture(sent(request));
    public volatile Function<ReceiveMessageRequest, CompletableFuture<ReceiveMessageResponse>> onReceive =
            request -> new CompletableFuture<>();
    /** {@code null} for no answer at all. */
    public volatile Function<ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResponse> onChange =
            request -> ChangeMessageVisibilityBatchResponse.builder()
                    .successful(request.entries().stream()
                            .map(entry ->
                                    software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry
                                            .builder()
                                            .id(entry.id())
                                            .build())
                            .toList())
                    .build();

    public volatile Function<DeleteMessageBatchRequest, CompletableFuture<DeleteMessageBatchResponse>> onDelete =
            request -> CompletableFuture.completedFuture(deleted(request));

    /** That all were deleted. */
    static DeleteMessageBatchResponse deleted(DeleteMessageBatchRequest request) {
        return DeleteMessageBatchResponse.builder()
                .successful(request.entries().stream()
                        .map(entry -> DeleteMessageBatchResultEntry.builder()
                                .id(entry.id())
                                .build())
                        .toList())
                .build();
    }

    /** The URLs that this client tells. */
    QueueUrls urls() {
        try {
            return new QueueUrls(new RegionalClients(ClientSource.given(this)), false);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String serviceName() {
        return "sqs";
    }

    @Override
    public void close() {}

    @Override
    public CompletableFuture<GetQueueUrlResponse> getQueueUrl(GetQueueUrlRequest request) {
        return CompletableFuture.completedFuture(GetQueueUrlResponse.builder()
                .queueUrl("http://sqs.test/" + request.queueName())
                .build());
    }

    @Override
    public CompletableFuture<GetQueueAttributesResponse> getQueueAttributes(GetQueueAttributesRequest request) {
        return CompletableFuture.completedFuture(
                GetQueueAttributesResponse.builder().attributes(attributes).build());
    }

    @Override
    public CompletableFuture<SendMessageBatchResponse> sendMessageBatch(SendMessageBatchRequest request) {
        sends.add(request);
        return onSend.apply(request);
    }

    @Override
    public CompletableFuture<ReceiveMessageResponse> receiveMessage(ReceiveMessageRequest request) {
        receives.add(request);
        return onReceive.apply(request);
    }

    @Override
    public CompletableFuture<DeleteMessageBatchResponse> deleteMessageBatch(DeleteMessageBatchRequest request) {
        deletes.add(request);
        return onDelete.apply(request);
    }

    @Override
    public CompletableFuture<ChangeMessageVisibilityBatchResponse> changeMessageVisibilityBatch(
            ChangeMessageVisibilityBatchRequest request) {
        changes.add(request);
        ChangeMessageVisibilityBatchResponse response = onChange.apply(request);
        return response == null ? new CompletableFuture<>() : CompletableFuture.completedFuture(response);
    }

    /** Accepts every entry; its id is made of its body. */
    public static SendMessageBatchResponse sent(SendMessageBatchRequest request) {
        return SendMessageBatchResponse.builder()
                .successful(request.entries().stream().map(ScriptedSqs::sent).toList())
                .build();
    }

    public static SendMessageBatchResultEntry sent(SendMessageBatchRequestEntry entry) {
        return SendMessageBatchResultEntry.builder()
                .id(entry.id())
                .messageId("id-of-" + entry.messageBody())
                .build();
    }

    public static BatchResultErrorEntry failed(String id, String code, boolean senderFault) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .code(code)
                .message("as scripted")
                .senderFault(senderFault)
                .build();
    }

    public static SqsException error(String code, int status) {
        return (SqsException) SqsException.builder()
                .statusCode(status)
                .requestId("request-1")
                .message("as scripted")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("as scripted")
                        .build())
                .build();
    }
}
