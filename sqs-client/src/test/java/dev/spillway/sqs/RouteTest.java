/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What can be told of the way of a request that the SDK has made. */
class RouteTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=a/b/20260101/eu-west-1/sqs/aws4_request, SignedHeaders=host";

    @Test
    void the_region_and_the_service_are_those_of_the_signature() {
        Route route = Route.of(request("AmazonSQS.GetQueueUrl", SIGNED, "20260101T120000Z"), CLOCK);

        assertThat(route.region()).isEqualTo("eu-west-1");
        assertThat(route.service()).isEqualTo("sqs");
        assertThat(route.to("ReceiveMessage", 7).firstMatchingHeader("X-Amz-Target"))
                .hasValue("AmazonSQS.ReceiveMessage");
    }

    /** The SDK corrects a clock that is wrong; what it merely took to send the request is no correction. */
    @ParameterizedTest
    @CsvSource({
        "20260101T124500Z, 2026-01-01T12:45:00Z",
        "20260101T110000Z, 2026-01-01T11:00:00Z",
        "20260101T115930Z, 2026-01-01T12:00:00Z",
        "yesterday,        2026-01-01T12:00:00Z"
    })
    void a_clock_that_the_sdk_corrects_is_corrected_here_too(String date, Instant expected) {
        Route route = Route.of(request("AmazonSQS.GetQueueUrl", SIGNED, date), CLOCK);

        assertThat(route.clock().instant()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer token", "AWS4-ECDSA-P256-SHA256 Credential=a/20260101/sqs/aws4_request, x"})
    void a_request_that_is_signed_otherwise_shows_no_way(String authorization) {
        assertThat(Route.of(request("AmazonSQS.GetQueueUrl", authorization, "20260101T120000Z"), CLOCK))
                .isNull();
    }

    @Test
    void a_request_to_another_service_shows_no_way() {
        assertThat(Route.of(request("AmazonSNS.Publish", SIGNED, "20260101T120000Z"), CLOCK))
                .isNull();
    }

    private static SdkHttpRequest request(String target, String authorization, String date) {
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .protocol("https")
                .host("sqs.eu-west-1.amazonaws.com")
                .encodedPath("/")
                .putHeader("X-Amz-Target", target)
                .putHeader("Authorization", authorization)
                .putHeader("X-Amz-Date", date)
                .build();
    }
}
