/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;

/**
 * Tries what a route does with SQS by requests that ask for nothing: an empty batch is refused as such, unless the caller is
 * refused first.
 */
record SqsCheck(SqsAsyncClient client) {

    private static final int CLIENT_ERROR = 400;
    private static final int FORBIDDEN = 403;
    private static final int SERVER_ERROR = 500;

    String send(String queue) {
        String url = url(queue);
        require(
                "SendMessage",
                client.sendMessageBatch(request -> request.queueUrl(url).entries(List.of())));
        return "may be sent to";
    }

    String receive(String queue) {
        String url = url(queue);
        require(
                "ReceiveMessage",
                client.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(0)));
        require(
                "DeleteMessage",
                client.deleteMessageBatch(request -> request.queueUrl(url).entries(List.of())));
        require(
                "ChangeMessageVisibility",
                client.changeMessageVisibilityBatch(
                        request -> request.queueUrl(url).entries(List.of())));
        return "may be received from";
    }

    private String url(String queue) {
        CompletableFuture<GetQueueUrlResponse> answer = client.getQueueUrl(request -> request.queueName(queue));
        try {
            return answer.join().queueUrl();
        } catch (CompletionException e) {
            throw new IllegalStateException("GetQueueUrl: " + message(e));
        }
    }

    private static void require(String action, CompletableFuture<?> answer) {
        try {
            answer.join();
        } catch (CompletionException e) {
            if (!isOfTheRequest(unwrap(e))) {
                throw new IllegalStateException(action + ": " + message(e));
            }
        }
    }

    /** Whether the request was refused for what it asks, and so would not have been for who asks. */
    private static boolean isOfTheRequest(Throwable failure) {
        if (!(failure instanceof AwsServiceException aws)) {
            return false;
        }
        AwsErrorDetails details = aws.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        return aws.statusCode() >= CLIENT_ERROR
                && aws.statusCode() < SERVER_ERROR
                && aws.statusCode() != FORBIDDEN
                && !code.contains("AccessDenied");
    }

    private static String message(CompletionException e) {
        return String.valueOf(unwrap(e).getMessage());
    }

    private static Throwable unwrap(CompletionException e) {
        return e.getCause() == null ? e : e.getCause();
    }
}
