/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** GetQueueUrl answers at once with the name it is given; ReceiveMessage when the test says so. */
final class HeldSqs implements SqsAsyncClient {

    final BlockingQueue<CompletableFuture<ReceiveMessageResponse>> receives = new LinkedBlockingQueue<>();

    CompletableFuture<ReceiveMessageResponse> nextReceive() throws InterruptedException {
        CompletableFuture<ReceiveMessageResponse> receive = receives.poll(60, TimeUnit.SECONDS);
        if (receive == null) {
            throw new AssertionError("no ReceiveMessage came");
        }
        return receive;
    }

    static ReceiveMessageResponse answer(String body) {
        return ReceiveMessageResponse.builder()
                .messages(List.of(Message.builder().body(body).build()))
                .build();
    }

    @Override
    public CompletableFuture<GetQueueUrlResponse> getQueueUrl(GetQueueUrlRequest request) {
        return CompletableFuture.completedFuture(
                GetQueueUrlResponse.builder().queueUrl(request.queueName()).build());
    }

    @Override
    public CompletableFuture<ReceiveMessageResponse> receiveMessage(ReceiveMessageRequest request) {
        CompletableFuture<ReceiveMessageResponse> receive = new CompletableFuture<>();
        receives.add(receive);
        return receive;
    }

    @Override
    public String serviceName() {
        return "sqs";
    }

    @Override
    public void close() {}
}
