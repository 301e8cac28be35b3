/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.batch.Content;
import dev.spillway.camel.batch.OutageException;
import dev.spillway.mapping.Attribute;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.S3Pointer;
import dev.spillway.mapping.SqsMapping;
import dev.spillway.mapping.WireMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** What a message says whose body is in S3. Used by one thread. */
final class Payload implements Content {

    private final PayloadStore store;
    private final S3Pointer pointer;
    private final WireMessage pointing;
    private @Nullable CompletableFuture<String> read;

    /** @param pointing the message with the pointer */
    Payload(PayloadStore store, S3Pointer pointer, WireMessage pointing) {
        this.store = store;
        this.pointer = pointer;
        this.pointing = pointing;
    }

    @Override
    public void fetch() {
        if (read == null) {
            read = store.read(pointer);
        }
    }

    @Override
    public MappedMessage await() throws OutageException {
        CompletableFuture<String> under = read == null ? store.read(pointer) : read;
        read = null;
        String body;
        try {
            body = under.join();
        } catch (CompletionException failure) {
            Throwable cause = SqsFailures.unwrap(failure);
            if (cause instanceof NoSuchKeyException) {
                throw new IllegalArgumentException(
                        "its payload is not in S3: bucket " + pointer.bucket() + ", key " + pointer.key(), cause);
            }
            throw store.outage("GetObject of '" + pointer.key() + "'", cause);
        }
        Map<String, Attribute> attributes = new HashMap<>(pointing.attributes());
        attributes.remove(S3Pointer.SIZE);
        attributes.remove(S3Pointer.LEGACY_SIZE);
        return SqsMapping.decode(new WireMessage(body, attributes));
    }
}
