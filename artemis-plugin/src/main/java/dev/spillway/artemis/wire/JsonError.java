/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * An error in AWS JSON: {@code {"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"..."}}.
 *
 * <p>SDKs choose the class of an error by {@code __type} and its code by the header {@code x-amzn-query-error}. Where a
 * class is modeled for the error, {@code __type} names its shape; otherwise it is the code, in the namespace of AWS's
 * service framework.
 */
final class JsonError {

    private static final String FRAMEWORK = "com.amazon.coral.service";

    /** An error may cite what it refuses, such as half a surrogate pair: escaped, that can be written as well. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private JsonError() {}

    static WireError write(AwsServiceException error, OutputStream out) throws IOException {
        AwsErrorDetails details = error.awsErrorDetails();
        int status = error.statusCode() == 0 ? 400 : error.statusCode();
        String shape = shape(error);
        String message = details == null ? error.getMessage() : details.errorMessage();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("__type", shape);
            if (message != null) {
                json.writeStringField("message", message);
            }
            json.writeEndObject();
        }
        String code = code(error, shape);
        return new WireError(status, code + (status < 500 ? ";Sender" : ";Receiver"));
    }

    private static String shape(AwsServiceException error) {
        return error instanceof SqsException sqs && error.getClass() != SqsException.class
                ? SqsOperations.SHAPES + "#" + SqsOperations.errorShape(sqs.getClass())
                : FRAMEWORK + "#" + code(error, "InternalFailure");
    }

    private static String code(AwsServiceException error, String shape) {
        AwsErrorDetails details = error.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? shape.substring(shape.indexOf('#') + 1)
                : details.errorCode();
    }
}
