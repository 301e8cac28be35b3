/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.batch.OutageException;
import dev.spillway.camel.route.WorkerSettings;
import dev.spillway.mapping.Attribute;
import dev.spillway.mapping.S3Pointer;
import dev.spillway.mapping.WireMessage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.BytesWrapper;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/**
 * A bucket of S3 through which payloads go that are too large for SQS, which carries a pointer instead, in the form of
 * amazon-sqs-java-extended-client. Safe for use by any number of threads.
 *
 * @param threshold the bytes of a message with its attributes above which its body goes to S3; 0 to 1 MiB
 */
record PayloadStore(S3AsyncClient client, String bucket, int threshold) {

    PayloadStore {
        if (!S3Pointer.isBucketName(bucket)) {
            throw new IllegalArgumentException("s3Bucket is '" + bucket + "'; " + S3Pointer.BUCKET_NAME);
        }
        WorkerSettings.check("s3Threshold", threshold, 0, SendRound.MAX_BYTES);
    }

    /**
     * A store if both a client and a bucket are given, {@code null} if neither is.
     *
     * @throws IllegalArgumentException if one is
     */
    static @Nullable PayloadStore of(@Nullable S3AsyncClient client, @Nullable String bucket, int threshold) {
        if (client == null && bucket == null) {
            return null;
        }
        if (client == null || bucket == null) {
            throw new IllegalArgumentException("there is " + (client == null ? "s3Bucket" : "s3Client") + " and no "
                    + (client == null ? "s3Client" : "s3Bucket") + "; both are there, or neither");
        }
        return new PayloadStore(client, bucket, threshold);
    }

    /**
     * Stores the message's body; returns the message that points to it.
     *
     * @throws IllegalArgumentException if its attributes alone are too large for SQS, or one has the name that marks a pointer
     */
    WireMessage store(WireMessage whole) throws OutageException {
        if (S3Pointer.isMarked(whole.attributes())) {
            throw new IllegalArgumentException(
                    "the message is too large for SQS, and can't go through S3: it has a property " + S3Pointer.SIZE
                            + " or " + S3Pointer.LEGACY_SIZE + " already, which marks such messages");
        }
        S3Pointer pointer = new S3Pointer(bucket, UUID.randomUUID().toString());
        Map<String, Attribute> attributes = new HashMap<>(whole.attributes());
        byte[] payload = whole.body().getBytes(StandardCharsets.UTF_8);
        attributes.put(S3Pointer.SIZE, Attribute.text("Number", Integer.toString(payload.length)));
        WireMessage pointing = new WireMessage(pointer.toBody(), attributes);
        if (pointing.sizeInBytes() > SendRound.MAX_BYTES) {
            throw new IllegalArgumentException("the message has " + pointing.sizeInBytes()
                    + " bytes without its body; SQS takes at most " + SendRound.MAX_BYTES);
        }
        try {
            client.putObject(
                            request -> request.bucket(bucket).key(pointer.key()),
                            AsyncRequestBody.fromBytesUnsafe(payload))
                    .join();
        } catch (CompletionException failure) {
            throw outage("PutObject", SqsFailures.unwrap(failure));
        }
        return pointing;
    }

    CompletableFuture<String> read(S3Pointer pointer) {
        return client.getObject(
                        request -> request.bucket(bucket).key(pointer.key()), AsyncResponseTransformer.toBytes())
                .thenApply(BytesWrapper::asUtf8String);
    }

    CompletableFuture<?> delete(S3Pointer pointer) {
        return client.deleteObject(request -> request.bucket(bucket).key(pointer.key()));
    }

    OutageException outage(String action, Throwable failure) {
        return OutageException.ofStore(
                action + " on S3 bucket " + bucket + " failed: " + failure.getMessage(), failure);
    }
}
