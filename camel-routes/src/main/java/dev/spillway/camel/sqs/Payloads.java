/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.batch.Content;
import dev.spillway.mapping.S3Pointer;
import dev.spillway.mapping.WireMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.Message;

/** The payloads in S3 to which the messages of one receive point. Used by one thread. */
final class Payloads {

    private static final Logger LOG = LoggerFactory.getLogger(Payloads.class);

    private final @Nullable PayloadStore store;
    private final Map<Integer, S3Pointer> pointers = new HashMap<>();

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

    /**
     * What the message at an index says, to be fetched; {@code null} where that is not in S3.
     *
     * @param message as it was received
     */
    @Nullable Content of(int index, WireMessage message) {
        S3Pointer pointer = pointers.get(index);
        return pointer == null ? null : new Payload(Objects.requireNonNull(store), pointer, message);
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
