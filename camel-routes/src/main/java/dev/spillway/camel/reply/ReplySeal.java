/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.reply;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reply addresses as a text that others carry and can't make: with HMAC-SHA256, cut to 128 bits, of a secret. Who may send
 * to the queue of replies could else have the bridge send to any queue of the broker. The text is of letters, digits,
 * {@code -}, {@code _} and {@code .}; it is not encrypted. Safe for use by any number of threads.
 */
public final class ReplySeal {

    /** The fewest characters of a secret. */
    static final int MIN_SECRET = 16;

    private static final String PREFIX = "spillway-reply.";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;

    private final SecretKeySpec key;
    private final byte[] replyQueue;

    /**
     * @param secret the same in every bridge that takes replies from the queue, and after a restart
     * @param replyQueue the queue that the replies are taken from: an address counts there only
     * @throws IllegalArgumentException if the secret is shorter than 16 characters
     */
    public ReplySeal(String secret, String replyQueue) {
        if (secret.length() < MIN_SECRET) {
            throw new IllegalArgumentException(
                    "replySecret has " + secret.length() + " characters; it has " + MIN_SECRET + " at least");
        }
        this.key = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
        this.replyQueue = (replyQueue + "\n").getBytes(UTF_8);
    }

    String seal(ReplyAddress address) {
        byte[] encoded = address.encode();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return PREFIX + base64.encodeToString(encoded) + "." + base64.encodeToString(mac(encoded));
    }

    /** @throws IllegalArgumentException if the text was not sealed by this secret for this queue of replies */
    ReplyAddress open(String text) {
        String[] parts =
                text.startsWith(PREFIX) ? text.substring(PREFIX.length()).split("\\.", -1) : new String[0];
        if (parts.length != 2) {
            throw new IllegalArgumentException("it is not the one that the request had here");
        }
        byte[] encoded = Base64.getUrlDecoder().decode(parts[0]);
        if (!MessageDigest.isEqual(mac(encoded), Base64.getUrlDecoder().decode(parts[1]))) {
            throw new IllegalArgumentException("it was not made with this replySecret for this queue");
        }
        return ReplyAddress.decode(encoded);
    }

    private byte[] mac(byte[] encoded) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(replyQueue);
            return Arrays.copyOf(mac.doFinal(encoded), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
