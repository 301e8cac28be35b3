/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.FullHttpRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signatures that AWS publishes in its test suite of Signature Version 4. */
class SignatureVectorsTest {

    private static final AccessKey KEY =
            new AccessKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "example", List.of());
    private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");

    private final SignatureVerifier verifier =
            new SignatureVerifier(List.of(KEY), "us-east-1", "service", Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            get-vanilla,                  GET,  /,                            , , 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            get-vanilla-query,            GET,  /?Param1=value1,              , , a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb
            get-vanilla-query-order,      GET,  /?Param2=value2&Param1=value1, , , b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
            post-vanilla,                 POST, /,                            , , 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
            post-vanilla-query,           POST, /?Param1=value1,              , , 28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11
            post-x-www-form-urlencoded,   POST, /, Content-Type:application/x-www-form-urlencoded, Param1=value1, ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a
            post-header-key-sort,         POST, /, My-Header1:value1,           , c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c
            get-header-value-trim,        GET,  /, `My-Header1:value1|My-Header2:"a   b   c"`, , acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736
            get-header-key-duplicate,     GET,  /, My-Header1:value2|My-Header1:value2|My-Header1:value1, , c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea
            get-header-value-order,       GET,  /, My-Header1:value4|My-Header1:value1|My-Header1:value3|My-Header1:value2, , 08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01
            get-relative,                 GET,  /example/..,                  , , 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            get-relative-relative,        GET,  /example1/example2/../..,     , , 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            get-slash,                    GET,  //,                           , , 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            get-slash-dot-slash,          GET,  /./,                          , , 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            get-slash-pointless-dot,      GET,  /./example,                   , , ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5
            get-slashes,                  GET,  //example//,                  , , 9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84
            """)
    void a_published_signature_is_accepted(
            String name, String method, String uri, String headers, String body, String signature) {
        FullHttpRequest request =
                SignedRequests.request(method, uri, body == null ? new byte[0] : body.getBytes(UTF_8));
        request.headers().set("Host", "example.amazonaws.com").set("X-Amz-Date", "20150830T123600Z");
        TreeSet<String> signed = new TreeSet<>(List.of("host", "x-amz-date"));
        Arrays.stream(headers == null ? new String[0] : headers.split("\\|")).forEach(header -> {
            String[] parts = header.split(":", 2);
            signed.add(parts[0].toLowerCase(Locale.ROOT));
            request.headers().add(parts[0], parts[1]);
        });
        request.headers()
                .set(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders="
                                + String.join(";", signed) + ", Signature=" + signature);

        assertThat(verifier.verify(request)).isEqualTo(KEY);
    }
}
