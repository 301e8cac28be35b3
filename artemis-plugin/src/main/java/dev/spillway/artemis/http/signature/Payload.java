/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.spillway.artemis.wire.WireErrors;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.FullHttpRequest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The body's part in a signature. */
final class Payload {

    private static final String HEADER = "X-Amz-Content-SHA256";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final HexFormat HEX = HexFormat.of();

    private Payload() {}

    /** The last line of the canonical request: the body's hash, or that it wasn't signed. */
    static String hash(FullHttpRequest request) {
        String told = request.headers().get(HEADER);
        if (UNSIGNED.equals(told)) {
            return UNSIGNED;
        }
        if (told != null && !told.matches("[0-9a-f]{64}")) {
            throw WireErrors.incompleteSignature("x-amz-content-sha256 must be " + UNSIGNED
                    + " or a valid sha256 value: chunks aren't signed for SQS.");
        }
        String actual = sha256(request.content());
        if (told != null && !MessageDigest.isEqual(told.getBytes(US_ASCII), actual.getBytes(US_ASCII))) {
            throw WireErrors.signatureDoesNotMatch(
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        return actual;
    }

    static String sha256(byte[] bytes) {
        return HEX.formatHex(digest().digest(bytes));
    }

    private static String sha256(ByteBuf body) {
        MessageDigest digest = digest();
        for (ByteBuffer part : body.nioBuffers()) {
            digest.update(part);
        }
        return HEX.formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
