/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.net.URI;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What of a request goes before its content. Nothing of it is changed: it may be signed. */
final class RequestHead {

    private RequestHead() {}

    /**
     * With every header that the request has, and {@code Host} and {@code Content-Length} where it has them not.
     *
     * @param length of the content, in bytes
     * @throws IllegalArgumentException if the request says another length
     */
    static HttpRequest of(SdkHttpRequest request, Destination destination, int length) {
        BasicHttpRequest head = new BasicHttpRequest(request.method().name(), path(request));
        fill(head, request, destination, length);
        return head;
    }

    /** As {@link #of}, with the content. */
    static ClassicHttpRequest withContent(SdkHttpRequest request, Destination destination, ByteBuffer content) {
        BasicClassicHttpRequest whole =
                new BasicClassicHttpRequest(request.method().name(), path(request));
        fill(whole, request, destination, content.remaining());
        if (content.hasRemaining()) {
            whole.setEntity(new ByteArrayEntity(
                    content.array(), content.arrayOffset() + content.position(), content.remaining(), null));
        }
        return whole;
    }

    private static void fill(BasicHttpRequest head, SdkHttpRequest request, Destination destination, int length) {
        request.forEachHeader((name, values) -> values.forEach(value -> head.addHeader(name, value)));
        if (!head.containsHeader(HttpHeaders.HOST)) {
            head.addHeader(HttpHeaders.HOST, host(request));
        }
        contentLength(request, head, length);
        if (destination.asksProxy()) {
            URI uri = request.getUri();
            head.setScheme(uri.getScheme());
            head.setAuthority(new URIAuthority(uri.getHost(), uri.getPort()));
            head.setAbsoluteRequestUri(true);
            Proxies.Proxy proxy = destination.proxy();
            if (proxy != null && proxy.authorization() != null) {
                head.addHeader(HttpHeaders.PROXY_AUTHORIZATION, proxy.authorization());
            }
        }
    }

    private static String path(SdkHttpRequest request) {
        String path = request.encodedPath().isEmpty() ? "/" : request.encodedPath();
        return request.encodedQueryParameters()
                .map(query -> query.isEmpty() ? path : path + "?" + query)
                .orElse(path);
    }

    private static void contentLength(SdkHttpRequest request, HttpRequest head, int length) {
        String said = request.firstMatchingHeader(HttpHeaders.CONTENT_LENGTH)
                .map(String::strip)
                .orElse(null);
        if (said == null) {
            if (length > 0 || mayHaveContent(request.method())) {
                head.addHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
            }
        } else if (!said.equals(Integer.toString(length)) && request.method() != SdkHttpMethod.HEAD) {
            throw new IllegalArgumentException(
                    "the request's Content-Length is " + said + ", but its content has " + length + " bytes");
        }
    }

    private static boolean mayHaveContent(SdkHttpMethod method) {
        return method == SdkHttpMethod.POST || method == SdkHttpMethod.PUT || method == SdkHttpMethod.PATCH;
    }

    private static String host(SdkHttpRequest request) {
        URI uri = request.getUri();
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }
}
