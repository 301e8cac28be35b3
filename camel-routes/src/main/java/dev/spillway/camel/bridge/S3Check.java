/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import java.util.UUID;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Whether a bucket of S3 is there and may be listed, without which what is missing in it isn't told from what is forbidden. */
record S3Check(S3AsyncClient client, String bucket) {

    String reach() {
        try {
            client.headBucket(request -> request.bucket(bucket)).join();
            return "is there";
        } catch (CompletionException e) {
            throw failed("HeadBucket", e);
        }
    }

    /** By asking for an object that isn't there. */
    String read() {
        try {
            client.getObject(
                            request ->
                                    request.bucket(bucket).key(UUID.randomUUID().toString()),
                            AsyncResponseTransformer.toBytes())
                    .join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof NoSuchKeyException)) {
                throw failed("GetObject", e);
            }
        }
        return "may be read from";
    }

    private static IllegalStateException failed(String action, CompletionException e) {
        return new IllegalStateException(action + ": " + (e.getCause() == null ? e : e.getCause()).getMessage());
    }
}
