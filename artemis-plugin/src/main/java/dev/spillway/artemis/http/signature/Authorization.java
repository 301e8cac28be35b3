/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import dev.spillway.artemis.wire.WireErrors;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its signature, in the header {@code Authorization} or, presigned, in its query string.
 *
 * @param signedHeaders their names in lower case, in the order in which they were signed
 * @param signature 64 hexadecimal digits, if it is one
 * @param date when it was signed, as the request has it; {@code null} if it doesn't say
 * @param expires for how many seconds a presigned request is good; {@code null} in a header
 */
record Authorization(
        CredentialScope scope,
        List<String> signedHeaders,
        String signature,
        @Nullable String date,
        @Nullable String expires) {

    static final String SIGNATURE = "X-Amz-Signature";

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String DATE = "X-Amz-Date";
    private static final String TOKEN = "X-Amz-Security-Token";

    /** @throws software.amazon.awssdk.awscore.exception.AwsServiceException if the request isn't signed, or not completely */
    static Authorization of(HttpRequest request, QueryString query) {
        String header = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        if (header != null) {
            return ofHeader(header, request.headers());
        }
        String algorithm = query.get("X-Amz-Algorithm");
        if (algorithm == null) {
            throw WireErrors.missingAuthenticationToken();
        }
        checkAlgorithm(algorithm);
        refuseSession(query.get(TOKEN));
        return new Authorization(
                CredentialScope.parse(required(query, "X-Amz-Credential")),
                names(required(query, "X-Amz-SignedHeaders")),
                required(query, SIGNATURE),
                required(query, DATE),
                required(query, "X-Amz-Expires"));
    }

    private static Authorization ofHeader(String header, HttpHeaders headers) {
        int end = header.indexOf(' ');
        checkAlgorithm(end < 0 ? header : header.substring(0, end));
        refuseSession(headers.get(TOKEN));
        String credential = null;
        String signedHeaders = null;
        String signature = null;
        for (String part : header.substring(end + 1).split(",", -1)) {
            int equals = part.indexOf('=');
            String value = part.substring(equals + 1).strip();
            switch (equals < 0 ? "" : part.substring(0, equals).strip()) {
                case "Credential" -> credential = value;
                case "SignedHeaders" -> signedHeaders = value;
                case "Signature" -> signature = value;
                default ->
                    throw WireErrors.incompleteSignature(
                            "The Authorization header has a part that is none of Credential, SignedHeaders and Signature.");
            }
        }
        String date = headers.get(DATE);
        return new Authorization(
                CredentialScope.parse(required(credential, "Credential")),
                names(required(signedHeaders, "SignedHeaders")),
                required(signature, "Signature"),
                date == null ? headers.get(HttpHeaderNames.DATE) : date,
                null);
    }

    private static void checkAlgorithm(String algorithm) {
        if (!algorithm.equals(ALGORITHM)) {
            throw WireErrors.incompleteSignature("The algorithm of the signature has to be " + ALGORITHM + ".");
        }
    }

    /** The keys of a credentials file are permanent: a request with a session's token is signed by another key than it says. */
    private static void refuseSession(@Nullable String token) {
        if (token != null) {
            throw WireErrors.invalidClientTokenId();
        }
    }

    /** Each once: a header that is named a thousand times would stand a thousand times in the canonical request. */
    private static List<String> names(String signedHeaders) {
        List<String> names = List.of(signedHeaders.split(";"));
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean sorted = i == 0 || names.get(i - 1).compareTo(name) < 0;
            if (!sorted || !name.equals(name.toLowerCase(Locale.ROOT))) {
                throw WireErrors.incompleteSignature(
                        "SignedHeaders must be in lower case, sorted, and each there once.");
            }
        }
        return names;
    }

    private static String required(@Nullable String part, String name) {
        if (part == null || part.isEmpty()) {
            throw WireErrors.incompleteSignature("Authorization header requires '" + name + "' parameter.");
        }
        return part;
    }

    private static String required(QueryString query, String name) {
        String value = query.get(name);
        if (value == null || value.isEmpty()) {
            throw WireErrors.incompleteSignature("AWS query-string parameters must include '" + name + "'.");
        }
        return value;
    }
}
