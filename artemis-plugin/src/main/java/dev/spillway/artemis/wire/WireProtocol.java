/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/** How a service's requests, answers and errors stand on the wire. Stateless. */
public interface WireProtocol {

    /** The protocol that errors are told in when the request's own can't be made out. */
    WireProtocol FALLBACK = JsonProtocol.JSON_1_0;

    /**
     * The protocol that the request speaks.
     *
     * @throws AwsServiceException if it is none that is served here; {@link #FALLBACK} tells it
     */
    static WireProtocol of(WireRequest request) {
        String contentType = request.contentType() == null
                ? ""
                : request.contentType().trim().toLowerCase(Locale.ROOT);
        if (request.target() == null) {
            if (isQuery(request, contentType)) {
                return QueryProtocol.SQS;
            }
            throw WireErrors.missingTarget();
        }
        if (!request.method().equals("POST")) {
            throw WireErrors.methodNotAllowed(request.method(), "POST");
        }
        if (contentType.startsWith("application/x-amz-json-1.0")) {
            return JsonProtocol.JSON_1_0;
        }
        throw WireErrors.unsupportedContentType(request.contentType());
    }

    private static boolean isQuery(WireRequest request, String contentType) {
        return request.method().equals("GET")
                || contentType.startsWith("application/x-www-form-urlencoded")
                || (contentType.isEmpty()
                        && (request.uri().contains("?Action=") || request.uri().contains("&Action=")));
    }

    /** The {@code Content-Type} of answers and errors. */
    String contentType();

    /**
     * Reads the operation and its input.
     *
     * @throws AwsServiceException if there is no such operation, or its input is malformed; the message names the field
     */
    Call read(WireRequest request);

    /** Writes the body of an answer. */
    void write(SdkPojo answer, String requestId, OutputStream out) throws IOException;

    /**
     * Writes the body of an error.
     *
     * @return the status and headers that go with it
     */
    WireError writeError(AwsServiceException error, String requestId, OutputStream out) throws IOException;
}
