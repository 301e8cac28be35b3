/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.aws.Permissions;
import dev.spillway.artemis.http.signature.AccessKey;
import dev.spillway.artemis.wire.Clients;
import dev.spillway.artemis.wire.WireErrors;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * Who calls on one connection. As a rule that is the same caller from first to last, so the last one's clients are kept:
 * a request then costs two comparisons.
 */
final class Callers {

    /** A host name, an IPv4 address or an IPv6 address in brackets, and a port; underscores as in container names. */
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    private static final Pattern ACCESS_KEY = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final String HEADER_CREDENTIAL = "Credential=";
    private static final String QUERY_CREDENTIAL = "X-Amz-Credential=";

    private final Function<Caller, SqsAsyncClient> sqs;
    private final URI local;
    private final EndpointConfig config;

    private String lastHost;
    private String lastPrincipal;
    private Permissions lastPermissions = Permissions.ALL;
    private @Nullable Clients last;

    /**
     * @param local where requests without a {@code Host} reach the endpoint
     */
    Callers(Function<Caller, SqsAsyncClient> sqs, URI local, EndpointConfig config) {
        this.sqs = sqs;
        this.local = local;
        this.config = config;
        this.lastHost = "";
        this.lastPrincipal = "";
    }

    /**
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if the {@code Host} is missing or malformed, or the
     *     request isn't signed as it has to be
     */
    Clients of(FullHttpRequest request) {
        String host = host(request);
        SignedAccess signed = config.signedAccess();
        AccessKey key = signed == null ? null : signed.signatures().verify(request);
        String principal = key == null ? claimed(request) : key.user();
        Permissions permissions = signed == null || key == null
                ? Permissions.ALL
                : signed.permissions().apply(key);
        Clients known = last;
        if (known != null
                && host.equals(lastHost)
                && principal.equals(lastPrincipal)
                && permissions == lastPermissions) {
            return known;
        }
        Clients clients = new Clients(sqs.apply(new Caller(endpoint(host), principal, permissions)));
        lastHost = host;
        lastPrincipal = principal;
        lastPermissions = permissions;
        last = clients;
        return clients;
    }

    private URI endpoint(String host) {
        if (config.publicUrl() != null) {
            return config.publicUrl();
        }
        return host.isEmpty() ? local : URI.create("http://" + host);
    }

    /** Who the request says that it comes from, where nobody verifies it. */
    private String claimed(HttpRequest request) {
        String text = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        String marker = HEADER_CREDENTIAL;
        if (text == null) {
            text = request.uri();
            marker = QUERY_CREDENTIAL;
        }
        int start = text.indexOf(marker) + marker.length();
        if (start < marker.length()) {
            return config.account();
        }
        return isLast(text, start) ? lastPrincipal : accessKey(text, start);
    }

    /** As it came, valid; empty if an HTTP/1.0 client sent none. */
    private static String host(HttpRequest request) {
        HttpHeaders headers = request.headers();
        String host = headers.get(HttpHeaderNames.HOST);
        if (host == null && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return "";
        }
        if (host == null) {
            throw WireErrors.badRequest("The header Host is missing");
        }
        if (headers.getAll(HttpHeaderNames.HOST).size() > 1) {
            throw WireErrors.badRequest("The header Host is there twice");
        }
        if (!HOST.matcher(host).matches()) {
            throw WireErrors.badRequest("The header Host is not a host with an optional port, such as 127.0.0.1:4566");
        }
        return host;
    }

    private boolean isLast(String text, int start) {
        int end = start + lastPrincipal.length();
        return last != null
                && text.startsWith(lastPrincipal, start)
                && end < text.length()
                && isScopeSeparator(text, end);
    }

    /** The credential scope is {@code key/date/region/service/aws4_request}, its slashes encoded in a query string. */
    private static boolean isScopeSeparator(String text, int at) {
        return text.charAt(at) == '/' || text.startsWith("%2F", at) || text.startsWith("%2f", at);
    }

    private static String accessKey(String text, int start) {
        int end = start;
        while (end < text.length() && !isScopeSeparator(text, end)) {
            end++;
        }
        String key = text.substring(start, end);
        if (end == text.length() || !ACCESS_KEY.matcher(key).matches()) {
            throw WireErrors.badRequest(
                    "The credential has to be like ACCESSKEYID/20260101/us-east-1/sqs/aws4_request");
        }
        return key;
    }
}
