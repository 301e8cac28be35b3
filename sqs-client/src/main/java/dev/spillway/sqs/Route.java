/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Where requests go, and what they are signed for. It is read off a request that the SDK has made, which knows: regions, their
 * endpoints, those of the environment and of profiles, dual stacks, FIPS, and clocks that are wrong.
 *
 * @param request without what differs from request to request
 * @param service what signatures name the service
 * @param region what they name the region
 * @param clock by which requests are signed
 */
record Route(SdkHttpRequest request, String service, String region, Clock clock) {

    static final String TARGET = "X-Amz-Target";

    /** What the SDK sends with every request to SQS, and what doesn't depend on the request. */
    private static final List<String> KEPT = List.of("Host", "User-Agent", "Content-Type", "x-amzn-query-mode");

    private static final Pattern SIGNATURE =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=[^,]+/(?<region>[^/,]+)/(?<service>[^/,]+)/aws4_request,.*");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    /** Less than what SQS puts up with by far, and more than a request waits to be sent. */
    private static final Duration MUCH = Duration.ofMinutes(1);

    /** The way of a request to SQS; {@code null} if it is none that could be made here: it is not signed, for example. */
    static @Nullable Route of(SdkHttpRequest signed, Clock clock) {
        String target = signed.firstMatchingHeader(TARGET).orElse("");
        Matcher signature =
                SIGNATURE.matcher(signed.firstMatchingHeader("Authorization").orElse(""));
        if (!target.startsWith("AmazonSQS.") || !signature.matches()) {
            return null;
        }
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(signed.method())
                .protocol(signed.protocol())
                .host(signed.host())
                .port(signed.port())
                .encodedPath(signed.encodedPath());
        for (String name : KEPT) {
            signed.firstMatchingHeader(name).ifPresent(value -> request.putHeader(name, value));
        }
        return new Route(
                request.build(), signature.group("service"), signature.group("region"), corrected(signed, clock));
    }

    /** The SDK finds out how wrong the clock is, and dates requests accordingly. */
    private static Clock corrected(SdkHttpRequest signed, Clock clock) {
        String date = signed.firstMatchingHeader("X-Amz-Date").orElse("");
        try {
            Duration ahead = Duration.between(
                    clock.instant(), LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC));
            return ahead.abs().compareTo(MUCH) > 0 ? Clock.offset(clock, ahead) : clock;
        } catch (DateTimeException e) {
            // none, or one of another form
            return clock;
        }
    }

    /** An operation's request on this way, without a signature. */
    SdkHttpRequest to(String operation, int contentLength) {
        return request.toBuilder()
                .putHeader(TARGET, "AmazonSQS." + operation)
                .putHeader("Content-Length", Integer.toString(contentLength))
                .build();
    }

    /** What the signer is to know, but for the content. */
    SignRequest.Builder<AwsCredentialsIdentity> signing(SdkHttpRequest request, AwsCredentialsIdentity identity) {
        return SignRequest.builder(identity)
                .request(request)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, clock);
    }
}
