/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.batch.OutageException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/**
 * Whose fault a failure is: the message's, or the queue's. Only what SQS says of a message's content blames the message;
 * everything else (5xx, throttling, no connection, no permission, no queue) is an outage, since every other message would
 * fail as well.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
final class SqsFailures {

    private static final Set<String> CONTENT = Set.of(
            "BatchRequestTooLong",
            "InvalidAttributeValue",
            "InvalidBinaryValue",
            "InvalidMessageContents",
            "InvalidParameterValue",
            "MessageTooLong",
            "UnsupportedOperation");

    private SqsFailures() {}

    static boolean isOfContent(Throwable failure) {
        return failure instanceof AwsServiceException aws && isOfContent(code(aws));
    }

    static boolean isOfContent(BatchResultErrorEntry failed) {
        return Boolean.TRUE.equals(failed.senderFault()) && isOfContent(failed.code());
    }

    static String reason(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }

    static String reason(BatchResultErrorEntry failed) {
        return failed.message() + " (" + failed.code() + ")";
    }

    static OutageException outage(String action, String queueUrl, Throwable failure) {
        return new OutageException(action + " on " + queueUrl + " failed: " + failure.getMessage(), failure);
    }

    static OutageException outage(String action, String queueUrl, BatchResultErrorEntry failed) {
        return new OutageException(action + " on " + queueUrl + " failed for an entry: " + reason(failed));
    }

    static Throwable unwrap(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** The new protocol's code or the old one's, which begin and end differently. */
    private static boolean isOfContent(String code) {
        return CONTENT.contains(code.substring(code.lastIndexOf('.') + 1));
    }

    private static String code(AwsServiceException aws) {
        AwsErrorDetails details = aws.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? aws.getClass().getSimpleName().replaceFirst("Exception$", "")
                : details.errorCode();
    }
}
