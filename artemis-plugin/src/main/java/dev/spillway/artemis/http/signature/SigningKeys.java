/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keys that are derived from one secret, one a day, for one region and service. */
final class SigningKeys {

    private static final String HMAC = "HmacSHA256";

    /** A presigned request is good for a week; what is older is not asked for again. */
    private static final int DAYS_KEPT = 10;

    private final byte[] secret;
    private final String region;
    private final String service;
    private final ConcurrentMap<String, SecretKeySpec> byDate = new ConcurrentHashMap<>();

    SigningKeys(String secret, String region, String service) {
        this.secret = ("AWS4" + secret).getBytes(UTF_8);
        this.region = region;
        this.service = service;
    }

    /**
     * @param date as in the credential scope, for example {@code 20260131}
     * @return the signature's bytes
     */
    byte[] sign(String date, byte[] text) {
        SecretKeySpec key = byDate.get(date);
        if (key == null) {
            key = derive(date);
            if (byDate.size() >= DAYS_KEPT) {
                byDate.clear();
            }
            byDate.put(date, key);
        }
        return hmac(key, text);
    }

    private SecretKeySpec derive(String date) {
        byte[] derived = hmac(new SecretKeySpec(secret, HMAC), date.getBytes(UTF_8));
        for (String part : new String[] {region, service, CredentialScope.TERMINATOR}) {
            derived = hmac(new SecretKeySpec(derived, HMAC), part.getBytes(UTF_8));
        }
        return new SecretKeySpec(derived, HMAC);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
