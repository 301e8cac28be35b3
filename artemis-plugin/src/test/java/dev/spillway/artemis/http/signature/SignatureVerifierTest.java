/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.handler.codec.http.FullHttpRequest;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class SignatureVerifierTest {

    private static final Instant NOW = Instant.parse("2026-01-31T23:55:00Z");
    private static final AccessKey KEY = new AccessKey(SignedRequests.ID, SignedRequests.SECRET, "orders", List.of());
    private static final String QUERY =
            "/000000000000/orders?Action=SendMessage&MessageBody=a%20b%2Fc&Version=2012-11-05";

    private final SignedRequests client = new SignedRequests(at(NOW));
    private final SignatureVerifier verifier = verifierAt(NOW);

    @Test
    void a_request_signed_in_its_header_is_known_by_its_key() {
        assertThat(verifier.verify(client.post("{}"))).isEqualTo(KEY);
    }

    @Test
    void a_presigned_request_is_known_by_its_key() {
        assertThat(verifier.verify(client.presigned(QUERY, Duration.ofMinutes(1))))
                .isEqualTo(KEY);
    }

    @Test
    void whatever_the_SDK_signs_is_accepted() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            String uri = "/" + encoded(random) + "/?Action=x&" + encoded(random) + "=" + encoded(random);

            assertThat(verifier.verify(client.presigned(uri, Duration.ofDays(7))))
                    .as(uri)
                    .isEqualTo(KEY);
        }
    }

    /** Any text of the first planes of Unicode, half of it ASCII. */
    private static String encoded(Random random) {
        StringBuilder text = new StringBuilder("a");
        random.ints(random.nextInt(12), 0, 2)
                .map(plane -> plane == 0 ? random.nextInt(0x80) : random.nextInt(0xD800))
                .forEach(text::appendCodePoint);
        return URLEncoder.encode(text.toString(), UTF_8).replace("+", "%20");
    }

    @Test
    void a_secret_that_is_another_one_does_not_match() {
        assertError(
                        client.post("wrong" + SignedRequests.SECRET, "us-east-1", "sqs", "{}"),
                        "SignatureDoesNotMatch",
                        403)
                .startsWith("The request signature we calculated does not match the signature you provided.");
    }

    @Test
    void a_body_that_was_changed_does_not_match() {
        FullHttpRequest request = client.post("{}");
        request.content().setByte(0, '[');

        assertError(request, "SignatureDoesNotMatch", 403);
    }

    @Test
    void a_body_whose_hash_is_told_and_wrong_is_told_so() {
        FullHttpRequest request = client.post("{}");
        request.headers().set("X-Amz-Content-SHA256", "0".repeat(64));

        assertError(request, "SignatureDoesNotMatch", 403).contains("'x-amz-content-sha256' header does not match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "X-Amz-Target", "X-Amz-Date"})
    void a_header_that_was_changed_does_not_match(String header) {
        FullHttpRequest request = client.post("{}");
        String old = request.headers().get(header);
        request.headers().set(header, header.equals("X-Amz-Date") ? "20260131T235501Z" : old + "1");

        assertError(request, "SignatureDoesNotMatch", 403);
    }

    @ParameterizedTest
    @CsvSource({"000000000000, 000000000001", "MessageBody=a, MessageBody=b", "Expires=60, Expires=61"})
    void a_presigned_address_that_was_changed_does_not_match(String old, String changed) {
        FullHttpRequest request = client.presigned(QUERY, Duration.ofSeconds(60));
        assertThat(request.uri()).contains(old);

        assertError(request.setUri(request.uri().replace(old, changed)), "SignatureDoesNotMatch", 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "x-amz-target"})
    void what_decides_the_meaning_has_to_be_signed(String header) {
        FullHttpRequest request = client.post("{}");
        String authorization = request.headers().get("Authorization");
        request.headers()
                .set("Authorization", authorization.replace(header + ";", "").replace(";" + header, ""));

        assertError(request, "SignatureDoesNotMatch", 403)
                .isEqualTo("'" + header + "' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void an_unknown_access_key_is_refused() {
        FullHttpRequest request = client.post("{}");
        String authorization = request.headers().get("Authorization");
        request.headers().set("Authorization", authorization.replace(SignedRequests.ID, "OTHER"));

        assertError(request, "InvalidClientTokenId", 403)
                .isEqualTo("The security token included in the request is invalid.");
    }

    @Test
    void a_session_token_is_refused() {
        FullHttpRequest request = client.post("{}");
        request.headers().set("X-Amz-Security-Token", "token");

        assertError(request, "InvalidClientTokenId", 403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            eu-west-1 | sqs | Credential should be scoped to a valid region, 'us-east-1'.
            us-east-1 | sns | Credential should be scoped to correct service: 'sqs'.
            """)
    void a_signature_for_another_region_or_service_is_refused(String region, String service, String message) {
        assertError(client.post(SignedRequests.SECRET, region, service, "{}"), "SignatureDoesNotMatch", 403)
                .isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(longs = {-900, 0, 900})
    void clocks_may_differ_by_15_minutes(long seconds) {
        assertThat(verifierAt(NOW.plusSeconds(seconds)).verify(client.post("{}")))
                .isEqualTo(KEY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
             901 | Signature expired: 20260131T235500Z is now earlier than 20260131T235501Z (20260201T001001Z - 15 min.)
            -901 | Signature not yet current: 20260131T235500Z is still later than 20260131T235459Z (20260131T233959Z + 15 min.)
            """)
    void clocks_that_differ_by_more_are_told(long seconds, String message) {
        AwsServiceException error = refusal(verifierAt(NOW.plusSeconds(seconds)), client.post("{}"));

        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
    }

    @Test
    void a_presigned_request_is_good_until_its_time_is_over() {
        FullHttpRequest request = client.presigned(QUERY, Duration.ofHours(2));

        assertThat(verifierAt(NOW.plusSeconds(7_200)).verify(request)).isEqualTo(KEY);
        AwsServiceException error = refusal(verifierAt(NOW.plusSeconds(7_201)), request);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("RequestExpired");
        assertThat(error.statusCode()).isEqualTo(400);
    }

    @Test
    void a_request_without_a_signature_is_refused() {
        FullHttpRequest request = client.post("{}");
        request.headers().remove("Authorization");

        assertError(request, "MissingAuthenticationToken", 403).isEqualTo("Request is missing Authentication Token");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Basic YTpi                                                        | The algorithm of the signature has to be AWS4-HMAC-SHA256.
            AWS4-ECDSA-P256-SHA256 Credential=x                               | The algorithm of the signature has to be AWS4-HMAC-SHA256.
            AWS4-HMAC-SHA256                                                  | The Authorization header has a part that is none of
            AWS4-HMAC-SHA256 Credential=x,SignedHeaders=host,Signature=0      | Credential must have exactly 5 slash-delimited elements
            AWS4-HMAC-SHA256 SignedHeaders=host,Signature=0                   | Authorization header requires 'Credential' parameter.
            AWS4-HMAC-SHA256 Credential=k/d/r/s/aws4_request,Signature=0      | Authorization header requires 'SignedHeaders' parameter.
            AWS4-HMAC-SHA256 Credential=k/d/r/s/aws4_request,SignedHeaders=a  | Authorization header requires 'Signature' parameter.
            AWS4-HMAC-SHA256 Credential=k/d/r/s/aws4_request,SignedHeaders=host;host,Signature=0 | SignedHeaders must be in lower case, sorted, and each
            AWS4-HMAC-SHA256 Credential=k/d/r/s/aws4_request,SignedHeaders=Host;host,Signature=0 | SignedHeaders must be in lower case, sorted, and each
            AWS4-HMAC-SHA256 Credential=k/d/r,SignedHeaders=host,Signature=0  | Credential must have exactly 5 slash-delimited elements
            """)
    void a_signature_that_lacks_something_is_told_what(String authorization, String message) {
        FullHttpRequest request = client.post("{}");
        request.headers().set("Authorization", authorization);

        assertError(request, "IncompleteSignature", 400).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Amz-Credential, AWS query-string parameters must include 'X-Amz-Credential'.",
        "X-Amz-Date, AWS query-string parameters must include 'X-Amz-Date'.",
        "X-Amz-Expires, AWS query-string parameters must include 'X-Amz-Expires'.",
        "X-Amz-SignedHeaders, AWS query-string parameters must include 'X-Amz-SignedHeaders'.",
        "X-Amz-Signature, AWS query-string parameters must include 'X-Amz-Signature'.",
    })
    void a_presigned_request_that_lacks_something_is_told_what(String parameter, String message) {
        FullHttpRequest request = client.presigned(QUERY, Duration.ofSeconds(60));

        assertError(request.setUri(request.uri().replace(parameter, "X")), "IncompleteSignature", 400)
                .isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({"Expires=0", "Expires=604801", "Expires=-1", "Expires=99999999999", "Expires=x"})
    void a_presigned_request_is_good_for_a_week_at_most(String expires) {
        FullHttpRequest request = client.presigned(QUERY, Duration.ofSeconds(60));

        assertError(request.setUri(request.uri().replace("Expires=60", expires)), "IncompleteSignature", 400)
                .contains("from 1 to 604800");
    }

    @Test
    void a_date_that_is_none_is_told() {
        FullHttpRequest request = client.post("{}");
        request.headers().set("X-Amz-Date", "2026-01-31");

        assertError(request, "IncompleteSignature", 400).contains("ISO-8601 'basic format'");
    }

    @Test
    void signed_chunks_are_refused() {
        FullHttpRequest request = client.post("{}");
        request.headers().set("X-Amz-Content-SHA256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");

        assertError(request, "IncompleteSignature", 400).contains("must be UNSIGNED-PAYLOAD or a valid sha256 value");
    }

    private AbstractStringAssert<?> assertError(FullHttpRequest request, String code, int status) {
        AwsServiceException error = refusal(verifier, request);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(error.statusCode()).isEqualTo(status);
        return assertThat(error.awsErrorDetails().errorMessage()).doesNotContain(SignedRequests.SECRET);
    }

    private static AwsServiceException refusal(SignatureVerifier verifier, FullHttpRequest request) {
        return catchThrowableOfType(AwsServiceException.class, () -> verifier.verify(request));
    }

    private static SignatureVerifier verifierAt(Instant now) {
        return new SignatureVerifier(List.of(KEY), "us-east-1", "sqs", at(now));
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
