/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import dev.spillway.artemis.wire.WireErrors;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.AsciiString;

/** Which requests are looked at, before anyone asks what they say. */
final class Admission {

    private static final AsciiString FETCH_SITE = AsciiString.cached("Sec-Fetch-Site");

    private Admission() {}

    /**
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if it is not HTTP, too long, or sent by a page
     *     in a browser
     */
    static void check(FullHttpRequest request) {
        Throwable broken = request.decoderResult().cause();
        if (broken instanceof BodyAggregator.TooLarge tooLarge) {
            throw WireErrors.requestTooLarge(tooLarge.limit);
        }
        if (broken != null) {
            throw WireErrors.badRequest("The request is not valid HTTP/1.1: " + broken.getMessage());
        }
        boolean ofPage = request.headers().contains(HttpHeaderNames.ORIGIN);
        if (ofPage || (request.headers().contains(FETCH_SITE) && !Greeting.isFor(request))) {
            throw WireErrors.accessDenied(
                    "Requests of web pages are refused, because requests are not authenticated yet");
        }
    }

    /** Whether the connection can be used after the request: after one that isn't HTTP, nobody knows where the next begins. */
    static boolean keepsAlive(FullHttpRequest request) {
        Throwable broken = request.decoderResult().cause();
        return HttpUtil.isKeepAlive(request) && (broken == null || broken instanceof BodyAggregator.TooLarge);
    }
}
