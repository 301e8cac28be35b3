/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;

/**
 * A request in the form that its signature is made of.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request">Create
 *     a canonical request</a>
 */
final class CanonicalRequest {

    private static final int USUAL_SIZE = 512;

    private CanonicalRequest() {}

    /** A char is a byte of the request, as Netty reads the head of a message. */
    static String of(HttpRequest request, QueryString query, List<String> signedHeaders, String payloadHash) {
        StringBuilder out = new StringBuilder(USUAL_SIZE);
        out.append(request.method().name()).append('\n');
        CanonicalPath.of(request.uri(), out);
        out.append('\n');
        query.canonical(Authorization.SIGNATURE, out);
        out.append('\n');
        for (String name : signedHeaders) {
            out.append(name).append(':');
            values(request.headers(), name, out);
            out.append('\n');
        }
        out.append('\n');
        return out.append(String.join(";", signedHeaders))
                .append('\n')
                .append(payloadHash)
                .toString();
    }

    private static void values(HttpHeaders headers, String name, StringBuilder out) {
        String separator = "";
        for (String value : headers.getAll(name)) {
            out.append(separator);
            appendTrimmed(value, out);
            separator = ",";
        }
    }

    /** Without blanks at its ends, and with one where there are more. */
    private static void appendTrimmed(String value, StringBuilder out) {
        boolean blank = false;
        int start = out.length();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t') {
                blank = true;
                continue;
            }
            if (blank && out.length() > start) {
                out.append(' ');
            }
            blank = false;
            out.append(c);
        }
    }
}
