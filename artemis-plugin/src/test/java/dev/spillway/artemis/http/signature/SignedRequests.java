/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests as the AWS SDK signs them. */
final class SignedRequests {

    static final String ID = "ORDERS-2026";
    static final String SECRET = "0123456789abcdef0123456789abcdef";
    static final String HOST = "127.0.0.1:4566";

    private final Clock clock;

    SignedRequests(Clock clock) {
        this.clock = clock;
    }

    FullHttpRequest post(String body) {
        return post(SECRET, "us-east-1", "sqs", body);
    }

    FullHttpRequest post(String secret, String region, String service, String body) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://" + HOST + "/"))
                .putHeader("X-Amz-Target", "AmazonSQS.SendMessage")
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .build();
        return sign(request, secret, region, service, body, null);
    }

    /** @param uri path and query string, encoded */
    FullHttpRequest presigned(String uri, Duration expires) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("http://" + HOST + uri))
                .build();
        return sign(request, SECRET, "us-east-1", "sqs", "", expires);
    }

    private FullHttpRequest sign(
            SdkHttpRequest request, String secret, String region, String service, String body, Duration expires) {
        byte[] payload = body.getBytes(UTF_8);
        AwsCredentialsIdentity identity = AwsCredentialsIdentity.create(ID, secret);
        SignRequest.Builder<AwsCredentialsIdentity> sign = SignRequest.builder(identity)
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(payload))
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, clock);
        if (expires != null) {
            sign.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, expires);
        }
        SdkHttpRequest signed = AwsV4HttpSigner.create().sign(sign.build()).request();
        String query = signed.encodedQueryParameters().map(text -> "?" + text).orElse("");
        FullHttpRequest received = request(signed.method().name(), signed.encodedPath() + query, payload);
        signed.forEachHeader(received.headers()::set);
        return received;
    }

    static FullHttpRequest request(String method, String uri, byte[] body) {
        return new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), uri, Unpooled.wrappedBuffer(body));
    }
}
