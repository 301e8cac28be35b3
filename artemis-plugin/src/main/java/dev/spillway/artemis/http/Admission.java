/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import dev.spillway.artemis.wire.WireErrors;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.AsciiString;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Which requests are looked at, before anyone asks what they say. */
final class Admission {

    private static final AsciiString FETCH_SITE = AsciiString.cached("Sec-Fetch-Site");

    private static final Pattern LOOPBACK_HOST = Pattern.compile(
            "(?:localhost|[A-Za-z0-9.-]+\\.localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1])(?::[0-9]+)?",
            Pattern.CASE_INSENSITIVE);

    private Admission() {}

    /**
     * @param open whether requests need no signature: then a page in a browser must not be able to make them
     * @throws AwsServiceException if it is not HTTP, or sent by a page in a browser
     */
    static void check(FullHttpRequest request, boolean open) {
        Throwable broken = request.decoderResult().cause();
        if (broken != null && !isRefused(broken)) {
            throw WireErrors.badRequest("The request is not valid HTTP/1.1: " + broken.getMessage());
        }
        if (request.protocolVersion().majorVersion() != 1) {
            throw WireErrors.badRequest("The request is " + request.protocolVersion() + "; it has to be HTTP/1.1");
        }
        if (open && isOfBrowser(request)) {
            throw WireErrors.accessDenied(
                    "Requests of web pages are refused, because requests are not authenticated here");
        }
    }

    /** @throws AwsServiceException if the request came without its body, which was too long or not to be collected; says why */
    static void checkBody(FullHttpRequest request) {
        if (request.decoderResult().cause() instanceof AwsServiceException refusal) {
            throw refusal;
        }
    }

    private static boolean isRefused(Throwable broken) {
        return broken instanceof AwsServiceException;
    }

    private static boolean isOfBrowser(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        if (headers.contains(HttpHeaderNames.ORIGIN)) {
            return true;
        }
        if (Greeting.isFor(request)) {
            return false;
        }
        return headers.contains(FETCH_SITE) || (request.method().equals(HttpMethod.GET) && mayBeOfBrowser(headers));
    }

    /**
     * A page's GET may carry no {@code Origin}, and one of a page that had its own name changed to mean 127.0.0.1 nothing
     * at all that tells it apart, except the languages that its visitor reads, and its host.
     */
    private static boolean mayBeOfBrowser(HttpHeaders headers) {
        String host = headers.get(HttpHeaderNames.HOST);
        return headers.contains(HttpHeaderNames.ACCEPT_LANGUAGE)
                || headers.contains(HttpHeaderNames.REFERER)
                || (host != null && !LOOPBACK_HOST.matcher(host).matches());
    }

    /** Whether the connection can be used after the request: after one that isn't HTTP, nobody knows where the next begins. */
    static boolean keepsAlive(FullHttpRequest request) {
        Throwable broken = request.decoderResult().cause();
        return HttpUtil.isKeepAlive(request)
                && request.protocolVersion().majorVersion() == 1
                && (broken == null || isRefused(broken));
    }
}
