/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * What every protocol tells of an error.
 *
 * @param status the HTTP status
 * @param code the code of the Query protocol; where the error has none, the shape's name
 * @param message what went wrong
 */
record ErrorCode(int status, String code, @Nullable String message) {

    static ErrorCode of(AwsServiceException error) {
        AwsErrorDetails details = error.awsErrorDetails();
        int status = error.statusCode() == 0 ? 400 : error.statusCode();
        String message = details == null ? error.getMessage() : details.errorMessage();
        String code = details == null ? null : details.errorCode();
        return new ErrorCode(status, code == null ? shape(error) : code, message);
    }

    /** Whether AWS has a class of its own for the error. */
    static boolean isModeled(AwsServiceException error) {
        return error instanceof SqsException && error.getClass() != SqsException.class;
    }

    /** Whose fault it is. */
    String fault() {
        return status < 500 ? "Sender" : "Receiver";
    }

    private static String shape(AwsServiceException error) {
        return isModeled(error) ? SqsOperations.errorShape(((SqsException) error).getClass()) : "InternalFailure";
    }
}
