/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidAddressException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.OverLimitException;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/**
 * Every error of the service, each as a new exception of the class that the AWS SDK has for it. The error code is the
 * one of the Query protocol, since that is what SDKs report over the JSON protocol too (header
 * {@code x-amzn-query-error}); the message is Amazon SQS's.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">Common errors
 *     of Amazon SQS</a>
 */
public final class SqsErrors {

    private static final String PREFIX = "AWS.SimpleQueueService.";

    private SqsErrors() {}

    public static SqsException queueDoesNotExist() {
        return error(
                QueueDoesNotExistException.builder(),
                PREFIX + "NonExistentQueue",
                "The specified queue does not exist.");
    }

    /** @param action for example {@code sqs:sendmessage} */
    public static SqsException accessDenied(String userArn, String action, String queueArn) {
        return (SqsException) SqsException.builder()
                .statusCode(403)
                .awsErrorDetails(details(
                        "AccessDenied",
                        "User: " + userArn + " is not authorized to perform: " + action + " on resource: " + queueArn
                                + " because no identity-based policy allows the " + action + " action"))
                .build();
    }

    public static SqsException queueNameExists(String attribute) {
        return error(
                QueueNameExistsException.builder(),
                "QueueAlreadyExists",
                "A queue already exists with the same name and a different value for attribute " + attribute);
    }

    public static SqsException purgeQueueInProgress(String queue) {
        return error(
                PurgeQueueInProgressException.builder(),
                PREFIX + "PurgeQueueInProgress",
                "Only one PurgeQueue operation on " + queue + " is allowed every 60 seconds.");
    }

    public static SqsException invalidAddress(String url) {
        return error(
                InvalidAddressException.builder(),
                "InvalidAddress",
                "The address " + url + " is not valid for this endpoint.");
    }

    public static SqsException invalidQueueName() {
        return invalidParameter("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }

    public static SqsException invalidFifoQueueName() {
        return invalidParameter("The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
                + " underscores, must end with .fifo suffix and be 1 to 80 in length.");
    }

    public static SqsException unknownAttribute(String name) {
        return invalidAttributeName("Unknown Attribute " + name + ".");
    }

    public static SqsException oneEncryptionAtATime() {
        return invalidAttributeName("You can use one type of server-side encryption (SSE) at one time. "
                + "You can either enable KMS SSE or SQS SSE.");
    }

    public static SqsException invalidAttributeValue(String attribute) {
        return error(
                InvalidAttributeValueException.builder(),
                "InvalidAttributeValue",
                "Invalid value for the parameter " + attribute + ".");
    }

    /** Where a FIFO queue is told to be none. */
    public static SqsException queueTypeIsFixed() {
        return error(
                InvalidAttributeValueException.builder(),
                "InvalidAttributeValue",
                "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.");
    }

    public static SqsException missingParameter(String parameter) {
        return error(
                SqsException.builder(),
                "MissingParameter",
                "The request must contain the parameter " + parameter + ".");
    }

    /** As {@link #missingParameter}, where it is missing in an entry of a batch and the batch is refused for it. */
    public static SqsException missingInEntry(String parameter) {
        return invalidParameter("The request must contain the parameter " + parameter + ".");
    }

    /** A parameter whose value the message quotes, with AWS's reason. */
    public static SqsException invalidParameter(Object value, String parameter, String reason) {
        return invalidParameter("Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
    }

    /** A parameter of which AWS's message has a form of its own. */
    public static SqsException invalidParameter(String message) {
        return error(SqsException.builder(), "InvalidParameterValue", message);
    }

    public static SqsException messageTooLong(int limit) {
        return invalidParameter(
                "One or more parameters are invalid. Reason: Message must be shorter than " + limit + " bytes.");
    }

    public static SqsException notForThisQueueType(Object value, String parameter) {
        return invalidParameter(
                value, parameter, "The request include parameter that is not valid for this queue type.");
    }

    /** What an attempt brought was deleted, is visible again, or has another visibility time-out since. */
    public static SqsException receiveIsNotRetryable(String attemptId) {
        return invalidParameter(
                attemptId,
                "ReceiveRequestAttemptId",
                "The receiveRequestAttemptId is not valid anymore since the receive call is not retryable.");
    }

    /** On a FIFO queue, once a message is visible again. */
    public static SqsException receiptHandleHasExpired(String handle) {
        return invalidParameter(handle, "ReceiptHandle", "The receipt handle has expired.");
    }

    public static SqsException invalidMessageContents(String message) {
        return error(InvalidMessageContentsException.builder(), "InvalidMessageContents", message);
    }

    public static SqsException receiptHandleIsInvalid(String handle) {
        return error(
                ReceiptHandleIsInvalidException.builder(),
                "ReceiptHandleIsInvalid",
                "The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
    }

    /** Where a message is visible again and nobody has received it since. */
    public static SqsException messageNotInflight() {
        return error(
                MessageNotInflightException.builder(),
                PREFIX + "MessageNotInflight",
                "The specified message isn't in flight.");
    }

    /** Where a message was deleted, or was received again since. */
    public static SqsException notAvailableForVisibilityChange(String handle) {
        return invalidParameter(
                handle, "ReceiptHandle", "Message does not exist or is not available for visibility timeout change.");
    }

    public static SqsException tooManyInFlight(int limit) {
        return error(
                OverLimitException.builder(),
                "OverLimit",
                "The maximum number of in flight messages, " + limit + ", is reached.");
    }

    public static SqsException tooManyActions(int actions, int limit) {
        return error(
                OverLimitException.builder(),
                "OverLimit",
                actions + " Actions were found, maximum allowed is " + limit + ".");
    }

    public static SqsException tooManyPermissions(int limit) {
        return error(
                OverLimitException.builder(),
                "OverLimit",
                "The maximum number of permissions of a queue, " + limit + ", is reached.");
    }

    public static SqsException invalidTagKeyLength() {
        return invalidParameter("Tag keys must be between 1 and 128 characters in length.");
    }

    /** @param entry the entry's type as AWS names it, for example {@code SendMessageBatchRequestEntry} */
    public static SqsException emptyBatchRequest(String entry) {
        return error(
                EmptyBatchRequestException.builder(),
                PREFIX + "EmptyBatchRequest",
                "There should be at least one " + entry + " in the request.");
    }

    public static SqsException tooManyEntriesInBatchRequest(int entries) {
        return error(
                TooManyEntriesInBatchRequestException.builder(),
                PREFIX + "TooManyEntriesInBatchRequest",
                "Maximum number of entries per request are 10. You have sent " + entries + ".");
    }

    public static SqsException batchEntryIdsNotDistinct(String id) {
        return error(
                BatchEntryIdsNotDistinctException.builder(),
                PREFIX + "BatchEntryIdsNotDistinct",
                "Id " + id + " repeated.");
    }

    public static SqsException invalidBatchEntryId() {
        return error(
                InvalidBatchEntryIdException.builder(),
                PREFIX + "InvalidBatchEntryId",
                "A batch entry id can only contain alphanumeric characters, hyphens and underscores. "
                        + "It can be at most 80 letters long.");
    }

    public static SqsException batchRequestTooLong(int limit, long sent) {
        return error(
                BatchRequestTooLongException.builder(),
                PREFIX + "BatchRequestTooLong",
                "Batch requests cannot be longer than " + limit + " bytes. You have sent " + sent + " bytes.");
    }

    /** @param parameter the one whose ARN names no queue of the account */
    public static SqsException resourceNotFound(String parameter) {
        return notFound("The resource that you specified for the " + parameter + " parameter doesn't exist.");
    }

    public static SqsException noSuchMoveTask() {
        return notFound("Task does not exist.");
    }

    private static SqsException notFound(String message) {
        return (SqsException) ResourceNotFoundException.builder()
                .statusCode(404)
                .awsErrorDetails(details("ResourceNotFoundException", message))
                .build();
    }

    /** A failure of the broker itself. Callers may try again. */
    public static SqsException internalFailure(Throwable cause) {
        return (SqsException) SqsException.builder()
                .statusCode(500)
                .cause(cause)
                .awsErrorDetails(details(
                        "InternalFailure",
                        "The request processing has failed because of an unknown error, exception or failure."))
                .build();
    }

    private static SqsException invalidAttributeName(String message) {
        return error(InvalidAttributeNameException.builder(), "InvalidAttributeName", message);
    }

    private static SqsException error(AwsServiceException.Builder builder, String code, String message) {
        return (SqsException)
                builder.statusCode(400).awsErrorDetails(details(code, message)).build();
    }

    private static AwsErrorDetails details(String code, String message) {
        return AwsErrorDetails.builder()
                .serviceName("Sqs")
                .errorCode(code)
                .errorMessage(message)
                .build();
    }
}
