/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.client;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ResourceAllocationException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * What went wrong with SQS, as the exception that the specification names for it. The error code is AWS's, the message
 * ends with AWS's code and request id, and the SDK's exception is linked.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
public final class AwsErrors {

    private static final Set<String> MISSING = Set.of(
            "QueueDoesNotExist", "NonExistentQueue", "AWS.SimpleQueueService.NonExistentQueue", "InvalidAddress");
    private static final Set<String> SECURITY = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthFailure",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSecurity",
            "InvalidSignatureException",
            "KmsAccessDenied",
            "MissingAuthenticationToken",
            "NotAuthorized",
            "OptInRequired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");
    private static final Set<String> THROTTLED = Set.of(
            "KmsThrottled",
            "OverLimit",
            "RequestLimitExceeded",
            "RequestThrottled",
            "ThrottledException",
            "Throttling",
            "ThrottlingException",
            "TooManyRequestsException");
    private static final Set<String> CONTENT =
            Set.of("BatchRequestTooLong", "InvalidMessageContents", "MessageTooLong", "InvalidBinaryValue");

    private AwsErrors() {}

    /**
     * @param exception what the application gets
     * @param passing whether the same request may succeed later
     */
    public record Failure(JMSException exception, boolean passing) {}

    /** Why a whole request failed. The SDK has made its own retries before. */
    public static Failure of(String action, Throwable thrown) {
        Throwable cause = unwrap(thrown);
        if (cause instanceof JMSException jms) {
            return new Failure(jms, false);
        }
        if (cause instanceof AwsServiceException aws) {
            String code = code(aws);
            String detail = aws.awsErrorDetails() == null
                    ? aws.getMessage()
                    : aws.awsErrorDetails().errorMessage();
            boolean passing = aws.statusCode() >= 500 || aws.isThrottlingException() || THROTTLED.contains(code);
            String text = action + ": " + detail + " (" + code + ", request id " + aws.requestId() + ")";
            boolean forbidden = aws.statusCode() == 401 || aws.statusCode() == 403;
            return new Failure(linked(exception(code, text, forbidden), aws), passing);
        }
        if (cause instanceof SdkClientException sdk) {
            boolean interrupted = sdk.getCause() instanceof InterruptedException;
            String text = action + ": " + (interrupted ? "the thread was interrupted" : sdk.getMessage());
            boolean credentials = text.contains("Unable to load credentials");
            JMSException exception = credentials ? new JMSSecurityException(text) : new JMSException(text);
            return new Failure(linked(exception, sdk), !credentials);
        }
        return new Failure(linked(new JMSException(action + ": " + cause), cause), false);
    }

    /** Why one entry of a batch failed. */
    public static Failure of(String action, BatchResultErrorEntry entry) {
        String text = action + ": " + entry.message() + " (" + entry.code() + ")";
        boolean senderFault = Boolean.TRUE.equals(entry.senderFault());
        return new Failure(exception(entry.code(), text, false), !senderFault || THROTTLED.contains(entry.code()));
    }

    /** What is wrong with a message that is larger than SQS takes. */
    public static JMSException tooLarge(String queue, int bytes, int limit) {
        return new MessageFormatException(
                "the message for queue '" + queue + "' has " + bytes + " bytes with its attributes; SQS takes at most "
                        + limit + "; with the option s3Bucket, larger messages travel through S3",
                "InvalidMessageContents");
    }

    /** What is wrong with a message that is too large without its body. */
    public static JMSException propertiesTooLarge(String queue, int bytes, int limit) {
        return new MessageFormatException(
                "the properties of the message for queue '" + queue + "' have " + bytes + " bytes; SQS takes at most "
                        + limit + ", and S3 carries the body alone",
                "InvalidMessageContents");
    }

    /** What is wrong with a message whose property has the name of the attribute that marks a payload in S3. */
    public static JMSException reservedProperty(String queue, String name) {
        return new MessageFormatException(
                "the message for queue '" + queue + "' goes through S3, which takes the property '" + name
                        + "' for itself: give the property another name");
    }

    public static boolean isMissingQueue(Throwable thrown) {
        Throwable cause = unwrap(thrown);
        return cause instanceof AwsServiceException aws && MISSING.contains(code(aws));
    }

    public static boolean isBatchTooLong(Throwable thrown) {
        return unwrap(thrown) instanceof AwsServiceException aws && code(aws).endsWith("BatchRequestTooLong");
    }

    public static Throwable unwrap(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** AWS's code; an exception made without details is known by its class. */
    private static String code(AwsServiceException aws) {
        if (aws instanceof QueueDoesNotExistException) {
            return "QueueDoesNotExist";
        }
        if (aws instanceof BatchRequestTooLongException) {
            return "BatchRequestTooLong";
        }
        if (aws.awsErrorDetails() == null || aws.awsErrorDetails().errorCode() == null) {
            return aws.getClass().getSimpleName().replaceFirst("Exception$", "");
        }
        return aws.awsErrorDetails().errorCode();
    }

    private static JMSException exception(@Nullable String code, String text, boolean forbidden) {
        String known = code == null ? "" : code;
        if (MISSING.contains(known)) {
            return new InvalidDestinationException(text, code);
        }
        if (THROTTLED.contains(known)) {
            return new ResourceAllocationException(text, code);
        }
        if (CONTENT.contains(known) || text.contains("must be shorter than")) {
            return new MessageFormatException(text, code);
        }
        if (SECURITY.contains(known) || forbidden) {
            return new JMSSecurityException(text, code);
        }
        return new JMSException(text, code);
    }

    private static JMSException linked(JMSException exception, Throwable cause) {
        exception.initCause(cause);
        if (cause instanceof Exception linkable) {
            exception.setLinkedException(linkable);
        }
        return exception;
    }
}
