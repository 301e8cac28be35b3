/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.spillway.artemis.wire.WireErrors;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which access key a request was signed by. To be asked before the request is read any further: it refuses what isn't
 * signed, was signed for another service, region or time, or was changed since. Threads share it.
 */
public final class SignatureVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(SignatureVerifier.class);
    private static final HexFormat HEX = HexFormat.of();

    private static final String HOST = "host";

    /** Decides what a request means. */
    private static final String TARGET = "x-amz-target";

    private final String region;
    private final String service;
    private final Clock clock;
    private final Map<String, Signer> signers;

    /**
     * @param region the one that signatures have to be made for, for example {@code us-east-1}
     * @param service likewise, for example {@code sqs}
     */
    public SignatureVerifier(Collection<AccessKey> keys, String region, String service, Clock clock) {
        this.region = region;
        this.service = service;
        this.clock = clock;
        this.signers = keys.stream()
                .map(key -> new Signer(key, new SigningKeys(key.secret(), region, service)))
                .collect(Collectors.toUnmodifiableMap(signer -> signer.key.id(), Function.identity()));
    }

    /** @throws software.amazon.awssdk.awscore.exception.AwsServiceException as AWS answers; the message says what is wrong */
    public AccessKey verify(FullHttpRequest request) {
        QueryString query = QueryString.of(request.uri());
        Authorization authorization = Authorization.of(request, query);
        CredentialScope scope = authorization.scope();
        Signer signer = signer(request, authorization);
        String time = SigningTime.check(authorization, clock.instant());
        String canonical = CanonicalRequest.of(request, query, authorization.signedHeaders(), Payload.hash(request));
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope.withoutKey() + "\n"
                + Payload.sha256(canonical.getBytes(ISO_8859_1));
        byte[] signature = signer.keys.sign(scope.date(), toSign.getBytes(US_ASCII));
        if (!MessageDigest.isEqual(
                HEX.formatHex(signature).getBytes(US_ASCII),
                authorization.signature().getBytes(US_ASCII))) {
            LOG.debug("A request of {} is signed otherwise than its canonical form, {}", signer.key.id(), canonical);
            throw WireErrors.signatureDoesNotMatch();
        }
        return signer.key;
    }

    /**
     * Refuses a request whose body may not be there yet and that can't be verified whatever it is: it isn't signed, or by a
     * key that isn't known, or for another service, region or time.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException as {@link #verify}
     */
    public void checkHead(HttpRequest request) {
        Authorization authorization = Authorization.of(request, QueryString.of(request.uri()));
        signer(request, authorization);
        SigningTime.check(authorization, clock.instant());
    }

    private Signer signer(HttpRequest request, Authorization authorization) {
        CredentialScope scope = authorization.scope();
        Signer signer = signers.get(scope.accessKey());
        if (signer == null) {
            throw WireErrors.invalidClientTokenId();
        }
        scope.check(region, service);
        requireSigned(HOST, authorization);
        if (request.headers().contains(TARGET)) {
            requireSigned(TARGET, authorization);
        }
        return signer;
    }

    private static void requireSigned(String header, Authorization authorization) {
        if (!authorization.signedHeaders().contains(header)) {
            throw WireErrors.signatureDoesNotMatch(
                    "'" + header + "' must be a 'SignedHeader' in the AWS Authorization.");
        }
    }

    private record Signer(AccessKey key, SigningKeys keys) {

        @Override
        public String toString() {
            return key.toString();
        }
    }
}
