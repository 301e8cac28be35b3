/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.batch.OutageException;
import dev.spillway.mapping.Attribute;
import dev.spillway.mapping.S3Pointer;
import dev.spillway.mapping.WireMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sqs.model.Message;

/** The payloads in S3 to which the messages of one receive point. Used by one thread. */
final class Payloads {

    private static final Logger LOG = LoggerFactory.getLogger(Payloads.class);

    private final @Nullable PayloadStore store;
    private final Map<Integer, S3Pointer> pointers = new HashMap<>();
    private final Map<Integer, String> fetched = new HashMap<>();
    private final Map<Integer, String> missing = new HashMap<>();

    /** @param store {@code null} for none: a pointer is a text like others then, as is one to another bucket */
    Payloads(@Nullable PayloadStore store, List<Message> messages) {
        this.store = store;
        for (int i = 0; store != null && i < messages.size(); i++) {
            Message message = messages.get(i);
            S3Pointer pointer =
                    S3Pointer.isMarked(message.messageAttributes()) ? S3Pointer.parse(message.body()) : null;
            if (pointer != null && pointer.isIn(store.bucket())) {
                pointers.put(i, pointer);
            }
        }
    }

    boolean isEmpty() {
        return pointers.isEmpty();
    }

    /**
     * Gets those that aren't here yet, together.
     *
     * @throws OutageException if S3 does not give one that may be there; what it gave is kept
     */
    void fetch() throws OutageException {
        PayloadStore from = Objects.requireNonNull(store);
        Map<Integer, CompletableFuture<String>> reads = new HashMap<>();
        pointers.forEach((i, pointer) -> {
            if (!fetched.containsKey(i) && !missing.containsKey(i)) {
                reads.put(i, from.read(pointer));
            }
        });
        OutageException outage = null;
        for (Map.Entry<Integer, CompletableFuture<String>> read : reads.entrySet()) {
            try {
                fetched.put(read.getKey(), read.getValue().join());
            } catch (CompletionException failure) {
                Throwable cause = SqsFailures.unwrap(failure);
                if (cause instanceof NoSuchKeyException) {
                    S3Pointer pointer = Objects.requireNonNull(pointers.get(read.getKey()));
                    missing.put(
                            read.getKey(),
                            "its payload is not in S3: bucket " + pointer.bucket() + ", key " + pointer.key());
                } else {
                    outage = from.outage("GetObject", cause);
                }
            }
        }
        if (outage != null) {
            throw outage;
        }
    }

    /** Why there is no such message as the one at an index; {@code null} if there is. */
    @Nullable String missing(int index) {
        return missing.get(index);
    }

    /** The message at an index with the payload that it points to, or as it is. */
    WireMessage resolve(int index, WireMessage message) {
        String payload = fetched.get(index);
        if (payload == null) {
            return message;
        }
        Map<String, Attribute> attributes = new HashMap<>(message.attributes());
        attributes.remove(S3Pointer.SIZE);
        attributes.remove(S3Pointer.LEGACY_SIZE);
        return new WireMessage(payload, attributes);
    }

    /** The messages at these indexes are with the target and gone from the queue. An object that can't be deleted stays, as is logged. */
    void delete(Iterable<Integer> indexes) {
        List<CompletableFuture<?>> deletes = new ArrayList<>();
        for (int index : indexes) {
            S3Pointer pointer = pointers.get(index);
            if (pointer != null) {
                deletes.add(Objects.requireNonNull(store).delete(pointer).exceptionally(failure -> {
                    LOG.warn(
                            "the payload '{}' in S3 bucket '{}' stays there, its message has crossed: {}",
                            pointer.key(),
                            pointer.bucket(),
                            SqsFailures.unwrap(failure).toString());
                    return null;
                }));
            }
        }
        CompletableFuture.allOf(deletes.toArray(CompletableFuture[]::new)).join();
    }
}
