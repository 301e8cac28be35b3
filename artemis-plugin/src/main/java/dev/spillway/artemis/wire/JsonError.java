/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * An error in AWS JSON: {@code {"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"..."}}.
 *
 * <p>SDKs choose the class of an error by {@code __type} and its code by the header {@code x-amzn-query-error}. Where a
 * class is modeled for the error, {@code __type} names its shape; otherwise it is the code, in the namespace of AWS's
 * service framework, which has names of its own for some.
 */
final class JsonError {

    private static final String FRAMEWORK = "com.amazon.coral.service";

    /** An error may cite what it refuses, such as half a surrogate pair: escaped, that can be written as well. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private static final Map<String, String> FRAMEWORK_NAMES = Map.of(
            "AccessDenied", "AccessDeniedException",
            "IncompleteSignature", "IncompleteSignatureException",
            "InvalidClientTokenId", "UnrecognizedClientException",
            "InvalidParameterValue", "InvalidParameterValueException",
            "MissingAuthenticationToken", "MissingAuthenticationTokenException",
            "MissingParameter", "MissingRequiredParameterException",
            "SignatureDoesNotMatch", "InvalidSignatureException");

    private JsonError() {}

    static WireError write(AwsServiceException error, OutputStream out) throws IOException {
        ErrorCode told = ErrorCode.of(error);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("__type", type(error, told));
            if (told.message() != null) {
                json.writeStringField("message", told.message());
            }
            json.writeEndObject();
        }
        return new WireError(told.status(), told.code() + ";" + told.fault());
    }

    private static String type(AwsServiceException error, ErrorCode told) {
        return ErrorCode.isModeled(error)
                ? SqsOperations.SHAPES + "#" + SqsOperations.errorShape(((SqsException) error).getClass())
                : FRAMEWORK + "#" + FRAMEWORK_NAMES.getOrDefault(told.code(), told.code());
    }
}
