/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The errors of the wire itself, before and beside those of the services.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">Common errors</a>
 */
public final class WireErrors {

    private static final int LONGEST_ECHO = 128;

    private WireErrors() {}

    static AwsServiceException unknownOperation(String target) {
        return error(
                400,
                "UnknownOperationException",
                "X-Amz-Target '" + clip(target) + "' names no operation that is served here;"
                        + " an operation is named like AmazonSQS.SendMessage");
    }

    static AwsServiceException serialization(String message) {
        return error(400, "SerializationException", message);
    }

    static AwsServiceException notServed(String operation) {
        return error(400, "UnsupportedOperation", "Spillway does not serve " + operation + " yet");
    }

    static AwsServiceException missingTarget() {
        return error(
                400,
                "MissingAction",
                "The request has neither the header X-Amz-Target, such as AmazonSQS.SendMessage, nor a form with an Action");
    }

    static AwsServiceException missingAction() {
        return error(400, "MissingAction", "The request must contain the parameter Action, such as SendMessage");
    }

    static AwsServiceException invalidAction(String action) {
        return error(400, "InvalidAction", "The action " + clip(action) + " is not valid for this endpoint.");
    }

    static AwsServiceException noSuchVersion(String version, String served) {
        return error(400, "NoSuchVersion", "The version " + clip(version) + " is not served; it has to be " + served);
    }

    static AwsServiceException malformedQuery(String message) {
        return error(400, "MalformedQueryString", message);
    }

    static AwsServiceException missingParameter(String parameter) {
        return error(400, "MissingParameter", "The request must contain the parameter " + clip(parameter) + ".");
    }

    static AwsServiceException invalidParameter(String value, String parameter, String reason) {
        return error(
                400,
                "InvalidParameterValue",
                "Value " + clip(value) + " for parameter " + clip(parameter) + " is invalid. Reason: " + reason + ".");
    }

    /** A page in a browser can make it send a GET without a word of where it came from. */
    static AwsServiceException queryByPostOnly(String method) {
        return error(
                405,
                "MethodNotAllowed",
                "An operation is called by POST, not by " + clip(method)
                        + ", because requests are not authenticated yet; POST the same parameters as a form");
    }

    static AwsServiceException unsupportedContentType(@Nullable String contentType) {
        return error(
                415,
                "UnsupportedMediaType",
                "Content-Type " + (contentType == null ? "is missing" : "'" + clip(contentType) + "' is not served")
                        + "; it has to be application/x-amz-json-1.0");
    }

    static AwsServiceException methodNotAllowed(String method) {
        return error(405, "MethodNotAllowed", "An operation is called by POST, not by " + clip(method));
    }

    /** A request that HTTP itself doesn't allow, or that lacks what it has to have. */
    public static AwsServiceException badRequest(String message) {
        return error(400, "BadRequest", message);
    }

    /** A request that is refused before it is looked at. */
    public static AwsServiceException accessDenied(String message) {
        return error(403, "AccessDenied", message);
    }

    /** @param limit the most bytes that a body may have */
    public static AwsServiceException requestTooLarge(int limit) {
        return error(413, "RequestEntityTooLarge", "The request body is longer than " + limit + " bytes");
    }

    /** What failed a call, as an error that may be told; what it doesn't say belongs into the log. */
    public static AwsServiceException of(Throwable failure, String requestId) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof AwsServiceException told) {
            return told;
        }
        if (cause instanceof CancellationException) {
            return error(503, "ServiceUnavailable", "The service is stopping");
        }
        return error(500, "InternalFailure", "The request failed for an internal error; its id is " + requestId);
    }

    private static AwsServiceException error(int status, String code, String message) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    private static String clip(String text) {
        return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "...";
    }
}
