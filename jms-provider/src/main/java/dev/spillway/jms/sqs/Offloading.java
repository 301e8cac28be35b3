/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.sqs.batch.Batcher;
import dev.spillway.jms.sqs.client.AwsErrors;
import dev.spillway.jms.sqs.s3.ObjectStore;
import dev.spillway.jms.sqs.s3.S3Settings;
import dev.spillway.mapping.S3Pointer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Payloads of a factory's messages that travel through S3, a pointer to them through SQS. */
final class Offloading implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Offloading.class);

    private final S3Settings settings;
    private final ObjectStore store;

    /** @param store is closed with this */
    Offloading(S3Settings settings, ObjectStore store) {
        this.settings = settings;
        this.store = store;
    }

    /**
     * The message as it is if it is small enough; else one that points to its payload, once that is stored. Fails with a
     * MessageFormatException if its attributes alone are too large.
     */
    CompletableFuture<SendEntry> write(String queue, SendEntry entry) {
        if (entry.bytes() <= settings.threshold()) {
            return CompletableFuture.completedFuture(entry);
        }
        String taken = entry.attributes().containsKey(S3Pointer.SIZE) ? S3Pointer.SIZE : S3Pointer.LEGACY_SIZE;
        if (S3Pointer.isMarked(entry.attributes())) {
            return CompletableFuture.failedFuture(AwsErrors.reservedProperty(queue, taken));
        }
        S3Pointer pointer = new S3Pointer(settings.bucket(), UUID.randomUUID().toString());
        SendEntry pointing = entry.pointingTo(pointer);
        if (pointing.bytes() > Batcher.MAX_BYTES) {
            return CompletableFuture.failedFuture(
                    AwsErrors.propertiesTooLarge(queue, pointing.bytes(), Batcher.MAX_BYTES));
        }
        String action =
                "storing the payload of a message for queue '" + queue + "' in S3 bucket '" + settings.bucket() + "'";
        return store.put(pointer.key(), entry.body())
                .thenApply(stored -> pointing)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        AwsErrors.of(action, failure).exception()));
    }

    /** Where the message's payload is; {@code null} if that is its body: so is a pointer to anything but an object of the bucket. */
    @Nullable S3Pointer pointer(SqsDelivery message) {
        S3Pointer pointer = message.pointer();
        return pointer != null && pointer.isIn(settings.bucket()) ? pointer : null;
    }

    /** The payload. Fails with the JMS exception for what went wrong. */
    CompletableFuture<String> read(S3Pointer pointer, String messageId, String queue) {
        String action = "reading the payload of message " + messageId + " of queue '" + queue + "' from S3 bucket '"
                + pointer.bucket() + "', key '" + pointer.key() + "'";
        return store.get(pointer.key())
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        AwsErrors.of(action, failure).exception()));
    }

    /** The message is gone, and with it what its payload was kept for. Doesn't fail: an object that stays is logged. */
    CompletableFuture<Void> delete(S3Pointer pointer) {
        if (!settings.deleteObjects()) {
            return CompletableFuture.completedFuture(null);
        }
        return store.delete(pointer.key()).exceptionally(failure -> {
            LOG.warn(
                    "the payload '{}' in S3 bucket '{}' stays there, its message was deleted: {}",
                    pointer.key(),
                    pointer.bucket(),
                    AwsErrors.unwrap(failure).toString());
            return null;
        });
    }

    @Override
    public void close() {
        store.close();
    }
}
