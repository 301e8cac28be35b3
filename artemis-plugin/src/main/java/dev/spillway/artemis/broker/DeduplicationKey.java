/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spillway.artemis.store.NewMessage.Deduplication;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A deduplication id with its scope, as the first 128 bits of a SHA-256: ids may be long, and there are many. */
record DeduplicationKey(long high, long low) {

    static DeduplicationKey of(Deduplication deduplication) {
        MessageDigest digest = sha256();
        // Neither may hold a zero, so no two pairs give the same bytes.
        digest.update(deduplication.scope().getBytes(UTF_8));
        digest.update((byte) 0);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(deduplication.id().getBytes(UTF_8)));
        return new DeduplicationKey(hash.getLong(), hash.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
