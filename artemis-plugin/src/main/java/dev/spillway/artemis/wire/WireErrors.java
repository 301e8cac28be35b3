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

    public static AwsServiceException malformedQuery(String message) {
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

    static AwsServiceException unsupportedContentType(@Nullable String contentType) {
        return error(
                415,
                "UnsupportedMediaType",
                "Content-Type " + (contentType == null ? "is missing" : "'" + clip(contentType) + "' is not served")
                        + "; it has to be application/x-amz-json-1.0");
    }

    /** @param allowed the method, or methods, that it would be called by */
    static AwsServiceException methodNotAllowed(String method, String allowed) {
        return error(405, "MethodNotAllowed", "An operation is called by " + allowed + ", not by " + clip(method));
    }

    /** A request that HTTP itself doesn't allow, or that lacks what it has to have. */
    public static AwsServiceException badRequest(String message) {
        return error(400, "BadRequest", message);
    }

    /** A request that is refused before it is looked at. */
    public static AwsServiceException accessDenied(String message) {
        return error(403, "AccessDenied", message);
    }

    /** Neither an Authorization header nor a presigned query string. */
    public static AwsServiceException missingAuthenticationToken() {
        return error(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }

    /** A signature that lacks something. */
    public static AwsServiceException incompleteSignature(String message) {
        return error(400, "IncompleteSignature", message);
    }

    /** An access key that isn't known here. */
    public static AwsServiceException invalidClientTokenId() {
        return error(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    public static AwsServiceException signatureDoesNotMatch() {
        return signatureDoesNotMatch(
                "The request signature we calculated does not match the signature you provided. Check"
                        + " your AWS Secret Access Key and signing method. Consult the service documentation for details.");
    }

    /** A signature that was made for something else, or for another time. */
    public static AwsServiceException signatureDoesNotMatch(String message) {
        return error(403, "SignatureDoesNotMatch", message);
    }

    /** A presigned request whose time is over. */
    public static AwsServiceException requestExpired() {
        return error(400, "RequestExpired", "Request has expired.");
    }

    /** @param limit the most bytes that a body may have */
    public static AwsServiceException requestTooLarge(int limit) {
        return error(413, "RequestEntityTooLarge", "The request body is longer than " + limit + " bytes");
    }

    /** More large requests at once than there is memory for; clients try again. */
    public static AwsServiceException tooManyBodies() {
        return error(503, "ServiceUnavailable", "Too many large requests are being sent at once; try again");
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
